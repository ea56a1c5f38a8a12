import type { Database, SQLQueryBindings } from 'bun:sqlite';
import type { D1Database } from '@cloudflare/workers-types';
import { prepareStatements, type Row } from './prepare-statements.ts';

type Result = { success: true; results: Row[]; meta: { changes: number; last_row_id: number } };

/**
 * Gives a SQLite database the calls of D1 that services use: `prepare`, `bind`, `first`, `all`, `run`, `raw` and `batch`, which is one
 * transaction. `meta` has `changes` and `last_row_id`. Every other call of D1 is missing, so a service that needs one fails at once.
 *
 * @throws (each call) Error as D1 throws it: `D1_ERROR: UNIQUE constraint failed: …`, or `D1_TYPE_ERROR: …` for a value that D1 cannot bind
 */
export function createD1(sqlite: Database): D1Database {
  const prepare = prepareStatements(sqlite);
  /** What a batch needs to know of a statement. */
  const known = new WeakMap<object, { isRead: boolean; run(): Result }>();

  const toStatement = (sql: string, values: SQLQueryBindings[]): object => {
    const run = () => asD1(() => runOne(sql, values));
    const all = async () => run();
    const statement = {
      ...{ all, run: all },
      bind: (...bound: unknown[]) => toStatement(sql, bound.map(toValue)),
      async first(column?: string) {
        const row = run().results[0];
        if (!row || column === undefined) return row ?? null;
        if (!Object.hasOwn(row, column)) throw new Error(`D1_COLUMN_NOTFOUND: Column not found (${column})`);
        return row[column];
      },
      raw: async () => run().results.map((row) => Object.values(row)),
    };
    known.set(statement, { isRead: isRead(sql), run });
    return statement;
  };

  function runOne(sql: string, values: SQLQueryBindings[]): Result {
    const statement = prepare(sql);
    if (statement.columnNames.length === 0) {
      const { changes, lastInsertRowid } = statement.run(...values);
      return toResult([], changes, Number(lastInsertRowid));
    }
    const results = statement.all(...values);
    return toResult(results, isRead(sql) ? 0 : results.length, 0);
  }

  return {
    prepare: (sql: string) => toStatement(sql, []),
    async batch(statements: object[]) {
      const all = statements.flatMap((each) => known.get(each) ?? []);
      const transaction = sqlite.transaction(() => all.map(({ run }) => run()));
      // A transaction that begins with a read cannot write any more if another process has written meanwhile.
      return all.every((each) => each.isRead) ? transaction() : transaction.immediate();
    },
  } as unknown as D1Database;
}

function toResult(results: Row[], changes: number, lastRow: number): Result {
  return { success: true, results, meta: { changes, last_row_id: lastRow } };
}

function isRead(sql: string): boolean {
  return (
    /^\s*(?:select|explain|pragma)\b/i.test(sql) || (/^\s*with\b/i.test(sql) && !/\breturning\b/i.test(sql))
  );
}

/** D1 binds at most this many values to a statement: https://developers.cloudflare.com/d1/platform/limits/ */
const mostValues = 100;

function toValue(value: unknown, index: number): SQLQueryBindings {
  if (index >= mostValues) throw new Error('D1_ERROR: too many SQL variables: SQLITE_ERROR');
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new Error(`D1_TYPE_ERROR: Type '${typeof value}' not supported for value '${value}'`);
}

/** Errors of SQLite have the words of D1, so that a service finds the same words in each. */
function asD1<Value>(run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    if (message.startsWith('D1_')) throw error;
    throw new Error(`D1_ERROR: ${message}: ${code?.match(/^SQLITE_[A-Z]+/)?.[0] ?? 'SQLITE_ERROR'}`, {
      cause: error,
    });
  }
}
