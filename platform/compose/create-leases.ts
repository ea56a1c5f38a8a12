import type { Clock } from './clock.ts';

/** Counts what is under way. A lease that nobody gives back runs out, so a request that vanishes leaves no trace. */
export type Leases = {
  /** Takes one, or gives undefined where `limit` are out. Calling what it returns gives it back; twice does no harm. */
  take(): (() => void) | undefined;
  readonly out: number;
};

/**
 * @param limit how many may be out at once
 * @param lifetime milliseconds after which one counts no longer
 */
export function createLeases(limit: number, lifetime: number, clock: Clock): Leases {
  // Each lease's end, in the order of taking, which is that of ending.
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
