import type { Clock } from './clock.ts';

/** The number of calls under way from which new requests are refused. */
export type CallLimit = {
  readonly value: number;
  /** Takes the time of one turn of the event loop, in milliseconds. */
  learn(lag: number): void;
};

/**
 * A limit that adapts to the machine. A slow turn of the event loop means that there is more work than the processor can do, so the
 * limit is halved. After quick turns it grows again. Calls that only wait for a slow slice do not slow the loop, so they do not change it.
 *
 * Without this limit an overload makes itself worse: work is started that cannot end before its deadline, and its result is thrown away.
 *
 * @param most the highest value, which is also the first one
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
      if (lag <= longestLagMs) {
        limit = Math.min(most, limit * growth);
        return;
      }
      const now = clock.now();
      if (now < nextFall) return;
      limit = Math.max(least, limit / 2);
      // Work that began under the old limit says nothing about the new one.
      nextFall = now + lag;
    },
  };
}

/** Calls that are always allowed: enough for six pages of twenty fragments without copies, about 0.3 s of work. */
const fewest = 120;
/** Milliseconds of the longest good turn. A page needs about six turns: with turns of this length it takes a second, half of the default deadline. */
const longestLagMs = 150;
const growth = 1.05;
