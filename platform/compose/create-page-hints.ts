import type { Clock } from './clock.ts';
import type { Hints, PageHints } from './hints.ts';
import type { Page } from './page.ts';

/** Makes the hints of one page; undefined if the page declares none. */
export function createPageHints({ hints }: Page, clock: Clock): PageHints | undefined {
  if (!hints) return undefined;
  let known: Hints | undefined;
  let waiting: Promise<void> | undefined;

  return {
    follow(flight) {
      if (flight.name !== hints.from) return flight;
      const take = () => {
        const { piece } = flight;
        // An old copy may have hints that are out of date.
        if (piece?.source === 'fresh' || piece?.source === 'cache') known = piece.hints;
      };
      if (flight.done) {
        waiting = toEarlier(flight.done.then(take), clock);
        void waiting.then(() => {
          waiting = undefined;
        });
      } else take();
      return flight;
    },
    waitFor: (slice) => (hints.for.includes(slice) ? waiting : undefined),
    of: (slice) => (hints.for.includes(slice) ? known : undefined),
  };
}

function toEarlier(work: Promise<void>, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(hintsTimeoutMs, resolve);
    void work.then(() => {
      cancel();
      resolve();
    });
  });
}

/** Milliseconds that fragments wait for hints. Without hints they find out by themselves. */
const hintsTimeoutMs = 1_000;
