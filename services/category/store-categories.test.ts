import { expect, test } from 'bun:test';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createCategoryStore } from './category-store.ts';
import { storeCategories } from './store-categories.ts';

const category = (slug: string, parent: string | null, name = slug) => ({
  ...{ slug, parent, name: { ko: name, en: name } },
});

test('new categories come after their siblings, and known ones get new names at their place', async () => {
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  await storeCategories(database, [category('home', null), category('cups', 'home')]);
  await storeCategories(database, [
    category('toys', null),
    category('home', null, 'House'),
    category('bowls', 'home'),
  ]);
  const all = await createCategoryStore(database).all();
  const childrenOf = (of: string | null) => all.filter(({ parent }) => parent === of).map(({ slug }) => slug);
  expect(childrenOf(null)).toEqual(['home', 'toys']);
  expect(childrenOf('home')).toEqual(['cups', 'bowls']);
  expect(all.find(({ slug }) => slug === 'home')?.name.ko).toBe('House');
});
