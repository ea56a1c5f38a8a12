import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import {
  type DomainEvent,
  type DomainEventData,
  type DomainEventType,
  domainEventSources,
  eventsBodyLimit,
  eventsPath,
} from '@jogakbo/contracts/domain-events';
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

/** The statement by which a migration adds the lease of a flush, in epoch milliseconds. */
export const outboxLease = 'ALTER TABLE outbox ADD COLUMN leased_until INTEGER NOT NULL DEFAULT 0';

/** A query and its values, in the order of its question marks. */
export type OutboxCondition = { query: string; values: (string | number)[] };

/** When an event is written, and what the database adds to it. */
export type OutboxOptions = {
  /** The event is written only if this query finds a row. */
  onlyIf?: OutboxCondition;
  /**
   * A query of one row at most. Its column `more` is a JSON object, which is merged into the event, null removes a key. So a change and its
   * event need no read before them. Without a row, the event is not written. It replaces `onlyIf`.
   */
  completedBy?: OutboxCondition;
};

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
 * @param options when it is written
 * @throws Error for an event that another worker owns; services/events would refuse it each time
 */
export function toOutboxStatement(
  database: D1Database,
  event: DomainEvent,
  { onlyIf, completedBy }: OutboxOptions = {},
): D1PreparedStatement {
  const sources: readonly string[] = domainEventSources[event.type];
  if (!sources.includes(event.source))
    throw new Error(`${event.source} may not publish ${event.type}: it belongs to ${sources.join(' and ')}.`);
  const text = JSON.stringify(event);
  if (completedBy)
    return database
      .prepare(`INSERT INTO outbox (id, event) SELECT ?, json_patch(?, more) FROM (${completedBy.query})`)
      .bind(event.id, text, ...completedBy.values);
  const [condition, values] = onlyIf ? [` WHERE EXISTS (${onlyIf.query})`, onlyIf.values] : ['', []];
  return database
    .prepare(`INSERT INTO outbox (id, event) SELECT ?, ?${condition}`)
    .bind(event.id, text, ...values);
}

/**
 * Hands the events in the outbox to services/events, oldest first. It leases them first, so that flushes at the same time hand over
 * different events. Events that could not be handed over stay for the next flush. An event may be handed over more than once, if its lease
 * ends meanwhile. An event that services/events refuses stays too, with a line in the log at each flush, and does not stop the events
 * behind it.
 *
 * @param mostCalls the most requests to services/events
 * @returns how many were handed over
 */
export async function flushOutbox(env: OutboxBindings, mostCalls = mostCallsOfFlush): Promise<number> {
  let handedOver = 0;
  let calls = 0;
  const refused: Row[] = [];
  while (calls < mostCalls) {
    const rows = await lease(env.DB);
    if (rows.length === 0) break;
    const c = await createServiceCaller(
      { env, var: { now: createClock(env.DEV_NOW, env.DEV_NOW_SINCE), trace: toTrace(undefined) } },
      { audience: ['events'], within: flushTimeoutMs },
    );
    const parts = split(rows);
    let reachable = true;
    while (reachable && parts.length > 0 && calls++ < mostCalls) {
      const part = parts.shift() as Row[];
      const answer = await handOver(c, env, part);
      if (answer === 'taken') handedOver += part.length;
      // One of them is at fault. Halves find it with few calls. Larger parts go first, so that a flush hands over as many as it can.
      else if (answer === 'refused' && part.length > 1) parts.push(...halve(part));
      else if (answer === 'refused') refused.push(...part);
      else {
        reachable = false;
        parts.unshift(part);
      }
    }
    if (parts.length > 0) {
      await release(env.DB, parts.flat());
      break;
    }
    if (rows.length < leaseSize) break;
  }
  await release(env.DB, refused);
  return handedOver;
}

type Row = { id: string; event: string };

/** Takes the oldest events that no other flush is handing over. */
async function lease(database: D1Database): Promise<Row[]> {
  const now = Date.now();
  const { results } = await database
    .prepare(
      `UPDATE outbox SET leased_until = ?1
       WHERE id IN (SELECT id FROM outbox WHERE leased_until < ?2 OR leased_until > ?1 ORDER BY id LIMIT ${leaseSize})
       RETURNING id, event`,
    )
    // A lease beyond the longest one means that the clock was set back.
    .bind(now + leaseMs, now)
    .all<Row>();
  return results.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Lets the next flush hand over these events. */
async function release(database: D1Database, rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  await database
    .prepare('UPDATE outbox SET leased_until = 0 WHERE id IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(rows.map(({ id }) => id)))
    .run();
}

/** Splits events into parts that fit into one request each. */
function split(rows: Row[]): Row[][] {
  const parts: Row[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const size = new TextEncoder().encode(row.event).byteLength;
    bytes += size;
    if (bytes > partBytes) {
      parts.push([]);
      bytes = size;
    }
    parts.at(-1)?.push(row);
  }
  return parts;
}

/** Splits a part at random, so that a flush with few calls finds other events than the one before. */
function halve(rows: Row[]): [Row[], Row[]] {
  const mixed = rows.map((row) => ({ row, at: Math.random() })).sort((one, other) => one.at - other.at);
  const middle = Math.ceil(rows.length / 2);
  return [mixed.slice(0, middle).map(({ row }) => row), mixed.slice(middle).map(({ row }) => row)];
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
const leaseSize = 500;
const partBytes = 0.75 * eventsBodyLimit;
/** The most requests of one flush. A cron job flushes twice, and may make 32 calls with its own. */
const mostCallsOfFlush = 10;
/** Milliseconds that handing over the events of one lease may take, and that other flushes leave them alone. */
const flushTimeoutMs = 8_000;
const leaseMs = 10_000;
