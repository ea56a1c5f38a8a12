import type { D1Database } from '@cloudflare/workers-types';

const day = 24 * 60 * 60 * 1_000;

/** Drops what nobody will ask for again: drafts after 30 days, keys after two, and which events were consumed after 30. */
export async function sweep(database: D1Database, now: number): Promise<void> {
  await database.batch([
    database.prepare('DELETE FROM draft WHERE drawn_at < ?').bind(now - 30 * day),
    database.prepare('DELETE FROM placement WHERE started_at < ?').bind(now - 2 * day),
    database.prepare('DELETE FROM consumed WHERE time < ?').bind(now - 30 * day),
  ]);
}
