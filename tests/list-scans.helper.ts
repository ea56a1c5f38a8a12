import type { SqliteDatabase } from '../tools/runtime/wrap-sqlite.ts';

/**
 * Lists the statements that read a whole table, each with SQLite's plan for it. The outbox is left out: it has only what was not handed over
 * yet, and a flush stops at its limit.
 */
export function listScans({ sqlite }: Pick<SqliteDatabase, 'sqlite'>, statements: string[]): string[] {
  const named = sqlite
    .query<{ name: string }, []>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all();
  const tables = new Set(named.map(({ name }) => name));
  tables.delete('outbox');
  return [...new Set(statements)].flatMap((sql) =>
    sqlite
      .query<{ detail: string }, []>(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .filter(({ detail }) => tables.has(/^SCAN (\w+)/.exec(detail)?.[1] ?? ''))
      .map(({ detail }) => `${detail}: ${sql}`),
  );
}
