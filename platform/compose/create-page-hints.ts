import type { Hints, PageHints } from './hints.ts';
import type { Page } from './page.ts';

/** Makes the hints of one page; undefined if the page declares none. */
export function createPageHints({ hints, slots }: Page): PageHints | undefined {
  if (!hints) return undefined;
  const giver = slots[hints.from] as { fragment?: string };
  let known: Hints | undefined;
  let waiting: Promise<void> | undefined;

  return {
    follow(flight) {
      if (flight.name !== hints.from) return flight;
      const read = () => {
        const { piece } = flight;
        // An old copy may have hints that are out of date.
        return piece?.source === 'fresh' || piece?.source === 'cache' ? piece.hints : undefined;
      };
      if (flight.done) waitFor(flight.done.then(read));
      else known = read();
      return flight;
    },
    renew(fragment, fetched) {
      if (fragment === giver.fragment) waitFor(fetched.then((answer) => answer.hints));
    },
    waitFor: (slice) => (hints.for.includes(slice) ? waiting : undefined),
    of: (slice) => (hints.for.includes(slice) ? known : undefined),
  };

  function waitFor(work: Promise<Hints | undefined>): void {
    waiting = work.then((found) => {
      known = found;
      waiting = undefined;
    });
  }
}
