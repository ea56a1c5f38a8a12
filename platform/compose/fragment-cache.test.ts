import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { createTestClock } from './create-test-clock.helper.ts';
import { createFragmentCache } from './fragment-cache.ts';

const copy = (html: string) => ({ html, version: 'v1', status: 200 as const });
const minute = { fresh: 60, whileRevalidate: 60, ifError: 3_600 };

test('a copy is fresh, then stale, then for errors only, then removed', async () => {
  const clock = createTestClock();
  const cache = createFragmentCache(10_000, clock);
  cache.set('a', copy('one'), minute, []);
  const ages: (string | undefined)[] = [];
  for (const seconds of [59, 1, 59, 1, 3_539, 1]) {
    await clock.advance(seconds * 1_000);
    ages.push(cache.get('a')?.age);
  }
  expect(ages).toEqual(['fresh', 'stale', 'stale', 'expired', 'expired', undefined]);
  expect(cache.bytes).toBe(0);
});

test('a copy that is asked for more often replaces the one read longest ago', () => {
  const cache = createFragmentCache(1_300, createTestClock());
  cache.set('a', copy('x'.repeat(50)), minute, []);
  cache.set('b', copy('x'.repeat(50)), minute, []);
  cache.get('a');
  for (let asks = 0; asks < 2; asks++) cache.get('c');
  cache.set('c', copy('x'.repeat(50)), minute, []);
  expect([cache.get('a'), cache.get('b'), cache.get('c')].map(Boolean)).toEqual([true, false, true]);
});

test('an expired tag ends the freshness of a copy, and keeps the copy for errors', () => {
  const cache = createFragmentCache(10_000, createTestClock());
  cache.set('a', copy('one'), minute, ['review-1', 'x']);
  cache.set('b', copy('two'), minute, ['review-2']);
  cache.expire('review-1');
  expect(cache.get('a')?.age).toBe('expired');
  expect(cache.get('b')?.age).toBe('fresh');
});

test('the bytes stay within the limit for any series of copies', () => {
  const limit = 5_000;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(4_000))), (puts) => {
      const cache = createFragmentCache(limit, createTestClock());
      for (const [key, size] of puts) {
        cache.set(`key ${key}`, copy('x'.repeat(size)), minute, []);
        expect(cache.bytes).toBeLessThanOrEqual(limit);
      }
      cache.clear();
      expect(cache.bytes).toBe(0);
    }),
  );
});

describe('a full cache', () => {
  const size = 100;
  const bytes = 5 * (size + 'key 00'.length) + 256;
  /** A cache that is full of `room` copies, each of which was asked for `asks` times. */
  function createFull(room: number, asks: number) {
    const clock = createTestClock();
    const cache = createFragmentCache(room * bytes, clock);
    /** Reads a copy, and stores one if there is none, as the engine does. */
    const ask = (key: string) => {
      if (cache.get(key)) return true;
      cache.set(key, copy('x'.repeat(size)), minute, []);
      return false;
    };
    const hot = Array.from({ length: room }, (_, index) => `hot ${10 + index}`);
    for (let times = 0; times < asks; times++) hot.forEach(ask);
    return { clock, cache, ask, hot };
  }

  test('keeps its copies when others are asked for less often', () => {
    const scan = fc.record({
      room: fc.integer({ min: 1, max: 20 }),
      asks: fc.integer({ min: 1, max: 5 }),
      words: fc.uniqueArray(fc.nat(9_999), { maxLength: 150 }),
    });
    fc.assert(
      fc.property(scan, fc.gen(), ({ room, asks, words }, gen) => {
        const { cache, ask, hot } = createFull(room, asks);
        for (const word of words)
          for (let times = gen(fc.integer, { min: 1, max: asks }); times > 0; times--) ask(`word ${word}`);
        expect(hot.filter((key) => cache.get(key)?.age !== 'fresh')).toEqual([]);
      }),
    );
  });

  test('stores a new copy if there is room', () => {
    const { ask } = createFull(4, 0);
    expect([ask('one'), ask('one')]).toEqual([false, true]);
  });

  test('gives up copies that are no longer asked for', () => {
    const { ask, hot } = createFull(10, 15);
    let asks = 0;
    while (!ask('new') && asks < 10_000) asks += 1;
    expect(asks).toBeLessThan(5_000);
    expect(hot.filter(ask).length).toBeGreaterThanOrEqual(8);
  });

  test('gives up a copy that may no longer be shown at once', async () => {
    const { clock, ask } = createFull(3, 15);
    await clock.advance(61 * 60_000);
    expect([ask('new'), ask('new')]).toEqual([false, true]);
  });
});
