import { expect, test } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import { createSqliteDatabase, type SqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createCatalogue } from '../seed/catalogue.ts';
import { root } from '../workers.ts';
import { seedStores } from './seed-stores.ts';

const tables = {
  'category-service': ['category'],
  'product-service': ['product', 'item'],
  'pricing-service': ['price', 'coupon'],
  'review-service': ['review', 'rating_summary'],
  'inventory-service': ['stock'],
  'search-service': ['spelling'],
};

const all = createCatalogue();
const ids = new Set(all.products.slice(0, 30).map(({ id }) => id));
const few = {
  ...all,
  products: all.products.filter(({ id }) => ids.has(id)),
  prices: all.prices.filter(({ productId }) => ids.has(productId)),
  reviews: all.reviews.filter(({ productId }) => ids.has(productId)),
};

/** Stores that fail after a number of writes, like a full disk, until they are repaired. */
function createStores() {
  const databases = Object.fromEntries(
    Object.keys(tables).map((service) => {
      const folder = `${root}/services/${service.replace('-service', '')}/migrations`;
      return [service, createSqliteDatabase(folder)] as const;
    }),
  );
  let [writes, limit] = [0, Number.POSITIVE_INFINITY];
  const write = () => {
    if (++writes > limit) throw new Error('database or disk is full');
  };
  const withLimit = (database: SqliteDatabase) =>
    ({
      ...database,
      prepare: (sql: string) => database.prepare(sql),
      async batch(statements: Parameters<D1Database['batch']>[0]) {
        write();
        return database.batch(statements);
      },
    }) as unknown as D1Database;
  const kept: { links: unknown[]; indexed: number } = { links: [], indexed: 0 };

  return {
    seed: (products?: number) =>
      seedStores({
        products,
        databaseOf: async (name) => withLimit(databases[name] as SqliteDatabase),
        async fetchWorker(name, _, init) {
          if (!init) return Response.json({ links: kept.links });
          write();
          if (name === 'menu-service') kept.links = JSON.parse(String(init.body)).links;
          else kept.indexed++;
          return Response.json({});
        },
        onStep: () => {},
        create: () => few,
      }),
    failAfter(count: number) {
      [writes, limit] = [0, count];
    },
    writes: () => writes,
    counts: () => [
      ...Object.entries(tables).flatMap(([service, names]) =>
        names.map((name) => databases[service]?.sqlite.query(`SELECT count(*) AS count FROM ${name}`).get()),
      ),
      kept.links.length,
      Math.min(kept.indexed, 1),
    ],
    run: (service: string, sql: string) => databases[service]?.sqlite.run(sql),
    indexed: () => kept.indexed,
  };
}

test('the next start completes a seeding that was interrupted at any point', async () => {
  const whole = createStores();
  whole.failAfter(Number.POSITIVE_INFINITY);
  await whole.seed();
  const writes = whole.writes();
  expect(writes).toBeGreaterThan(7);
  for (let limit = 0; limit < writes; limit++) {
    const stores = createStores();
    stores.failAfter(limit);
    await expect(stores.seed()).rejects.toThrow('full');
    expect(stores.counts()).not.toEqual(whole.counts());
    stores.failAfter(Number.POSITIVE_INFINITY);
    await stores.seed();
    expect({ limit, counts: stores.counts() }).toEqual({ limit, counts: whole.counts() });
  }
});

test('a completely seeded store is not seeded again, so deleted rows stay deleted', async () => {
  const stores = createStores();
  await stores.seed();
  stores.run('review-service', 'DELETE FROM review WHERE rating = 1');
  const before = stores.counts();
  await stores.seed();
  expect(stores.counts()).toEqual(before);
  expect(stores.indexed()).toBe(1);
});

test('stores that are full keep their products, and refuse another number', async () => {
  const stores = createStores();
  await stores.seed(500);
  await stores.seed();
  await stores.seed(500);
  await expect(stores.seed(600)).rejects.toThrow('The stores have 500 products. Delete .wrangler/state');
});
