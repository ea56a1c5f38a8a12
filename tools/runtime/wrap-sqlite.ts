import type { Database, SQLQueryBindings } from 'bun:sqlite';
import type { D1Database } from '@cloudflare/workers-types';

export type Statement = {
  bind(...values: SQLQueryBindings[]): Statement;
  all(): Promise<{ results: unknown[] }>;
  first(): Promise<unknown>;
  run(): Promise<{ results: unknown[] }>;
  read(): { results: unknown[] };
};

/** A SQLite database with the calls of D1; `sqlite` is the database behind it. */
export type SqliteDatabase = D1Database & { sqlite: Database };

/**
 * Gives a SQLite database the calls of D1. A batch is a transaction, as in D1.
 *
 * @param asked receives every statement that runs
 */
export function wrapSqlite(sqlite: Database, asked?: string[]): SqliteDatabase {
  const toStatement = (sql: string, values: SQLQueryBindings[]): Statement => {
    const read = () => {
      asked?.push(sql);
      return { results: sqlite.query<unknown, SQLQueryBindings[]>(sql).all(...values) };
    };
    return {
      read,
      bind: (...bound) => toStatement(sql, bound),
      all: async () => read(),
      run: async () => read(),
      first: async () => read().results[0] ?? null,
    };
  };
  const d1 = {
    sqlite,
    prepare: (sql: string) => toStatement(sql, []),
    batch: async (statements: Statement[]) =>
      sqlite.transaction(() => statements.map((each) => each.read()))(),
  };
  return d1 as unknown as SqliteDatabase;
}
