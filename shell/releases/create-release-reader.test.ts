import { expect, test } from 'bun:test';
import type { ReleaseMap } from '@jogakbo/contracts/release-map';
import { createReleaseReader } from './create-release-reader.ts';

/** A reader whose store has a map with `kept.percent`, or fails while `kept.away`. */
function createBench() {
  const kept = { number: 1, percent: 100, away: false, hangs: false, text: undefined as string | undefined };
  const bench = { kept, now: 1_000_000, reads: 0, faults: [] as string[], late: [] as Promise<unknown>[] };
  const toMap = (): ReleaseMap => ({
    number: kept.number,
    slices: {
      cart: {
        stable: { cart: { id: 'one', build: 'b1' } },
        canary: { percent: kept.percent, workers: { cart: { id: 'two', build: 'b2' } } },
        ...{ since: '2026-11-26T00:00:00Z', by: 'mina', why: 'test' },
      },
    },
  });
  const reader = createReleaseReader({
    async read() {
      bench.reads += 1;
      if (kept.away) throw new Error('KV is away');
      if (kept.hangs) return new Promise(() => {});
      return kept.text ?? JSON.stringify(toMap());
    },
    open: async (text) => (text.startsWith('{') ? JSON.parse(text) : undefined),
    now: () => bench.now,
    wait: async () => {},
    onFault: (sentence) => void bench.faults.push(sentence),
  });
  const arm = async () => (await reader.current((work) => void bench.late.push(work)))?.choose('a').arms.cart;
  return { bench, kept, reader, arm };
}

test('the copy is at most five seconds old', async () => {
  const { bench, kept, arm } = createBench();
  expect(await arm()).toBe('canary');
  kept.percent = 0;
  bench.now += 2_499;
  expect(await arm()).toBe('canary');
  expect(bench.reads).toBe(1);
  bench.now += 2_501;
  expect(await arm()).toBe('stable');
  expect(bench.reads).toBe(2);
});

test('a copy is renewed while it is used, once at a time', async () => {
  const { bench, kept, arm } = createBench();
  await arm();
  kept.percent = 0;
  bench.now += 3_000;
  expect([await arm(), await arm(), await arm()]).toContain('canary');
  await Promise.all(bench.late);
  expect(bench.reads).toBe(2);
  expect(await arm()).toBe('stable');
});

test.each<[string, (kept: ReturnType<typeof createBench>['kept']) => unknown]>([
  ['is away', (kept) => Object.assign(kept, { away: true })],
  ['does not answer', (kept) => Object.assign(kept, { hangs: true })],
  ['is broken', (kept) => Object.assign(kept, { text: 'broken' })],
  ['is older', (kept) => Object.assign(kept, { number: 0, percent: 0 })],
])('the last good map counts while the map %s', async (_, spoil) => {
  const { bench, kept, arm } = createBench();
  expect(await arm()).toBe('canary');
  spoil(kept);
  bench.now += 60_000;
  expect(await arm()).toBe('canary');
  if (!kept.hangs) expect(bench.faults).toHaveLength(1);
  const { reads } = bench;
  expect(await arm()).toBe('canary');
  if (!kept.hangs) expect(bench.reads).toBe(reads);
});

test('without any map there are no sets, and a good map counts after a broken one', async () => {
  const { bench, kept, arm } = createBench();
  kept.away = true;
  expect(await arm()).toBeUndefined();
  Object.assign(kept, { away: false, text: 'broken' });
  bench.now += 6_000;
  expect(await arm()).toBeUndefined();
  kept.text = undefined;
  bench.now += 6_000;
  expect(await arm()).toBe('canary');
});

test('a map that has expired is read again at once', async () => {
  const { bench, reader, arm } = createBench();
  await arm();
  reader.expire();
  await arm();
  expect(bench.reads).toBe(2);
});
