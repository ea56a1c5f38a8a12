import type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types';

/** A D1 database that counts its calls, the statements in them, and the rows that they read. */
export type CountedDatabase = D1Database & {
  rowsRead(): number;
  calls(): number;
  statements(): number;
  reset(): void;
};

/** Wraps a database. Only real D1 says in the `meta` of each answer how many rows it read. */
export function countReads(database: D1Database): CountedDatabase {
  let [rows, calls, statements] = [0, 0, 0];
  const originals = new WeakMap<object, D1PreparedStatement>();
  const note = (results: D1Result<unknown>[]) => {
    calls += 1;
    statements += results.length;
    for (const { meta } of results) rows += meta?.rows_read ?? 0;
  };
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const all = async () => {
      const result = await statement.all();
      note([result]);
      return result;
    };
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all,
      run: all,
      first: async () => (await all()).results[0] ?? null,
    };
    originals.set(wrapped, statement);
    return wrapped as unknown as D1PreparedStatement;
  };
  return {
    prepare: (sql: string) => wrap(database.prepare(sql)),
    async batch(wrapped: D1PreparedStatement[]) {
      const results = await database.batch(wrapped.map((each) => originals.get(each)!));
      note(results);
      return results;
    },
    rowsRead: () => rows,
    calls: () => calls,
    statements: () => statements,
    reset() {
      [rows, calls, statements] = [0, 0, 0];
    },
  } as unknown as CountedDatabase;
}
