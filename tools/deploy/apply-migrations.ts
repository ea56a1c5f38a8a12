import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import * as v from 'valibot';
import { type Cloudflare, CloudflareError } from './cloudflare.ts';

const Names = v.array(v.object({ results: v.array(v.object({ name: v.string() })) }));

/** The same table as that of `wrangler d1 migrations`. */
const table =
  'CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)';

/** A migration that the database refused. Nothing of it has been applied. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/** Lists the migrations of a folder that a database does not have yet. @param uuid undefined for a database that does not exist */
export async function listPending(
  cloudflare: Cloudflare,
  uuid: string | undefined,
  folder: string,
): Promise<string[]> {
  const all = existsSync(folder)
    ? (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
    : [];
  if (!uuid || all.length === 0) return all;
  try {
    const [found] = await cloudflare.post(
      `/d1/database/${uuid}/query`,
      { sql: 'SELECT name FROM d1_migrations' },
      Names,
    );
    const applied = new Set(found?.results.map(({ name }) => name));
    return all.filter((name) => !applied.has(name));
  } catch (error) {
    if (error instanceof CloudflareError && /no such table/.test(error.message)) return all;
    throw error;
  }
}

/**
 * Applies the pending migrations of a database. The statements of a migration and the note of it are one transaction, so an interrupted
 * run can be repeated.
 *
 * @throws MigrationError for the first one that fails
 */
export async function applyMigrations(
  cloudflare: Cloudflare,
  { uuid, name, folder, pending }: { uuid: string; name: string; folder: string; pending: string[] },
): Promise<void> {
  if (pending.length === 0) return;
  await cloudflare.post(`/d1/database/${uuid}/query`, { sql: table }, v.unknown());
  for (const file of pending) {
    const text = await Bun.file(`${folder}/${file}`).text();
    const sql = `${text.trimEnd().replace(/;?$/, ';')}\nINSERT INTO d1_migrations (name) VALUES ('${file.replaceAll("'", "''")}');`;
    await cloudflare.post(`/d1/database/${uuid}/query`, { sql }, v.unknown()).catch((error) => {
      if (error instanceof CloudflareError && error.status === 400)
        throw new MigrationError(`The migration ${file} of ${name} failed: ${error.message}`);
      throw error;
    });
  }
}
