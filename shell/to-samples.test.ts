import { expect, test } from 'bun:test';
import { toSamples } from './to-samples.ts';

const report = (status: number, reason?: 'timeout' | 'refused') => ({
  ...{ status, milliseconds: 9, whole: true },
  fragments: [
    {
      ...{ fragment: 'pricing/price', slot: 'price', source: 'fresh' as const, reason },
      ...{ milliseconds: 7, breaker: 'closed' as const },
    },
  ],
});

test('a failure counts against its slice, a refusal does not', () => {
  expect(toSamples(report(200))).toEqual([{ fragment: 'pricing/price', milliseconds: 7, failed: false }]);
  expect(toSamples(report(200, 'timeout'))[0]?.failed).toBe(true);
  expect(toSamples(report(200, 'refused'))[0]?.failed).toBe(false);
});

test('a page that its client left is not counted', () => {
  expect(toSamples(report(499, 'timeout'))).toEqual([]);
});
