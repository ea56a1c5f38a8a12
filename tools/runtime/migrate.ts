import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { unstable_splitSqlQuery } from 'wrangler';

/** The calls of D1 that migrating needs. */
type Database = {
  prepare(sql: string): Statement;
  batch(statements: Statement[]): Promise<unknown>;
};
type Statement = {
  bind(...values: unknown[]): Statement;
  all(): Promise<{ results: unknown[] }>;
  run(): Promise<unknown>;
};

/**
 * Applies the migrations that a database does not have yet, each in one batch. It notes them in the same table as
 * `wrangler d1 migrations`.
 *
 * @returns the names of the applied migrations
 */
export async function migrate(database: Database, folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  await database
    .prepare(
      'CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)',
    )
    .run();
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all();
  const applied = new Set((results as { name: string }[]).map(({ name }) => name));
  const pending = (await readdir(folder))
    .filter((name) => name.endsWith('.sql') && !applied.has(name))
    .sort();
  for (const name of pending) {
    const sql = await Bun.file(`${folder}/${name}`).text();
    await database.batch([
      ...unstable_splitSqlQuery(sql).map((statement) => database.prepare(statement)),
      database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
    ]);
  }
  return pending;
}
