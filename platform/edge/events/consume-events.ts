import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { DomainEvent, DomainEventType } from '@jogakbo/contracts/domain-events';
import { receiveEvents } from './receive-events.ts';

/** The migration that makes room for what was consumed. `time` lets old rows be dropped. */
export const consumedTable =
  'CREATE TABLE consumed (id TEXT PRIMARY KEY, time INTEGER NOT NULL) WITHOUT ROWID';

/** What an event does: the statements to run, none where there is nothing to do. */
export type EventHandlers<Env> = {
  [Type in DomainEventType]?: (
    event: Extract<DomainEvent, { type: Type }>,
    env: Env,
  ) => Promise<D1PreparedStatement[]>;
};

/**
 * The queue handler of a service that follows events. Each takes effect once however often it is delivered, since its id and its
 * effect are written in one batch. What cannot be parsed or handled is retried as the queue's settings say and then goes to its
 * dead-letter queue, while the rest of the batch goes on.
 *
 * @param worker the worker's name in logs, such as `search-service`
 */
export function createConsumer<Env extends { DB: D1Database }>(worker: string, handlers: EventHandlers<Env>) {
  return receiveEvents<Env>(worker, async (event, env) => {
    const handle = handlers[event.type] as
      | ((event: DomainEvent, env: Env) => Promise<D1PreparedStatement[]>)
      | undefined;
    if (!handle || (await isConsumed(env.DB, event.id))) return;
    const effects = await handle(event, env);
    const note = env.DB.prepare('INSERT INTO consumed (id, time) VALUES (?, ?)').bind(event.id, event.time);
    try {
      await env.DB.batch([note, ...effects]);
    } catch (error) {
      // Where the same event is taken twice at once, the second note fails and its effects with it: then all is well.
      if (!(await isConsumed(env.DB, event.id))) throw error;
    }
  });
}

/**
 * Drops the notes of events from before a time, which must lie further back than anything may still be delivered or replayed from.
 *
 * @param before epoch milliseconds
 */
export async function forgetConsumed(database: D1Database, before: number): Promise<void> {
  await database.prepare('DELETE FROM consumed WHERE time < ?').bind(before).run();
}

async function isConsumed(database: D1Database, id: string): Promise<boolean> {
  return (await database.prepare('SELECT 1 FROM consumed WHERE id = ?').bind(id).first()) !== null;
}
