import { Database, type SQLQueryBindings } from 'bun:sqlite';
import type { D1Database } from '@cloudflare/workers-types';

type Statement = {
  bind(...values: SQLQueryBindings[]): Statement;
  all(): Promise<{ results: unknown[] }>;
  read(): { results: unknown[] };
};

/** The calls of D1 that the slice makes, answered by an SQLite database in memory with the slice's own tables, for tests. */
export async function createSqliteDatabase(): Promise<D1Database> {
  const database = new Database(':memory:');
  database.run('PRAGMA foreign_keys = ON');
  database.run(await Bun.file(`${import.meta.dir}/migrations/0001_category.sql`).text());
  const toStatement = (sql: string, values: SQLQueryBindings[]): Statement => {
    const read = () => ({ results: database.query<unknown, SQLQueryBindings[]>(sql).all(...values) });
    return { bind: (...bound) => toStatement(sql, bound), all: async () => read(), read };
  };
  return {
    prepare: (sql: string) => toStatement(sql, []),
    batch: async (statements: Statement[]) =>
      database.transaction(() => statements.map((each) => each.read()))(),
  } as unknown as D1Database;
}
