import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { DomainEvent } from '@jogakbo/contracts/domain-events';

/** The statement by which a migration creates the table of events that were taken. `time` allows to delete old rows. */
export const consumedTable =
  'CREATE TABLE consumed (id TEXT PRIMARY KEY, time INTEGER NOT NULL) WITHOUT ROWID';

/** Milliseconds for which the id of an event is kept: an operator may replay an event that long. */
export const consumedLifetimeMs = 90 * 24 * 60 * 60 * 1_000;

/**
 * Lets an event take effect once, however often it is delivered: its id and its effect are written in one batch.
 *
 * @param toEffect gives the statements of the effect; not called for an event that has taken effect
 * @throws what `toEffect` or the batch throws; then nothing was written
 */
export async function takeOnce(
  database: D1Database,
  { id, time }: DomainEvent,
  toEffect: () => Promise<D1PreparedStatement[]>,
): Promise<void> {
  if (await isConsumed(database, id)) return;
  const effect = await toEffect();
  const note = database.prepare('INSERT INTO consumed (id, time) VALUES (?, ?)').bind(id, time);
  try {
    await database.batch([note, ...effect]);
  } catch (error) {
    // If the same event is taken twice at the same time, the second batch fails as a whole, which is right.
    if (!(await isConsumed(database, id))) throw error;
  }
}

/**
 * Forgets which events were taken before a time. It must be longer ago than an event may still be delivered or replayed, see
 * {@link consumedLifetimeMs}.
 *
 * @param before epoch milliseconds
 */
export async function forgetConsumed(database: D1Database, before: number): Promise<void> {
  await database.prepare('DELETE FROM consumed WHERE time < ?').bind(before).run();
}

async function isConsumed(database: D1Database, id: string): Promise<boolean> {
  return (await database.prepare('SELECT 1 FROM consumed WHERE id = ?').bind(id).first()) !== null;
}
