import type { Clock } from './clock.ts';

/**
 * The right to do work for a key, such as to fetch a fragment that many requests will read. One request at a time has it. It expires, so
 * a request that vanishes blocks others only for a short time.
 */
export function createKeyLeases(clock: Clock) {
  const ends = new Map<string, number>();
  return { take, isTaken, release, waitFor, clear: () => ends.clear() };

  /** Whether the caller may do the work now. If so, no other caller may for the next `milliseconds`. */
  function take(key: string, milliseconds: number): boolean {
    if (isTaken(key)) return false;
    if (ends.size >= mostLeases) ends.clear();
    ends.set(key, clock.now() + milliseconds);
    return true;
  }

  function isTaken(key: string): boolean {
    return (ends.get(key) ?? 0) > clock.now();
  }

  /** Gives the lease back. */
  function release(key: string): void {
    ends.delete(key);
  }

  /**
   * Waits until the lease of another request ends. workerd forbids a request to wait on the promise of another one, so this looks again
   * and again, with timers of its own.
   *
   * @param until milliseconds since the epoch at which it stops to wait
   */
  async function waitFor(key: string, until: number): Promise<void> {
    for (let pause = shortestPauseMs; isTaken(key); pause = Math.min(2 * pause, longestPauseMs)) {
      const left = until - clock.now();
      if (left <= 0) return;
      await clock.wait(Math.min(pause, left));
    }
  }
}

const mostLeases = 10_000;
/** Milliseconds between two looks. */
const shortestPauseMs = 1;
const longestPauseMs = 16;
