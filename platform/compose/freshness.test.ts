import { expect, test } from 'bun:test';
import { toFreshness } from './freshness.ts';

const none = { whileRevalidate: 0, ifError: 0 };

test.each([
  [null, null],
  ['', null],
  ['no-store', null],
  ['private, max-age=60', null],
  ['public', null],
  ['max-age=60', { fresh: 60, ...none }],
  ['max-age=60, s-maxage=10', { fresh: 10, ...none }],
  [
    'S-MaxAge=10, Stale-While-Revalidate=20, stale-if-error="30"',
    { fresh: 10, whileRevalidate: 20, ifError: 30 },
  ],
  ['no-cache, max-age=60, stale-if-error=9', { fresh: 0, whileRevalidate: 0, ifError: 9 }],
  ['max-age=60, must-revalidate, stale-while-revalidate=5', { fresh: 60, ...none }],
  ['max-age=-5', null],
  ['max-age=soon', null],
])('cache-control %p means %p', (header, freshness) => expect(toFreshness(header)).toEqual(freshness));
