import { expect, test } from 'bun:test';
import { createVersionSets } from '@jogakbo/edge/create-version-sets';
import { createVersionWatch } from './create-version-watch.ts';

const about = { since: '2026-11-26T00:00:00Z', by: 'mina', why: 'test' };
const sets = createVersionSets(
  {
    number: 1,
    slices: {
      cart: {
        ...{ ...about, stable: { 'jogakbo-cart': { id: 'one', build: 'b1' } } },
        canary: { percent: 100, workers: { 'jogakbo-cart': { id: 'two', build: 'b2' } } },
      },
    },
  },
  0,
);
const header = sets.choose('a').header as string;

function createBench() {
  const bench = { now: 1_000_000, answered: 'b1', lines: [] as object[], expired: 0 };
  const watch = createVersionWatch({
    sets: () => sets,
    now: () => bench.now,
    log: (line) => void bench.lines.push(line),
    onIgnored: () => void bench.expired++,
  });
  const endpoint = watch.between('cart', {
    fetch: async () => new Response('', { headers: { 'x-jogakbo-version': bench.answered } }),
  });
  const ask = (sent: Record<string, string> = { 'cloudflare-workers-version-overrides': header }) =>
    endpoint.fetch('http://worker/', { headers: sent });
  return { bench, watch, ask };
}

test('answers of another version are counted, and visitors get the stable version for a while', async () => {
  const { bench, watch, ask } = createBench();
  for (let calls = 0; calls < 5; calls++) await ask();
  expect(bench.lines).toEqual([{ slice: 'cart', wanted: 'b2', answered: 'b1', ignored: 1 }]);
  expect(bench.expired).toBe(1);
  expect(sets.choose('a', watch.isAway).arms).toEqual({ cart: 'stable' });
  bench.now += 10_000;
  await ask();
  expect(bench.lines[1]).toMatchObject({ ignored: 5 });
  bench.now += 60_000;
  expect(watch.isAway('cart', 'canary')).toBe(false);
});

test('the right version, and a call without a wish, are not counted', async () => {
  const { bench, watch, ask } = createBench();
  await ask({});
  bench.answered = 'b2';
  await ask();
  expect(bench.lines).toEqual([]);
  expect(watch.isAway('cart', 'canary')).toBe(false);
});
