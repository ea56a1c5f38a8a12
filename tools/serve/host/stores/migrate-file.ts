import type { Database } from 'bun:sqlite';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Applies the migrations that a database does not have yet, each in one transaction. It notes them in the same table as
 * `wrangler d1 migrations`.
 *
 * @param folder the folder with the migrations of the service
 * @returns the names of the applied migrations
 * @throws Error with the name of the migration that failed
 */
export function migrateFile(sqlite: Database, folder: string): string[] {
  sqlite.run(
    'CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)',
  );
  const rows = sqlite.query<{ name: string }, []>('SELECT name FROM d1_migrations').all();
  const applied = new Set(rows.map(({ name }) => name));
  const pending = readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && !applied.has(name))
    .sort();
  for (const name of pending)
    try {
      sqlite.transaction(() => {
        sqlite.run(readFileSync(`${folder}/${name}`, 'utf8'));
        sqlite.run('INSERT INTO d1_migrations (name) VALUES (?)', [name]);
      })();
    } catch (error) {
      throw new Error(`The migration ${name} failed: ${(error as Error).message}`, { cause: error });
    }
  return pending;
}
