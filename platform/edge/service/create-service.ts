import type { D1PreparedStatement, MessageBatch } from '@cloudflare/workers-types';
import { type DomainEvent, type DomainEventType, domainEventSources } from '@jogakbo/contracts/domain-events';
import { createApp } from '../app/create-app.ts';
import { createPublisher } from '../events/create-publisher.ts';
import { flushOutbox, type OutboxBindings } from '../events/outbox.ts';
import { receiveEvents, receiveMessages, receiveTogether } from '../events/receive-events.ts';
import { takeOnce } from '../events/take-once.ts';
import { logFault } from '../logs/log.ts';
import { type Background, createBackground } from './create-background.ts';
import { type Keeps, keepAnswers } from './keep-answers.ts';
import type { ServiceApp, ServiceBindings, ServiceContext, ServiceType } from './service-context.ts';

/** For each type of event that a service follows, what it does. */
export type EventHandlers<Service extends ServiceType, Effect> = {
  [Type in DomainEventType]?: (
    event: Extract<DomainEvent, { type: Type }>,
    c: ServiceContext<Service>,
  ) => Promise<Effect>;
};

/** A handler for events of every type. */
export type EveryEvent<Service extends ServiceType> = (
  event: DomainEvent,
  c: ServiceContext<Service>,
) => Promise<void>;

type Job<Service extends ServiceType> = (c: ServiceContext<Service>) => Promise<unknown>;

export type ServiceOptions<Service extends ServiceType> = {
  /** Adds the routes. A handler publishes by `c.var.publish`. */
  routes(app: ServiceApp<Service>): void;
  /** How long answers of GETs without identity are kept in an isolate, in milliseconds by path. See {@link keepAnswers}. */
  keeps?: Keeps;
  /** Events that may take effect twice without harm. */
  follows?: EventHandlers<Service, void> | EveryEvent<Service>;
  /**
   * Events that take effect once: the statements that the handlers give for a batch are written together, with the ids of its events.
   * Needs `consumedTable`.
   */
  followsOnce?: EventHandlers<Service, D1PreparedStatement[]>;
  /** Events that are taken many at a time, and may take effect twice without harm. It throws if one of them cannot be taken. */
  followsTogether?: {
    types: readonly DomainEventType[] | 'all';
    take(events: DomainEvent[], c: ServiceContext<Service>): Promise<void>;
  };
  /** A queue of the service's own, for work that is too long for one invocation: each message is a part of it. */
  works?: { queue: string; take(message: unknown, c: ServiceContext<Service>): Promise<void> };
  /** Takes whole batches, for queues with other messages than events. */
  takesBatch?(batch: MessageBatch<unknown>, c: ServiceContext<Service>): Promise<void>;
  /** The most bytes of a body; the default is that of every worker. */
  maxBody?: number;
  /** Jobs of the cron trigger `* * * * *`, one after the other. */
  eachMinute?: Job<Service>[];
  /** Jobs of a cron trigger such as `17 * * * *`, one after the other. */
  eachHour?: Job<Service>[];
  /** Jobs of any other cron trigger, one after the other. */
  eachNight?: Job<Service>[];
};

/**
 * Creates a service, the default export of its `worker.ts`: its routes, the events that it follows, and its jobs by the clock.
 * The outbox is emptied after each request or batch that published, and each minute.
 *
 * @param name the worker's name, as in `domainEventSources` and in logs
 * @example
 * export default createService<Pricing>('pricing-service', {
 *   routes(app) {
 *     app.get('/prices', validate('query', BatchQuery), async (c) => c.json(...));
 *   },
 *   followsOnce: { 'member.left': async ({ data }, c) => [toErasure(c.env.DB, data.memberId)] },
 *   eachMinute: [endExpired],
 * });
 */
export function createService<Service extends ServiceType>(
  name: Service['name'],
  options: ServiceOptions<Service>,
) {
  const { routes, follows, followsOnce, followsTogether, takesBatch, works } = options;
  const { eachMinute = [], eachHour = [], eachNight = [] } = options;
  const publishes = Object.values(domainEventSources)
    .flat()
    .includes(name as never);
  const app = createApp(name, { maxBody: options.maxBody }) as unknown as ServiceApp<Service>;

  if (publishes)
    app.use(async function flushAfter(c, next) {
      const env = c.env as unknown as OutboxBindings;
      const { publish, hasPublished } = createPublisher<Service['name']>(name, env.DB, {
        now: c.get('now'),
        trace: c.get('trace').id,
      });
      c.set('publish', publish as never);
      await next();
      if (!hasPublished()) return;
      const flushed = flushOutbox(env).catch((error) => logFault(name, c.get('trace'), error));
      c.executionCtx.waitUntil(flushed);
    });
  const { keep, forget } = keepAnswers(name, options.keeps ?? {});
  app.use(keep as never);
  routes(app);

  return {
    fetch: app.fetch,

    async queue(batch: MessageBatch<unknown>, env: ServiceBindings<Service>): Promise<void> {
      forget();
      try {
        await takeBatch(batch, env);
      } finally {
        forget();
      }
    },

    async scheduled({ cron }: { cron: string }, env: ServiceBindings<Service>): Promise<void> {
      const c = createBackground<Service>(name, env);
      if (publishes) await flush(c);
      try {
        await runAll(cron === everyMinute ? eachMinute : isHourly.test(cron) ? eachHour : eachNight, c);
      } finally {
        forget();
        if (c.hasPublished()) await flush(c, mostCallsAfterJobs);
      }
    },

    /** Hono's short form of `fetch`, for tests. */
    request: app.request,

    /** The routes with their handlers, for tools that read the contract. */
    routes: app.routes,

    /** The types of events that it handles, for tests; `all` for one handler of every type. */
    handles:
      typeof follows === 'function' || followsTogether?.types === 'all'
        ? ('all' as const)
        : [
            ...(Object.keys({ ...follows, ...followsOnce }) as DomainEventType[]),
            ...((followsTogether?.types ?? []) as readonly DomainEventType[]),
          ],
  };

  async function takeBatch(batch: MessageBatch<unknown>, env: ServiceBindings<Service>): Promise<void> {
    if (takesBatch) return takesBatch(batch, createBackground<Service>(name, env));
    if (works && batch.queue === works.queue)
      return receiveMessages(name, batch, async (body) => {
        const c = createBackground<Service>(name, env);
        await works.take(body, c);
        if (c.hasPublished()) await flush(c);
      });
    let published = false;
    /** Each event has a context of its own, so that what it publishes belongs to its trace. */
    async function inTrace<Value>(
      { trace }: { trace?: string | undefined },
      work: (c: Background<Service>) => Promise<Value>,
    ): Promise<Value> {
      const c = createBackground<Service>(name, env, trace);
      try {
        return await work(c);
      } finally {
        published ||= c.hasPublished();
      }
    }
    const followEach = (event: DomainEvent) => inTrace(event, (c) => takeEach(event, c));
    if (!followsTogether && !followsOnce) await receiveEvents(name, followEach)(batch, env);
    else
      await receiveTogether(name, batch, async (events) => {
        await inTrace({}, (c) => takeTogether(events, c));
        for (const event of events) await followEach(event);
        const once = events.filter(({ type }) => followsOnce?.[type]);
        const { DB } = env as unknown as OutboxBindings;
        if (once.length > 0) await takeOnce(DB, once, (event) => inTrace(event, (c) => toEffect(event, c)));
      });
    if (published) await flush(createBackground<Service>(name, env));
  }

  async function takeEach(event: DomainEvent, c: ServiceContext<Service>): Promise<void> {
    if (typeof follows === 'function') return follows(event, c);
    const handle = follows?.[event.type] as EveryEvent<Service> | undefined;
    await handle?.(event, c);
  }

  async function takeTogether(events: DomainEvent[], c: ServiceContext<Service>): Promise<void> {
    if (!followsTogether) return;
    const { types } = followsTogether;
    const followed = types === 'all' ? events : events.filter(({ type }) => types.includes(type));
    if (followed.length > 0) await followsTogether.take(followed, c);
  }

  async function toEffect(event: DomainEvent, c: ServiceContext<Service>): Promise<D1PreparedStatement[]> {
    const handle = followsOnce?.[event.type] as
      | ((event: DomainEvent, c: ServiceContext<Service>) => Promise<D1PreparedStatement[]>)
      | undefined;
    return (await handle?.(event, c)) ?? [];
  }

  /** The events stay in the outbox if this fails, so nothing else has to fail with it. */
  async function flush(c: Background<Service>, mostCalls?: number): Promise<void> {
    // What was published has changed, so no copy may outlive its event.
    forget();
    await c.flush(mostCalls).catch((error) => logFault(name, c.var.trace, error));
  }

  /** Runs every job even if one fails. */
  async function runAll(jobs: Job<Service>[], c: Background<Service>): Promise<void> {
    const errors: unknown[] = [];
    for (const job of jobs) await job(c).catch((error) => errors.push(error));
    for (const error of errors.slice(1)) logFault(name, c.var.trace, error);
    if (errors.length > 0) throw errors[0];
  }
}

/** The most requests with what jobs have published: a job publishes a few hundred events, and a request has 500. */
const mostCallsAfterJobs = 2;
const everyMinute = '* * * * *';
const isHourly = /^\d+ \* \* \* \*$/;
