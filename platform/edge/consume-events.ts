import type { D1Database, D1PreparedStatement, Message, MessageBatch } from '@cloudflare/workers-types';
import { DomainEvent, type DomainEventType } from '@jogakbo/contracts/domain-events';
import * as v from 'valibot';
import { logFault } from './log.ts';

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
  return async function consume(batch: MessageBatch<unknown>, env: Env): Promise<void> {
    for (const message of batch.messages) {
      try {
        await take(message, env);
        message.ack();
      } catch (error) {
        logFault(worker, undefined, error);
        message.retry();
      }
    }
  };

  async function take(message: Message<unknown>, env: Env): Promise<void> {
    const event = v.parse(DomainEvent, message.body);
    const handle = handlers[event.type] as
      | ((event: DomainEvent, env: Env) => Promise<D1PreparedStatement[]>)
      | undefined;
    if (!handle) return;
    const seen = await env.DB.prepare('SELECT 1 FROM consumed WHERE id = ?').bind(event.id).first();
    if (seen) return;
    const effects = await handle(event, env);
    const note = env.DB.prepare('INSERT INTO consumed (id, time) VALUES (?, ?)').bind(event.id, event.time);
    // Where the same event is taken twice at once, the second insert fails and its effects with it.
    await env.DB.batch([note, ...effects]);
  }
}
