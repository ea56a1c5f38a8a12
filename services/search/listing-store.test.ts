import { Database, type SQLQueryBindings } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import { describeListingStore } from './listing-store.suite.ts';
import { createListingStore, type D1Like, type StatementLike } from './listing-store.ts';

/** Reads at once, as a transaction of bun:sqlite may not wait. */
interface SqliteStatement extends StatementLike {
  read<Row>(): { results: Row[] };
}

const migration = await Bun.file(new URL('./migrations/0001_listing.sql', import.meta.url)).text();

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

function openDatabase(): Database {
  const database = new Database(':memory:');
  database.run(migration);
  return database;
}

function toD1(database: Database, asked: string[] = []): D1Like {
  return {
    prepare: (sql) => toStatement(database, asked, sql, []),
    batch: async <Row>(statements: StatementLike[]) =>
      database.transaction(() => statements.map((each) => (each as SqliteStatement).read<Row>()))(),
  };
}

function toStatement(
  database: Database,
  asked: string[],
  sql: string,
  values: SQLQueryBindings[],
): SqliteStatement {
  const read = <Row>() => {
    asked.push(sql);
    return { results: database.query<Row, SQLQueryBindings[]>(sql).all(...values) };
  };
  return {
    read,
    bind: (...bound) => toStatement(database, asked, sql, bound as SQLQueryBindings[]),
    all: async <Row>() => read<Row>(),
  };
}
