import type { ComposeOptions } from '@jogakbo/compose';
import type { FragmentSample } from '@jogakbo/edge/metrics';

type Report = Parameters<NonNullable<ComposeOptions['onReport']>>[0];

/** Reasons for which a slice is not to blame: it answered, or nobody waits any more. */
const faultless = new Set<string | undefined>([undefined, 'not-found', 'refused', 'redirected', 'gone']);

/** Converts the report of a page into one sample for each fragment. A page that its client left says nothing about its slices. */
export function toSamples({ status, fragments }: Report): FragmentSample[] {
  if (status === 499) return [];
  return fragments.map(({ fragment, reason, milliseconds }) => ({
    ...{ fragment, milliseconds },
    failed: !faultless.has(reason),
  }));
}
