import { expect, test } from 'bun:test';
import { createCatalogue } from './catalogue.ts';
import { createStocks } from './create-stocks.ts';
import { fixtures } from './fixtures.ts';

const { prices } = createCatalogue();
const stocks = createStocks(prices);
const availableOf = new Map(stocks.map(({ itemId, available }) => [itemId, available]));

test('the stock of an item does not depend on other items', () => {
  expect(stocks.map(({ itemId }) => itemId)).toEqual(prices.map(({ itemId }) => itemId));
  expect(createStocks(prices.slice(100, 200))).toEqual(stocks.slice(100, 200));
});

test('most items have plenty, some are nearly sold out, and a few are sold out', () => {
  const share = (test: (available: number) => boolean) =>
    stocks.filter(({ available }) => test(available)).length / stocks.length;
  expect(share((available) => available === 0)).toBeCloseTo(0.02, 1);
  expect(share((available) => available > 0 && available < 5)).toBeCloseTo(0.06, 1);
  expect(share((available) => available >= 20)).toBeGreaterThan(0.9);
  expect(stocks.some(({ available }) => available === 0)).toBe(true);
});

test('the reference product has 3 pieces; one fixture item is low, one is sold out, and the others have plenty', () => {
  expect(availableOf.get(fixtures.reference.itemIds[0])).toBe(3);
  const [, low, , out] = fixtures.manyOptions.itemIds;
  expect([availableOf.get(low), availableOf.get(out)]).toEqual([2, 0]);
  for (const { itemIds } of Object.values(fixtures).slice(1))
    for (const itemId of itemIds)
      if (itemId !== low && itemId !== out) expect(availableOf.get(itemId)).toBeGreaterThanOrEqual(20);
});
