import { expect, test } from 'bun:test';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import type { Price } from './contract.ts';
import { createPriceStore } from './price-store.ts';
import { storePrices } from './store-prices.ts';

const price = (itemId: string, final: number): Price => ({
  ...{ itemId, productId: '1', list: 1_000, final, discountPercent: 0, unit: null, coupon: null },
});

test('prices that are stored again replace those of the product, in the new order', async () => {
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  const store = createPriceStore(database);
  await storePrices(database, [price('10', 900), price('11', 800)]);
  expect(await store.ofProducts(['1'])).toMatchObject([{ itemId: '10', final: 900 }]);
  await storePrices(database, [price('11', 700), price('10', 900)]);
  expect(await store.ofProducts(['1'])).toMatchObject([{ itemId: '11', final: 700 }]);
});
