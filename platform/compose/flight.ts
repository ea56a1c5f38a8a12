import type { Manifest } from '@jogakbo/contracts/fragment';
import type { Clock } from './clock.ts';
import { sliceOf } from './create-addresses.ts';
import type { Warner } from './create-warner.ts';
import { isMetadata } from './is-metadata.ts';
import type { Loader } from './load-fragment.ts';
import type { Slot } from './page.ts';
import type { Piece } from './piece.ts';
import type { Visit } from './visit.ts';

/** The content of a slot on its way. `piece` is set when it has settled. `done` resolves then; it is undefined if nothing had to be awaited. */
export type Flight = {
  name: string;
  slot: Slot;
  piece: Piece | undefined;
  done: Promise<void> | undefined;
  started: number;
  ended: number;
};

/**
 * Starts to load the content of a slot.
 *
 * @param started milliseconds since the epoch, from which its deadline counts
 */
export function startFlight(
  name: string,
  slot: Slot,
  visit: Visit,
  loader: Loader,
  clock: Clock,
  { contain }: Warner,
  started = clock.now(),
): Flight {
  const flight: Flight = { name, slot, piece: undefined, done: undefined, started, ended: started };
  if ('markup' in slot) {
    const html = contain(`the markup of slot ${name}`, () => slot.markup(visit), '');
    flight.piece = { html, version: '', status: 200, source: 'fresh' };
    return flight;
  }
  const loaded = loader.load(slot, visit, started);
  if (loaded instanceof Promise) {
    flight.done = loaded.then((piece) => {
      flight.piece = piece;
      flight.ended = clock.now();
    });
  } else {
    flight.piece = loaded;
  }
  return flight;
}

/** Makes a failure of a fragment that would end the head. Markup and fallbacks of the host are as the host wrote them. */
export function requireMetadata(flight: Flight): Flight {
  const { slot, done } = flight;
  const check = () => {
    const { html, source, version } = flight.piece as Piece;
    if ('markup' in slot || source === 'fallback' || isMetadata(html)) return;
    const detail = `${slot.fragment} has more than metadata, which ends the head`;
    flight.piece = { html: '', version, status: 503, source: 'fallback', reason: 'unbalanced', detail };
  };
  if (done) flight.done = done.then(check);
  else check();
  return flight;
}

/** Whether a flight decides the status of its page. */
export function isPrimary({ slot }: Flight): boolean {
  return 'fragment' in slot && slot.primary === true;
}

/** Whether a primary fragment has no answer to show. The page cannot be shown without it. */
export function isFailedPrimary(flight: Flight): boolean {
  return isPrimary(flight) && flight.piece !== undefined && flight.piece.status >= 300;
}

/** Whether anyone may see what a flight brought: the page's own markup, or a copy from the cache. */
export function isShared({ slot, piece }: Flight): boolean {
  return 'markup' in slot || piece?.copy !== undefined;
}

/** Whether a flight brought a fragment of another version than the one whose styles the page has. */
export function isOtherVersion({ slot, piece }: Flight, shown: Map<string, Manifest>): boolean {
  if (!('fragment' in slot) || !piece?.version) return false;
  return piece.version !== shown.get(sliceOf(slot))?.version;
}
