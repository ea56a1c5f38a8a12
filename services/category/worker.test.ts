import { expect, test } from 'bun:test';
import * as v from 'valibot';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createCategories } from '../../tools/seed/create-categories.ts';
import { departments } from '../../tools/seed/words.ts';
import { CategoryTree, paths } from './contract.ts';
import { type SeedCategory, seedCategories } from './seed.ts';
import worker from './worker.ts';

const migrations = `${import.meta.dir}/migrations`;

const toys = toSeed('toys', null, 1, '완구/취미', 'Toys & Hobbies');
const blocks = toSeed('toys-blocks', 'toys', 0, '블록놀이', 'Building Blocks');
const nano = toSeed('toys-nano-blocks', 'toys-blocks', 0, '나노블록', 'Nano Blocks');
const large = toSeed('toys-large-blocks', 'toys-blocks', 1, '대형블록', 'Large Blocks');
const books = toSeed('books', null, 0, '도서/음반', 'Books & Music');

test('the answer is the tree of the contract, with siblings by position', async () => {
  const tree = await readTree([toys, blocks, large, nano, books]);
  expect(tree.categories.map(({ slug }) => slug)).toEqual([
    ...['books', 'toys', 'toys-blocks', 'toys-nano-blocks', 'toys-large-blocks'],
  ]);
  expect(tree.categories[3]).toEqual({
    slug: 'toys-nano-blocks',
    parent: 'toys-blocks',
    name: { ko: '나노블록', en: 'Nano Blocks' },
  });
});

test("the shop's own categories are a tree of three levels", async () => {
  const rows = createCategories(departments);
  const { categories } = await readTree(rows);
  expect(categories).toHaveLength(rows.length);
  const levels = new Map<string | null, number>([[null, 0]]);
  for (const { slug, parent } of categories) levels.set(slug, (levels.get(parent) ?? Number.NaN) + 1);
  expect(new Set(levels.values())).toEqual(new Set([0, 1, 2, 3]));
});

test('an empty store gives an empty tree', async () => {
  expect(await readTree([])).toEqual({ categories: [] });
});

test.each([
  ['a parent that does not exist', [toSeed('toys-blocks', 'toys', 0, '블록놀이', 'Building Blocks')]],
  ['two siblings at one position', [toys, { ...books, position: 1 }]],
])('the store refuses %s', async (_, rows) => {
  const database = createSqliteDatabase(migrations);
  expect(seedCategories(database, rows)).rejects.toThrow();
});

async function readTree(rows: SeedCategory[]): Promise<v.InferOutput<typeof CategoryTree>> {
  const database = createSqliteDatabase(migrations);
  await seedCategories(database, rows);
  const response = await worker.request(paths.tree, {}, { DB: database, LOG_LEVEL: 'off' });
  expect(response.status).toBe(200);
  return v.parse(CategoryTree, await response.json());
}

function toSeed(slug: string, parent: string | null, position: number, ko: string, en: string): SeedCategory {
  return { slug, parent, position, name: { ko, en } };
}
