/** The metrics of fragments, as the shell sends them. Prometheus adds the unit and `_total` to their names. */
export const metrics = {
  requests: { name: 'jogakbo.fragment.requests', prometheus: 'jogakbo_fragment_requests_total' },
  errors: { name: 'jogakbo.fragment.errors', prometheus: 'jogakbo_fragment_errors_total' },
  duration: {
    name: 'jogakbo.fragment.duration',
    prometheus: 'jogakbo_fragment_duration_milliseconds_bucket',
  },
} as const;

/** The upper ends of the histogram of times, in milliseconds. The time of an objective has to be one of them. */
export const durationBounds = [
  ...[5, 10, 25, 50, 75, 100, 150, 200, 300],
  ...[400, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000],
] as const;

/** The outcome of one fragment of a page. */
export type FragmentSample = { fragment: string; failed: boolean; milliseconds: number };

/** Counts of one fragment since the last export. */
export type FragmentCounts = { requests: number; errors: number; sum: number; buckets: number[] };

/** Adds a sample to the counts of its fragment; a failure has no duration, so that the histogram counts good answers only. The number of fragments is that of the pages, so the map is bounded. */
export function countFragment(
  counts: Map<string, FragmentCounts>,
  { fragment, failed, milliseconds }: FragmentSample,
): void {
  const known = counts.get(fragment) ?? {
    ...{ requests: 0, errors: 0, sum: 0 },
    buckets: new Array(durationBounds.length + 1).fill(0) as number[],
  };
  counts.set(fragment, known);
  known.requests += 1;
  if (failed) {
    known.errors += 1;
    return;
  }
  known.sum += milliseconds;
  const bucket = durationBounds.findIndex((bound) => milliseconds <= bound);
  const index = bucket === -1 ? durationBounds.length : bucket;
  known.buckets[index] = (known.buckets[index] as number) + 1;
}
