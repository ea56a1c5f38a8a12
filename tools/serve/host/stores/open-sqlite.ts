import { Database } from 'bun:sqlite';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Opens a SQLite file, and makes it and its folder if they do not exist. What is committed survives the end of the process and of the
 * machine.
 *
 * @throws if the file is no database, or cannot be written
 */
export function openSqlite(path: string): Database {
  mkdirSync(dirname(path), { recursive: true });
  const sqlite = new Database(path, { create: true });
  // Another program, such as a backup, may hold the file for a moment.
  for (const setting of [
    'busy_timeout = 5000',
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
  ])
    sqlite.run(`PRAGMA ${setting}`);
  return sqlite;
}
