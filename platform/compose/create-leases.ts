import type { Clock } from './clock.ts';

/** Counts work that is under way. A lease that is not given back expires, so a request that vanishes leaves no trace. */
export type Leases = {
  /** Takes a lease; undefined if `limit` are taken. Call the result to give it back. A second call does nothing. */
  take(): (() => void) | undefined;
  /** The number of leases that are taken. */
  readonly out: number;
};

/**
 * Creates a counter of leases with a limit.
 *
 * @param limit the highest number of leases at one time
 * @param lifetime milliseconds after which a lease expires
 */
export function createLeases(limit: number, lifetime: number, clock: Clock): Leases {
  // The end of each lease. They are in the order of taking, which is also the order of their ends.
  const ends = new Map<number, number>();
  let next = 0;

  return {
    take() {
      dropEnded();
      if (ends.size >= limit) return undefined;
      const lease = next++;
      ends.set(lease, clock.now() + lifetime);
      return () => void ends.delete(lease);
    },
    get out() {
      dropEnded();
      return ends.size;
    },
  };

  function dropEnded(): void {
    const now = clock.now();
    for (const [lease, end] of ends) {
      if (end > now) break;
      ends.delete(lease);
    }
  }
}
