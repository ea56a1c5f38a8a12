import { Database } from 'bun:sqlite';
import { readdirSync, readFileSync } from 'node:fs';
import { type SqliteDatabase, wrapSqlite } from '../tools/runtime/wrap-sqlite.ts';

export { type SqliteDatabase, wrapSqlite };

/**
 * Creates a migrated SQLite database in memory with the calls of D1, for tests that need many databases fast.
 *
 * @param migrations the folder of a service's migrations
 * @param asked receives every statement that runs
 */
export function createSqliteDatabase(migrations: string, asked: string[] = []): SqliteDatabase {
  const sqlite = new Database(':memory:');
  sqlite.run('PRAGMA foreign_keys = ON');
  for (const name of readdirSync(migrations).sort())
    sqlite.run(readFileSync(`${migrations}/${name}`, 'utf8'));
  return wrapSqlite(sqlite, asked);
}
