import { Database, type SQLQueryBindings } from 'bun:sqlite';
import type { D1Like, StatementLike } from './listing-store.ts';

/** Reads at once, as a transaction of bun:sqlite may not wait. */
interface SqliteStatement extends StatementLike {
  read<Row>(): { results: Row[] };
}

const migration = await Bun.file(new URL('./migrations/0001_listing.sql', import.meta.url)).text();

/** A new database with the store's tables, for tests. */
export function openDatabase(): Database {
  const database = new Database(':memory:');
  database.run(migration);
  return database;
}

/**
 * SQLite as D1.
 *
 * @param asked is given every statement that was run
 */
export function toD1(database: Database, asked: string[] = []): D1Like {
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
