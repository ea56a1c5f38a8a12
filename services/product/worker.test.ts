import { beforeEach, describe, expect, test } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import fc from 'fast-check';
import * as v from 'valibot';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { ItemBatch, Product, ProductBatch, ProductNumbers, ProductPage, paths } from './contract.ts';
import { seedProducts } from './seed.ts';
import app from './worker.ts';

type SeedProduct = Parameters<typeof seedProducts>[1][number];

const figure: SeedProduct = {
  id: '51862822',
  title: '치코리타 "나노블록" <90피스>',
  brand: '퍼즐사랑',
  category: 'toys-nano-blocks',
  createdAt: 1_519_000_000_000,
  optionName: '색상',
  options: [{ itemId: '183485417', label: '혼합 색상' }],
  attributes: [{ name: '최소 연령', value: '12세' }],
  badges: ['rocket'],
  picture: { shape: 'block', hue: 110, accent: 48, pattern: 2 },
};
const duvet: SeedProduct = {
  ...figure,
  id: '20190001',
  title: '차렵이불',
  options: ['싱글', '더블', '킹'].map((label, index) => ({ itemId: `20190001${3 - index}`, label })),
  badges: [],
};

let database: D1Database;

beforeEach(async () => {
  database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  await seedProducts(database, [figure, duvet]);
});

async function ask(path: string): Promise<Response> {
  return app.request(path, {}, { DB: database, LOG_LEVEL: 'off' });
}

test('the ids of all products come in parts', async () => {
  const read = async (skip: number, limit: number) =>
    v.parse(ProductNumbers, await (await ask(paths.numbers(skip, limit))).json());
  expect(await read(0, 10)).toEqual({ total: 2, ids: [duvet.id, figure.id] });
  expect(await read(1, 1)).toEqual({ total: 2, ids: [figure.id] });
  expect(await read(2, 1)).toEqual({ total: 2, ids: [] });
  expect((await ask('/numbers?skip=0&limit=999999')).status).toBe(422);
});

describe('one product', () => {
  test('is answered as the contract says, with the values of the seed', async () => {
    const product = v.parse(Product, await (await ask(paths.product(figure.id))).json());
    expect(product).toEqual({
      ...figure,
      itemId: '183485417',
      image: '/api/product/pictures/51862822.svg',
    });
  });

  test('has its options in the order of the seller, and the first of them as its item', async () => {
    const product = v.parse(Product, await (await ask(paths.product(duvet.id))).json());
    expect(product.options.map(({ label }) => label)).toEqual(['싱글', '더블', '킹']);
    expect(product.itemId).toBe('201900013');
  });

  test.each(['1', 'abc', '51862822%27%20OR%201=1'])('of the id %s is not found', async (id) => {
    expect((await ask(`/products/${id}`)).status).toBe(404);
  });
});

describe('a batch of products', () => {
  test('comes in the order of the request, without unknown ids', async () => {
    const asked = [figure.id, '999', duvet.id, figure.id];
    const { products } = v.parse(ProductBatch, await (await ask(paths.batch(asked))).json());
    expect(products.map(({ id }) => id)).toEqual([figure.id, duvet.id]);
    expect(products[1]).not.toHaveProperty('picture');
  });

  test('of items has the title of the product and the label of the option', async () => {
    const { items } = v.parse(ItemBatch, await (await ask(paths.items(['201900012', '7']))).json());
    expect(items).toEqual([
      {
        itemId: '201900012',
        productId: duvet.id,
        title: '차렵이불',
        label: '더블',
        image: '/api/product/pictures/20190001.svg',
      },
    ]);
  });

  test.each([
    '/products',
    '/products?ids=1,x',
    `/items?ids=${Array.from({ length: 101 }, (_, id) => id + 1)}`,
  ])('asked for by %s is refused', async (path) => {
    expect((await ask(path)).status).toBe(422);
  });
});

test('the pages of the catalog hold every product once, whatever their ids are', async () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 10 ** 9 }), { minLength: 490, maxLength: 1100 });
  await fc.assert(
    fc.asyncProperty(ids, async (numbers) => {
      database = createSqliteDatabase(`${import.meta.dir}/migrations`);
      const products = numbers.map((id) => ({
        ...figure,
        id: String(id),
        options: [{ itemId: String(id), label: '' }],
      }));
      await seedProducts(database, products);
      const seen: string[] = [];
      for (let next: string | null = ''; next !== null; ) {
        const page: v.InferOutput<typeof ProductPage> = v.parse(
          ProductPage,
          await (await ask(paths.page(next))).json(),
        );
        seen.push(...page.products.map(({ id }) => id));
        next = page.next;
      }
      expect(seen.sort()).toEqual(numbers.map(String).sort());
    }),
    { numRuns: 8 },
  );
});
