import { expect, test } from 'bun:test';
import { createBreaker } from '@jogakbo/edge/create-breaker';
import type { Price } from './contract.ts';
import { type CacheClient, createPriceCache } from './price-cache.ts';
import type { PriceStore } from './price-store.ts';

const price = (itemId: string, final = 900): Price => ({
  ...{ itemId, productId: `1${itemId}`, list: 1_000, final },
  ...{ discountPercent: 10, unit: null, coupon: null },
});

function createBench(cached: Record<string, unknown> = {}, fresh = false) {
  const bench = {
    cached: new Map(Object.entries(cached)),
    loads: [] as string[][],
    broken: false,
    lifetime: 0,
  };
  const store: PriceStore = {
    ofItems: async (ids) => {
      bench.loads.push(ids);
      return ids.filter((id) => id !== '404').map((id) => price(id));
    },
    ofProducts: async (ids) => {
      bench.loads.push(ids);
      return ids.map((id) => price(id.slice(1)));
    },
  };
  const cache: CacheClient = {
    mget: async (...keys) => {
      if (bench.broken) throw new Error('down');
      return keys.map((key) => bench.cached.get(key) ?? null);
    },
    del: async (...keys) => {
      if (bench.broken) throw new Error('down');
      for (const key of keys) bench.cached.delete(key);
    },
    pipeline: () => {
      const writes: [string, unknown][] = [];
      return {
        set: (key, value, { ex }) => {
          bench.lifetime = ex;
          writes.push([key, value]);
        },
        exec: async () => {
          if (bench.broken) throw new Error('down');
          for (const [key, value] of writes) bench.cached.set(key, value);
        },
      };
    },
  };
  const work: Promise<unknown>[] = [];
  const waitUntil = (promise: Promise<unknown>) => work.push(promise);
  const prices = createPriceCache(store, { cache, breaker: createBreaker(), waitUntil, fresh });
  return { bench, prices, settle: () => Promise.all(work) };
}

test('a price that was read once comes from the cache', async () => {
  const { bench, prices, settle } = createBench();
  await prices.ofItems(['1', '2']);
  await settle();
  expect((await prices.ofItems(['2', '1', '3'])).map(({ itemId }) => itemId).sort()).toEqual(['1', '2', '3']);
  expect(bench.loads).toEqual([['1', '2'], ['3']]);
  expect(bench.lifetime).toBe(60);
});

test('the price of a product and of its first item have different keys', async () => {
  const { bench, prices, settle } = createBench();
  await prices.ofProducts(['11']);
  await settle();
  await prices.ofItems(['1']);
  await prices.ofProducts(['11']);
  expect(bench.loads).toEqual([['11'], ['1']]);
});

test.each([['text'], [42], [{ itemId: '1' }], [{ ...price('1'), final: -5 }], [[price('1')]]])(
  'nonsense in the cache is ignored: %p',
  async (nonsense) => {
    const { prices } = createBench({ 'price:item:1': nonsense });
    expect(await prices.ofItems(['1'])).toEqual([price('1')]);
  },
);

test('a failing cache only costs time, and is not used for a while', async () => {
  const { bench, prices } = createBench();
  bench.broken = true;
  for (let reads = 0; reads < 3; reads++) expect(await prices.ofItems(['1'])).toEqual([price('1')]);
  bench.broken = false;
  bench.cached.set('price:item:1', price('1', 1));
  expect((await prices.ofItems(['1']))[0]?.final).toBe(900);
});

test('an unknown item is left out', async () => {
  const { prices } = createBench();
  expect(await prices.ofItems(['404'])).toEqual([]);
  expect(await prices.ofItems([])).toEqual([]);
});

test('a dropped price is read from the store again, by item and by product', async () => {
  const { bench, prices } = createBench({ 'price:item:1': price('1', 5), 'price:product:11': price('1', 5) });
  await prices.drop(price('1'));
  expect([...(await prices.ofItems(['1'])), ...(await prices.ofProducts(['11']))]).toEqual([
    price('1'),
    price('1'),
  ]);
  expect(bench.loads).toEqual([['1'], ['11']]);
});

test('dropping a price is no error while the cache is away', async () => {
  const { bench, prices } = createBench();
  bench.broken = true;
  await prices.drop(price('1'));
});

test('a fresh read bypasses the cache and corrects it', async () => {
  const { bench, prices, settle } = createBench({ 'price:item:1': price('1', 5) }, true);
  expect(await prices.ofItems(['1'])).toEqual([price('1')]);
  await settle();
  expect(bench.cached.get('price:item:1')).toEqual(price('1'));
});
