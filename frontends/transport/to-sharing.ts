import type { Sharing } from '@jogakbo/edge/fragment';
import type { ArrivalView } from '@jogakbo/transport-bff/contract';

/**
 * How long a promise may be shown: no copy of it, fresh or stale, outlives the cut-off or the day that it counts from. Without the
 * price it is asked for again soon.
 */
export function toSharing({ turnsIn, free }: Pick<ArrivalView, 'turnsIn' | 'free'>): Sharing {
  const left = Math.max(0, Math.floor((turnsIn - onTheWay) / 1_000));
  const maxAge = Math.min(left, free === null ? 1 : 60);
  const rest = left - maxAge;
  return { maxAge, staleWhileRevalidate: Math.min(rest, 300), staleIfError: rest };
}

/** Milliseconds that an answer may take to reach the cache in which its age is counted. */
const onTheWay = 1_000;
