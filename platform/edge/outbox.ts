import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import {
  type DomainEvent,
  type DomainEventData,
  type DomainEventType,
  eventsPath,
} from '@jogakbo/contracts/domain-events';
import { uuidv7 } from 'uuidv7';
import * as v from 'valibot';
import { type Binding, call } from './call.ts';
import type { Settings } from './create-app.ts';
import { createBackground } from './create-background.ts';

/** What a service that says what happened in it is given: its database, services/events, and its own key. */
export type OutboxBindings = Settings & { DB: D1Database; EVENTS: Binding; IDENTITY_KEY: string };

/** The migration that makes room for an outbox. */
export const outboxTable = 'CREATE TABLE outbox (id TEXT PRIMARY KEY, event TEXT NOT NULL) WITHOUT ROWID';

/** What an event says besides its data. */
type About = { source: string; time: number; trace?: string | undefined };

/**
 * An event of what is about to be written.
 *
 * @param about `source` the worker, `time` in epoch milliseconds, `trace` the id of the trace that caused it
 */
export function toEvent<Type extends DomainEventType>(
  type: Type,
  data: DomainEventData<Type>,
  { source, time, trace }: About,
): DomainEvent {
  return { id: uuidv7(), type, time, source, ...(trace ? { trace } : {}), data } as DomainEvent;
}

/**
 * The statement that puts an event into the outbox. It belongs into the batch that makes the change, so that there is never one
 * without the other: https://microservices.io/patterns/data/transactional-outbox.html
 */
export function toOutboxStatement(database: D1Database, event: DomainEvent): D1PreparedStatement {
  return database
    .prepare('INSERT INTO outbox (id, event) VALUES (?, ?)')
    .bind(event.id, JSON.stringify(event));
}

/**
 * Hands what is in the outbox to services/events, oldest first. What could not be handed over stays for the next time: call it
 * by `waitUntil` after a change, and by a cron trigger for what that missed. An event may be handed over more than once.
 *
 * @returns how many were handed over
 */
export async function flushOutbox(env: OutboxBindings): Promise<number> {
  const { results } = await env.DB.prepare(
    `SELECT id, event FROM outbox ORDER BY id LIMIT ${batchSize}`,
  ).all<{
    id: string;
    event: string;
  }>();
  if (results.length === 0) return 0;
  const events = results.map(({ event }) => JSON.parse(event) as DomainEvent);
  const c = await createBackground(env, { audience: ['events'] });
  const taken = await call(c, env.EVENTS, eventsPath, v.unknown(), {
    method: 'POST',
    body: { events },
    identified: true,
  });
  if (!taken.ok) return 0;
  await env.DB.prepare('DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(results.map(({ id }) => id)))
    .run();
  return results.length;
}

/** How many events go at once. */
const batchSize = 50;
