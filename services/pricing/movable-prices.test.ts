import { expect, test } from 'bun:test';
import { storeMoves } from '@jogakbo/edge/answer-moves';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createMovablePrices } from './movable-prices.ts';
import { createPriceStore } from './price-store.ts';
import { seedPrices } from './seed.ts';

test('items change places in one batch, and the coupons of the shop stay', async () => {
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  const coupon = { kind: 'percent', value: 5 } as const;
  const price = { productId: '1', list: 20, final: 10, discountPercent: 50 };
  await seedPrices(
    database,
    ['10', '11'].map((itemId) => ({ ...price, itemId, unit: null, coupon })),
  );
  const events: string[] = [];
  const rows = createMovablePrices(database, (type, { productId }) => {
    events.push(`${type} ${productId}`);
    return database.prepare('SELECT 1');
  });
  const moves = [
    { key: '10', row: { ...price, position: 1 } },
    { key: '11', row: { ...price, position: 0, final: 9 } },
  ];
  expect(await storeMoves(rows, moves)).toEqual({ stored: 2, same: 0 });
  expect(await storeMoves(rows, moves)).toEqual({ stored: 0, same: 2 });
  expect(await createPriceStore(database).ofProducts(['1'])).toMatchObject([
    { itemId: '11', final: 9, coupon },
  ]);
  expect(events).toEqual(['price.changed 1']);
});
