import type { Database, SQLQueryBindings, Statement } from 'bun:sqlite';

export type Row = Record<string, unknown>;
type Prepared = Statement<Row, SQLQueryBindings[]>;

/** The most statements that a database keeps prepared. The services of the shop have about a hundred each. */
const mostKept = 500;

/** Prepares statements of a database, and keeps those that were used last. */
export function prepareStatements(sqlite: Database): (sql: string) => Prepared {
  const kept = new Map<string, Prepared>();
  return (sql) => {
    const found = kept.get(sql) ?? sqlite.prepare<Row, SQLQueryBindings[]>(sql);
    kept.delete(sql);
    kept.set(sql, found);
    if (kept.size > mostKept) {
      const [oldest, statement] = kept.entries().next().value as [string, Prepared];
      kept.delete(oldest);
      statement.finalize();
    }
    return found;
  };
}
