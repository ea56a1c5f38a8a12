import type { Sharing } from '@jogakbo/edge/fragment';
import type { ArrivalView } from '@jogakbo/transport-bff/contract';

/**
 * The time for which a promise may be shown. No copy, fresh or stale, outlives the cut-off or the current day. Without a price it is
 * fetched again after a second.
 */
export function toSharing({ turnsIn, free }: Pick<ArrivalView, 'turnsIn' | 'free'>): Sharing {
  const left = Math.max(0, Math.floor((turnsIn - transitTimeMs) / 1_000));
  const maxAge = Math.min(left, free === null ? 1 : 60);
  const rest = left - maxAge;
  return { maxAge, staleWhileRevalidate: Math.min(rest, 300), staleIfError: rest };
}

/** An answer may take this long to reach the cache that counts its age. */
const transitTimeMs = 1_000;
