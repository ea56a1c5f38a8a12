import { afterAll, expect, test } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { openD1 } from '../../tests/open-d1.helper.ts';
import { sorts } from './contract.ts';
import type { D1Like } from './d1-like.ts';
import { describeListingReads } from './describe-listing-reads.helper.ts';
import { describeListingWrites } from './describe-listing-writes.helper.ts';
import { createListingStore } from './listing-store.ts';
import { writeNear } from './near.ts';

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

test.each(sorts)('a category in the order %s is read from an index, also around a key', async (sort) => {
  const asked: string[] = [];
  const database = createSqliteDatabase(migrations, asked);
  const store = createListingStore(database);
  const key = sort === 'rating' ? [4, 10, '7'] : [4, '7'];
  for (const near of [writeNear({ page: 50, key }), writeNear({ page: 52, key }), undefined])
    await store.list({ category: 'toys', sort, page: 51, perPage: 24, near });
  const pages = asked.filter((sql) => sql.includes('ORDER BY'));
  expect(pages).toHaveLength(3);
  for (const page of pages) {
    const plan = database.sqlite.query<{ detail: string }, []>(`EXPLAIN QUERY PLAN ${page}`);
    const details = plan.all().map(({ detail }) => detail);
    const reads = details.filter((detail) => /^(SEARCH|SCAN) l\b/.test(detail));
    expect(reads.length).toBeGreaterThan(1);
    for (const read of reads.slice(0, -1))
      expect(read).toMatch(/^SEARCH l USING COVERING INDEX listing_category_/);
    // Only the rows of the page itself are sorted.
    expect(reads.at(-1)).toBe('SEARCH l USING PRIMARY KEY (category=? AND product_id=?)');
    expect(details.filter((detail) => detail.includes('TEMP B-TREE'))).toHaveLength(1);
  }
});
