import type { Database } from 'bun:sqlite';

type Value = string | number | null;
export type Sql = ReturnType<typeof createSql>;

/** Runs SQL with values. The database keeps the prepared statement of each text. */
export function createSql(database: Database) {
  return {
    one: <Row>(text: string, ...values: Value[]): Row | undefined =>
      database.query<Row, Value[]>(text).get(...values) ?? undefined,
    all: <Row>(text: string, ...values: Value[]): Row[] => database.query<Row, Value[]>(text).all(...values),
    run: (text: string, ...values: Value[]) => database.query<null, Value[]>(text).run(...values),
    /** Does all of the work, or nothing. */
    together: <Result>(work: () => Result): Result => database.transaction(work).immediate(),
  };
}
