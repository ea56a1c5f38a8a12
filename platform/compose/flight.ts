import type { Manifest } from '@jogakbo/contracts/fragment';
import type { Clock } from './clock.ts';
import type { Warner } from './create-warner.ts';
import { type createLoader, type Piece, sliceOf, type Visit } from './load-fragment.ts';
import type { Slot } from './page.ts';

/** A slot on its way: `piece` is there once it has settled, `done` tells when; undefined where it was there at once. */
export type Flight = {
  name: string;
  slot: Slot;
  piece: Piece | undefined;
  done: Promise<void> | undefined;
  started: number;
  ended: number;
};

/** Starts what fills a slot. */
export function startFlight(
  name: string,
  slot: Slot,
  visit: Visit,
  loader: ReturnType<typeof createLoader>,
  clock: Clock,
  { contain }: Warner,
): Flight {
  const started = clock.now();
  const flight: Flight = { name, slot, piece: undefined, done: undefined, started, ended: started };
  if ('markup' in slot) {
    const html = contain(`the markup of slot ${name}`, () => slot.markup(visit), '');
    flight.piece = { html, version: '', status: 200, source: 'fresh' };
    return flight;
  }
  const loaded = loader.load(slot, visit);
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

/** Whether a flight decides the page's status. */
export function isPrimary({ slot }: Flight): boolean {
  return 'fragment' in slot && slot.primary === true;
}

/** Whether a flight brought what anyone may see: the page's own markup, or a copy from the cache. */
export function isShared({ slot, piece }: Flight): boolean {
  return 'markup' in slot || piece?.copy !== undefined;
}

/** Whether a flight brought what another version made than the one whose styles the page gets. */
export function isOtherVersion({ slot, piece }: Flight, shown: Map<string, Manifest>): boolean {
  if (!('fragment' in slot) || !piece?.version) return false;
  return piece.version !== shown.get(sliceOf(slot))?.version;
}
