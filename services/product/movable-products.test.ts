import { expect, test } from 'bun:test';
import { storeMoves } from '@jogakbo/edge/answer-moves';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createMovableProducts } from './movable-products.ts';
import { createProductStore } from './product-store.ts';
import { storeProducts } from './store-products.ts';

test('the first badge moves, others stay, and options change places', async () => {
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  const product = {
    ...{ title: '가', brand: '나', category: 'toys', attributes: [], createdAt: 1, optionName: '색' },
    picture: { shape: 'box' as const, hue: 0, accent: 0, pattern: 0 },
  };
  const options = [
    { itemId: '10', label: '빨강' },
    { itemId: '11', label: '파랑' },
  ];
  await storeProducts(database, [{ ...product, id: '1', options, badges: ['rocket', 'rocket-overseas'] }]);
  const rows = createMovableProducts(database, () => database.prepare('SELECT 1'));
  const move = (badge: 'rocket' | null) => [
    { key: '1', row: { ...product, badge, title: '다', options: options.toReversed() } },
  ];
  expect(await storeMoves(rows, move('rocket'))).toEqual({ stored: 1, same: 0 });
  expect(await storeMoves(rows, move('rocket'))).toEqual({ stored: 0, same: 1 });
  expect(await createProductStore(database).find('1')).toMatchObject({
    ...{ title: '다', itemId: '11', badges: ['rocket', 'rocket-overseas'] },
  });
  await storeMoves(rows, move(null));
  expect(await createProductStore(database).find('1')).toMatchObject({ badges: [] });
  await storeMoves(rows, [{ key: '1', row: null }]);
  expect(await rows.list('', 9)).toEqual(new Map());
});
