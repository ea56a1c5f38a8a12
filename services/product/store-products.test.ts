import { expect, test } from 'bun:test';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import type { ProductImport } from './contract.ts';
import { createProductStore } from './product-store.ts';
import { storeProducts } from './store-products.ts';

const cup: ProductImport = {
  ...{ id: '1', title: '컵', brand: '컵나라', category: 'cups', createdAt: 1, optionName: '색상' },
  options: ['빨강', '파랑'].map((label, index) => ({ itemId: `1${index}`, label })),
  ...{ attributes: [], badges: [], picture: { shape: 'cup', hue: 1, accent: 2, pattern: 0 } },
};

test('a product that is stored again changes, and keeps the time of its creation', async () => {
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  const store = createProductStore(database);
  await storeProducts(database, [cup]);
  const first = await store.find('1');
  expect(first).toMatchObject({ title: '컵', createdAt: 1 });
  await storeProducts(database, [{ ...cup, createdAt: 2 }]);
  expect(await store.find('1')).toEqual(first);
  const options = cup.options.toReversed();
  await storeProducts(database, [{ ...cup, title: '큰 컵', options }]);
  expect(await store.find('1')).toMatchObject({ title: '큰 컵', createdAt: 1, options });
});
