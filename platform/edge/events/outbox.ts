import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import {
  type DomainEvent,
  type DomainEventData,
  type DomainEventType,
  domainEventSources,
  eventsPath,
} from '@jogakbo/contracts/domain-events';
import { bodyLimit } from '@jogakbo/contracts/fragment';
import { uuidv7 } from 'uuidv7';
import * as v from 'valibot';
import type { Settings } from '../app/create-app.ts';
import { type Binding, type Caller, call } from '../calls/call.ts';
import { createBackground } from '../calls/create-background.ts';
import { logFault } from '../logs/log.ts';

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
 *
 * @throws Error for an event that is another worker's to say, which services/events would refuse for ever
 */
export function toOutboxStatement(database: D1Database, event: DomainEvent): D1PreparedStatement {
  if (!domainEventSources[event.type].includes(event.source))
    throw new Error(`${event.type} is not for ${event.source} to say.`);
  return database
    .prepare('INSERT INTO outbox (id, event) VALUES (?, ?)')
    .bind(event.id, JSON.stringify(event));
}

/**
 * Hands what is in the outbox to services/events, oldest first. What could not be handed over stays for the next time: call it
 * by `waitUntil` after a change, and by a cron trigger for what that missed. An event may be handed over more than once. One that
 * is refused for what it says stays too, with a line in the log each time, and lets those behind it pass.
 *
 * @returns how many were handed over
 */
export async function flushOutbox(env: OutboxBindings): Promise<number> {
  let [handedOver, after, size] = [0, '', batchSize];
  let c: Caller | undefined;
  for (;;) {
    const rows = await readAfter(env.DB, after, size);
    const last = rows.at(-1);
    if (!last) break;
    c ??= await createBackground(env, { audience: ['events'], within: flushPatience });
    const answer = await handOver(c, env, rows);
    if (answer === 'unavailable') break;
    if (answer === 'refused' && rows.length > 1) {
      // One of them is at fault: they go one by one until it is passed.
      size = 1;
      continue;
    }
    if (answer === 'taken') handedOver += rows.length;
    else size = batchSize;
    after = last.id;
  }
  return handedOver;
}

type Row = { id: string; event: string };

/** What comes next, as much as fits into one request. */
async function readAfter(database: D1Database, id: string, limit: number): Promise<Row[]> {
  const { results } = await database
    .prepare('SELECT id, event FROM outbox WHERE id > ? ORDER BY id LIMIT ?')
    .bind(id, limit)
    .all<Row>();
  let bytes = 0;
  const end = results.findIndex(({ event }) => {
    bytes += new TextEncoder().encode(event).byteLength;
    return bytes > batchBytes;
  });
  return end === -1 ? results : results.slice(0, Math.max(1, end));
}

/** Hands events over and takes them out of the outbox. `refused` is what says something that nobody takes. */
async function handOver(
  c: Caller,
  env: OutboxBindings,
  rows: Row[],
): Promise<'taken' | 'refused' | 'unavailable'> {
  const taken = await call(c, env.EVENTS, eventsPath, v.unknown(), {
    method: 'POST',
    body: { events: rows.map(({ event }) => JSON.parse(event)) },
    identified: true,
  });
  if (taken.ok) {
    await env.DB.prepare('DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?))')
      .bind(JSON.stringify(rows.map(({ id }) => id)))
      .run();
    return 'taken';
  }
  const refused = taken.status === 413 || taken.status === 422;
  if (!refused || rows.length === 1) {
    const first = refused ? rows[0]?.event : `${rows.length} events wait`;
    logFault('outbox', c.var.trace, new Error(`${taken.status} ${taken.problem?.detail ?? ''} ${first}`));
  }
  return refused ? 'refused' : 'unavailable';
}

/** How many events go at once, and how many bytes, so that they fit into one request with what is around them. */
const batchSize = 50;
const batchBytes = 0.75 * bodyLimit;
/** Milliseconds that one flush may take: https://developers.cloudflare.com/workers/runtime-apis/context/#waituntil */
const flushPatience = 25_000;
