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
import { createServiceCaller } from '../calls/create-service-caller.ts';
import { logFault } from '../logs/log.ts';
import { toTrace } from '../logs/trace.ts';
import { createClock } from '../time/clock.ts';

/** The bindings of a service that publishes: its database, services/events, and its own key. */
export type OutboxBindings = Settings & { DB: D1Database; EVENTS: Binding; IDENTITY_KEY: string };

/** The statement by which a migration creates the outbox. */
export const outboxTable = 'CREATE TABLE outbox (id TEXT PRIMARY KEY, event TEXT NOT NULL) WITHOUT ROWID';

/** A query and its values, in the order of its question marks. */
export type OutboxCondition = { query: string; values: (string | number)[] };

type Origin = { source: string; time: number; trace?: string | undefined };

/**
 * Builds an event. Services use `publish` instead, which also puts the event into the outbox.
 *
 * @param origin `source` is the worker that publishes, `time` is in epoch milliseconds, `trace` is the id of the trace
 */
export function toEvent<Type extends DomainEventType>(
  type: Type,
  data: DomainEventData<Type>,
  { source, time, trace }: Origin,
): DomainEvent {
  return { id: uuidv7(), type, time, source, ...(trace ? { trace } : {}), data } as DomainEvent;
}

/**
 * The statement that puts an event into the outbox. It belongs into the batch of the change, so that both are
 * written or none: https://microservices.io/patterns/data/transactional-outbox.html
 *
 * @param onlyIf the event is written only if this query finds a row
 * @throws Error for an event that another worker owns; services/events would refuse it each time
 */
export function toOutboxStatement(
  database: D1Database,
  event: DomainEvent,
  onlyIf?: OutboxCondition,
): D1PreparedStatement {
  const sources: readonly string[] = domainEventSources[event.type];
  if (!sources.includes(event.source))
    throw new Error(`${event.source} may not publish ${event.type}: it belongs to ${sources.join(' and ')}.`);
  const [condition, values] = onlyIf ? [` WHERE EXISTS (${onlyIf.query})`, onlyIf.values] : ['', []];
  return database
    .prepare(`INSERT INTO outbox (id, event) SELECT ?, ?${condition}`)
    .bind(event.id, JSON.stringify(event), ...values);
}

/**
 * Hands the events in the outbox to services/events, oldest first. Events that could not be handed over stay for the next flush.
 * An event may be handed over more than once. An event that services/events refuses stays too, with a line in the log at each
 * flush, and does not stop the events behind it.
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
    c ??= await createServiceCaller(
      { env, var: { now: createClock(env.DEV_NOW, env.DEV_NOW_SINCE), trace: toTrace(undefined) } },
      { audience: ['events'], within: flushTimeoutMs },
    );
    const answer = await handOver(c, env, rows);
    if (answer === 'unavailable') break;
    if (answer === 'refused' && rows.length > 1) {
      // One of them is at fault. Send them one by one until that one is behind us.
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

/** The next events, as many as fit into one request. */
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

/** Hands events over and deletes them from the outbox. `refused` means that sending the same events again cannot help. */
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

/** The most events in one request, and the most bytes; the rest of the body needs some room too. */
const batchSize = 50;
const batchBytes = 0.75 * bodyLimit;
/** Milliseconds that one flush may take: https://developers.cloudflare.com/workers/runtime-apis/context/#waituntil */
const flushTimeoutMs = 25_000;
