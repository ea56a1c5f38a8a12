import { afterAll, beforeEach, expect, spyOn, test } from 'bun:test';
import type { D1Database, MessageBatch } from '@cloudflare/workers-types';
import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import { createTestIdentity } from '../../../tests/create-test-identity.helper.ts';
import { startClock } from '../../../tests/start-clock.helper.ts';
import { createEventDatabases } from '../create-event-databases.helper.ts';
import { toEvent } from '../events/outbox.ts';
import { createService, type ServiceOptions } from './create-service.ts';
import type { ServiceBindings } from './service-context.ts';

type Pricing = { name: 'pricing-service'; bindings: object };
type Env = ServiceBindings<Pricing>;

const identity = await createTestIdentity(['pricing-service']);
const databases = await createEventDatabases();
afterAll(() => databases.close());
const trace = 'b'.repeat(32);
const headers = { traceparent: `00-${trace}-${'c'.repeat(16)}-01` };
const minute = { cron: '* * * * *' };

let env: Env & { LOG_LEVEL: string };
let sent: DomainEvent[];
let reachable: boolean;
let waiting: Promise<unknown>[];
const context = {
  waitUntil: (work: Promise<unknown>) => void waiting.push(work),
  passThroughOnException() {},
} as never;

beforeEach(async () => {
  [sent, waiting, reachable] = [[], [], true];
  env = {
    DB: (await databases.createSqlite()) as D1Database,
    EVENTS: {
      async fetch(request) {
        if (!reachable) return new Response(null, { status: 503 });
        sent.push(...((await request.json()) as { events: DomainEvent[] }).events);
        return Response.json({}, { status: 202 });
      },
    },
    IDENTITY_KEY: identity.keys.own['pricing-service'] as string,
    ...startClock('2019-05-15T10:00:00+09:00'),
    LOG_LEVEL: 'off',
  };
});

const create = (options: Partial<ServiceOptions<Pricing>>) =>
  createService<Pricing>('pricing-service', {
    routes(app) {
      app.put('/price', async (c) => {
        await c.env.DB.batch([c.var.publish('price.changed', { productId: '1' })]);
        return c.text('changed');
      });
      app.get('/price', (c) => c.text('10390'));
    },
    ...options,
  });

test('an event that a request publishes goes out after the answer, with the trace and the time of the request', async () => {
  const answer = await create({}).request('/price', { method: 'PUT', headers }, env, context);
  expect(await answer.text()).toBe('changed');
  await Promise.all(waiting);
  expect(sent).toMatchObject([{ type: 'price.changed', source: 'pricing-service', trace }]);
  expect(new Date(sent[0]?.time ?? 0).toISOString()).toStartWith('2019-05-15T01:');
});

test('a request that publishes nothing does not touch the outbox', async () => {
  await create({}).request('/price', {}, env, context);
  expect(waiting).toEqual([]);
});

test('events that could not be handed on go out in the next minute', async () => {
  const errors = spyOn(console, 'error').mockImplementation(() => {});
  const service = create({});
  reachable = false;
  await service.request('/price', { method: 'PUT' }, env, context);
  await Promise.all(waiting);
  reachable = true;
  await service.scheduled(minute, env);
  expect(sent).toHaveLength(1);
  errors.mockRestore();
});

test('an event is published only if its condition holds when the batch runs', async () => {
  const publish = (query: string) =>
    create({
      eachMinute: [
        ({ env: { DB }, var: { publish } }) =>
          DB.batch([publish('price.changed', { productId: '1' }, { onlyIf: { query, values: [1] } })]),
      ],
    }).scheduled(minute, env);
  await publish('SELECT 1 WHERE ? = 2');
  expect(sent).toEqual([]);
  await publish('SELECT 1 WHERE ? = 1');
  expect(sent).toHaveLength(1);
});

test('a handler of an event publishes in the trace of that event', async () => {
  const service = create({
    followsOnce: { 'member.left': async (_, c) => [c.var.publish('price.changed', { productId: '1' })] },
  });
  const about = { source: 'member-service', time: 1, trace };
  expect(await deliver(service, toEvent('member.left', { memberId: 'm1' }, about))).toEqual(['acked']);
  expect(sent).toMatchObject([{ type: 'price.changed', trace }]);
});

test('a service may take the events of every type by one handler', async () => {
  const types: string[] = [];
  const service = create({ follows: async ({ type }) => void types.push(type) });
  const about = { source: 'test', time: 1 };
  await deliver(
    service,
    toEvent('member.left', { memberId: 'm1' }, about),
    toEvent('product.changed', { productId: '1' }, about),
  );
  expect(types).toEqual(['member.left', 'product.changed']);
});

test('each cron trigger runs its own jobs, and a job that fails does not stop the next one', async () => {
  const done: string[] = [];
  const job = (name: string) => async () => void done.push(name);
  const fail = async () => {
    throw new Error('no');
  };
  const service = create({ eachMinute: [fail, job('minute')], eachNight: [job('night')] });
  await expect(service.scheduled(minute, env)).rejects.toThrow('no');
  await service.scheduled({ cron: '0 18 * * *' }, env);
  expect(done).toEqual(['minute', 'night']);
});

async function deliver(service: ReturnType<typeof create>, ...events: DomainEvent[]) {
  const outcomes: string[] = [];
  const messages = events.map((body) => ({
    ...{ body, attempts: 1 },
    ...{ ack: () => outcomes.push('acked'), retry: () => outcomes.push('retried') },
  }));
  await service.queue({ messages } as unknown as MessageBatch<unknown>, env);
  return outcomes;
}

test('messages of its own queue are parts of its work, and those that fail are retried', async () => {
  const errors = spyOn(console, 'error').mockImplementation(() => {});
  const done: unknown[] = [];
  const service = create({
    works: {
      queue: 'parts',
      async take(part, c) {
        if (part === 'broken') throw new Error('cannot be done');
        done.push(part);
        await c.env.DB.batch([c.var.publish('price.changed', { productId: '1' })]);
      },
    },
  });
  const outcomes: string[] = [];
  const messages = ['one', 'broken', 'two'].map((body) => ({
    ...{ body, attempts: 1, ack: () => outcomes.push('acked') },
    retry: () => outcomes.push('retried'),
  }));
  await service.queue({ queue: 'parts', messages } as unknown as MessageBatch<unknown>, env);
  expect([done, outcomes]).toEqual([
    ['one', 'two'],
    ['acked', 'retried', 'acked'],
  ]);
  expect(sent).toHaveLength(2);
  errors.mockRestore();
});
