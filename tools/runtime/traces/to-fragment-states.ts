import type { Trace } from './recorded.ts';

/** What the last pages say about one fragment. */
export type FragmentState = {
  fragment: string;
  /** The state of its breaker, as the last page saw it. */
  breaker: string;
  /** How often pages showed a new answer, a fresh copy, an old copy, or the fallback. */
  sources: Record<'fresh' | 'cache' | 'stale' | 'fallback' | 'none', number>;
  /** Why pages showed an old copy or the fallback, with the number of pages. */
  reasons: Record<string, number>;
  /** Median and slowest time, in milliseconds. */
  median: number;
  slowest: number;
};

/**
 * Counts by fragment where the content of pages came from.
 *
 * @param traces newest first
 */
export function toFragmentStates(traces: Trace[]): FragmentState[] {
  const outcomes = traces.flatMap(({ pages }) => pages.flatMap(({ fragments }) => fragments));
  const groups = Map.groupBy(outcomes, ({ fragment }) => fragment);
  return [...groups]
    .map(([fragment, seen]) => {
      const sources = { fresh: 0, cache: 0, stale: 0, fallback: 0, none: 0 };
      const reasons: Record<string, number> = {};
      for (const { source = 'none', reason } of seen) {
        sources[source as keyof typeof sources] += 1;
        if (reason) reasons[reason] = (reasons[reason] ?? 0) + 1;
      }
      const times = seen.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
      return {
        ...{ fragment, breaker: seen[0]?.breaker ?? 'closed', sources, reasons },
        median: times[Math.floor(times.length / 2)] ?? 0,
        slowest: times.at(-1) ?? 0,
      };
    })
    .sort((a, b) => a.fragment.localeCompare(b.fragment));
}
