import type { SQLQueryBindings } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import { openDatabase, toD1 } from './example-database.ts';
import { describeListingStore } from './listing-store.suite.ts';
import { createListingStore, type D1Like } from './listing-store.ts';

describeListingStore('bun:sqlite', async () => toD1(openDatabase()));

test('D1 fits the port', () => {
  const fits = (database: D1Database): D1Like => database;
  expect(fits).toBeFunction();
});

test.each(['relevance', 'price-asc', 'price-desc', 'rating', 'newest', 'discount'] as const)(
  'a category by %s is read from an index, without sorting',
  async (sort) => {
    const database = openDatabase();
    const asked: string[] = [];
    await createListingStore(toD1(database, asked)).list({ category: 'toys', sort, page: 2, perPage: 40 });
    const [page] = asked.filter((sql) => sql.includes('ORDER BY'));
    const plan = database.query<{ detail: string }, SQLQueryBindings[]>(`EXPLAIN QUERY PLAN ${page}`);
    const details = plan.all('toys', 40, 40).map(({ detail }) => detail);
    expect(details).toEqual([expect.stringMatching(/^SEARCH l USING INDEX listing_category_/)]);
  },
);
