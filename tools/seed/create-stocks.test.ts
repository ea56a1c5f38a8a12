import { expect, test } from 'bun:test';
import { createCatalogue } from './catalogue.ts';
import { createStocks } from './create-stocks.ts';
import { fixtures } from './fixtures.ts';

const { prices } = createCatalogue();
const stocks = createStocks(prices);
const availableOf = new Map(stocks.map(({ itemId, available }) => [itemId, available]));

test('each item has its own, whatever else is in the shop', () => {
  expect(stocks.map(({ itemId }) => itemId)).toEqual(prices.map(({ itemId }) => itemId));
  expect(createStocks(prices.slice(100, 200))).toEqual(stocks.slice(100, 200));
});

test('most have plenty, some are nearly sold out, a few are', () => {
  const share = (test: (available: number) => boolean) =>
    stocks.filter(({ available }) => test(available)).length / stocks.length;
  expect(share((available) => available === 0)).toBeCloseTo(0.02, 1);
  expect(share((available) => available > 0 && available < 5)).toBeCloseTo(0.06, 1);
  expect(share((available) => available >= 20)).toBeGreaterThan(0.9);
  expect(stocks.some(({ available }) => available === 0)).toBe(true);
});

test('of the reference product there are 3; the fixtures have plenty but for one item that is low and one that is sold out', () => {
  expect(availableOf.get(fixtures.reference.itemIds[0])).toBe(3);
  const [, low, , out] = fixtures.manyOptions.itemIds;
  expect([availableOf.get(low), availableOf.get(out)]).toEqual([2, 0]);
  for (const { itemIds } of Object.values(fixtures).slice(1))
    for (const itemId of itemIds)
      if (itemId !== low && itemId !== out) expect(availableOf.get(itemId)).toBeGreaterThanOrEqual(20);
});
