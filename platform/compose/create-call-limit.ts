import type { Clock } from './clock.ts';

/** How many calls may be under way before no more work is taken on. */
export type CallLimit = {
  readonly value: number;
  /** Learns how long, in milliseconds, a turn of the event loop took. */
  learn(lag: number): void;
};

/**
 * A limit that finds out what the machine can bear. Where the event loop takes long to come round there is more work than
 * processor: the limit is halved. Where it comes round soon, the limit grows again. Calls that merely wait for a slow slice keep no
 * loop busy, so they do not move it.
 *
 * Without it overload feeds on itself: what cannot be done before its deadline is begun all the same, and done in vain.
 */
export function createCallLimit(clock: Clock, most: number): CallLimit {
  const least = Math.min(most, fewest);
  let limit = most;
  let nextFall = 0;

  return {
    get value() {
      return limit;
    },
    learn(lag) {
      if (lag <= longestLag) {
        limit = Math.min(most, limit * growth);
        return;
      }
      const now = clock.now();
      if (now < nextFall) return;
      limit = Math.max(least, limit / 2);
      // What was begun under the limit of before says nothing of the one of now.
      nextFall = now + lag;
    },
  };
}

/** Calls that are always allowed: what a few pages need that are not in the cache. */
const fewest = 50;
/** A page takes a handful of turns to be made: with these it is done in a second, half of what a fragment may take. */
const longestLag = 150;
const growth = 1.05;
