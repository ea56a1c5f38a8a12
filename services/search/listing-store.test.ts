import type { SQLQueryBindings } from 'bun:sqlite';
import { afterAll, expect, test } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { openD1 } from '../../tests/open-d1.helper.ts';
import { describeListingReads } from './describe-listing-reads.helper.ts';
import { describeListingWrites } from './describe-listing-writes.helper.ts';
import { createListingStore, type D1Like } from './listing-store.ts';

const migrations = `${import.meta.dir}/migrations`;
const d1 = await openD1(migrations);
afterAll(() => d1.close());

for (const describeListings of [describeListingReads, describeListingWrites]) {
  describeListings('bun:sqlite', async () => createSqliteDatabase(migrations) as D1Like);
  describeListings('D1', async () => (await d1.create()) as D1Like);
}

test('D1 fits the port', () => {
  const fits = (database: D1Database): D1Like => database;
  expect(fits).toBeFunction();
});

test.each(['relevance', 'price-asc', 'price-desc', 'rating', 'newest', 'discount'] as const)(
  'a category in the order %s is read from an index, without sorting',
  async (sort) => {
    const asked: string[] = [];
    const database = createSqliteDatabase(migrations, asked);
    await createListingStore(database).list({ category: 'toys', sort, page: 2, perPage: 40 });
    const [page] = asked.filter((sql) => sql.includes('ORDER BY'));
    const plan = database.sqlite.query<{ detail: string }, SQLQueryBindings[]>(`EXPLAIN QUERY PLAN ${page}`);
    const details = plan.all('toys', 40, 40).map(({ detail }) => detail);
    expect(details).toEqual([expect.stringMatching(/^SEARCH l USING INDEX listing_category_/)]);
  },
);
