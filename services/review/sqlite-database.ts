import { Database, type SQLQueryBindings } from 'bun:sqlite';
import type { D1Database } from '@cloudflare/workers-types';

type Statement = {
  bind(...values: SQLQueryBindings[]): Statement;
  all(): Promise<{ results: unknown[] }>;
  read(): { results: unknown[] };
};

const migration = await Bun.file(new URL('./migrations/0001_review.sql', import.meta.url)).text();

/** A migrated database in memory for tests, with the calls of D1 that the store makes; a batch is a transaction, as it is there. */
export function createSqliteDatabase(): D1Database {
  const database = new Database(':memory:');
  database.run(migration);
  const toStatement = (sql: string, values: SQLQueryBindings[]): Statement => {
    const read = () => ({ results: database.query<unknown, SQLQueryBindings[]>(sql).all(...values) });
    return { read, bind: (...bound) => toStatement(sql, bound), all: async () => read() };
  };
  const d1 = {
    prepare: (sql: string) => toStatement(sql, []),
    batch: async (statements: Statement[]) =>
      database.transaction(() => statements.map((statement) => statement.read()))(),
  };
  return d1 as unknown as D1Database;
}
