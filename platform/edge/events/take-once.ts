import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { DomainEvent } from '@jogakbo/contracts/domain-events';

/** The statement by which a migration creates the table of events that were taken. `time` allows to delete old rows. */
export const consumedTable =
  'CREATE TABLE consumed (id TEXT PRIMARY KEY, time INTEGER NOT NULL) WITHOUT ROWID';

/** Milliseconds for which the id of an event is kept: an operator may replay an event that long. */
export const consumedLifetimeMs = 90 * 24 * 60 * 60 * 1_000;

/**
 * Lets each event take effect once, however often it is delivered: the ids and the effects of all events are written in one batch.
 *
 * @param toEffect gives the statements of the effect; not called for an event that has taken effect
 * @throws what `toEffect` or the batch throws; then nothing was written
 */
export async function takeOnce(
  database: D1Database,
  events: readonly DomainEvent[],
  toEffect: (event: DomainEvent) => Promise<D1PreparedStatement[]>,
): Promise<void> {
  const fresh = await findNew(database, events);
  if (fresh.length === 0) return;
  const note = database.prepare('INSERT INTO consumed (id, time) VALUES (?, ?)');
  const statements: D1PreparedStatement[] = [];
  for (const event of fresh) statements.push(note.bind(event.id, event.time), ...(await toEffect(event)));
  try {
    await database.batch(statements);
  } catch (error) {
    // If the same event is taken twice at the same time, the second batch fails as a whole, which is right.
    const left = await findNew(database, fresh);
    if (left.length === fresh.length) throw error;
    await takeOnce(database, left, toEffect);
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

/** Finds the events that have not taken effect, each once. */
async function findNew(database: D1Database, events: readonly DomainEvent[]): Promise<DomainEvent[]> {
  const byId = new Map(events.map((event) => [event.id, event]));
  const { results } = await database
    .prepare('SELECT id FROM consumed WHERE id IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify([...byId.keys()]))
    .all<{ id: string }>();
  for (const { id } of results) byId.delete(id);
  return [...byId.values()];
}
