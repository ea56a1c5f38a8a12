import { beforeEach, describe, expect, spyOn, test } from 'bun:test';
import type { D1Database, MessageBatch } from '@cloudflare/workers-types';
import {
  type DomainEvent,
  type DomainEventType,
  domainEventSources,
  domainEventTypes,
} from '@jogakbo/contracts/domain-events';
import { headers } from '@jogakbo/contracts/fragment';
import { Problem } from '@jogakbo/contracts/problem';
import { toEvent } from '@jogakbo/edge/outbox';
import * as v from 'valibot';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { startClock } from '../../tests/start-clock.helper.ts';
import { DeadLetterPage, paths } from './contract.ts';
import { consumers, followers } from './followers.ts';
import worker from './worker.ts';

const { settings, tokenFor } = await createTestIdentity([
  ...new Set(Object.values(domainEventSources).flat()),
]);
const audience = ['events'];
const about = { source: 'product-service', time: 1_557_882_000_000 };
const changed = (productId: string) => toEvent('product.changed', { productId }, about);

let queues: Record<string, unknown[]>;
let broken: string | undefined;
let env: Record<string, unknown>;
beforeEach(() => {
  [queues, broken] = [{}, undefined];
  const toQueue = (consumer: string) => ({
    async sendBatch(messages: { body: unknown }[]) {
      if (broken === consumer) throw new Error('no such queue');
      if (messages.length > 100) throw new Error('too many');
      queues[consumer] = [...(queues[consumer] ?? []), ...messages.map(({ body }) => body)];
    },
  });
  env = {
    ...Object.fromEntries(consumers.map((name) => [`${name.toUpperCase()}_EVENTS`, toQueue(name)])),
    DB: createSqliteDatabase(`${import.meta.dir}/migrations`),
    OPERATOR_TOKEN: 'secret',
    LOG_LEVEL: 'off',
    ...settings,
  };
});

async function post(body: unknown, token?: string) {
  const sent = { 'content-type': 'application/json', ...(token ? { [headers.identity]: token } : {}) };
  return worker.request('/events', { method: 'POST', headers: sent, body: JSON.stringify(body) }, env);
}
const ofProduct = () => tokenFor({ issuer: 'product-service', audience });

describe('posting events', () => {
  test('puts each event into the queues of its followers, in order', async () => {
    const ofOrder = { ...about, source: 'order-service' };
    const lines = { orderId: 'o1', memberId: 'm1', lines: [] };
    const events = [
      toEvent('order.delivered', lines, ofOrder),
      toEvent('access.denied', { resource: 'order', id: 'o1' }, ofOrder),
      toEvent('order.delivered', { ...lines, orderId: 'o2' }, ofOrder),
    ];
    const answer = await post({ events }, await tokenFor({ issuer: 'order-service', audience }));
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ taken: 3 });
    const [first, , last] = events;
    expect(queues).toEqual({ review: [first, last], member: [first, last], audit: events });
  });

  test('sends several batches if there are more events than a batch may have', async () => {
    const events = Array.from({ length: 230 }, (_, index) => changed(String(index + 1)));
    expect((await post({ events }, await ofProduct())).status).toBe(202);
    expect(queues.search).toEqual(events);
  });

  test.each([...consumers])('is 503 if the queue of %s fails', async (consumer) => {
    const errors = spyOn(console, 'error').mockImplementation(() => {});
    broken = consumer;
    const type = domainEventTypes.find((each) => followers[each].includes(consumer)) as DomainEventType;
    const [source = ''] = domainEventSources[type];
    const event = { ...changed('1'), type, source, data: dataFor(type) } as DomainEvent;
    expect((await post({ events: [event] }, await tokenFor({ issuer: source, audience }))).status).toBe(503);
    errors.mockRestore();
  });

  test('is only for services with a token of their own', async () => {
    const events = [{ ...changed('1'), source: 'shell' }];
    expect((await post({ events })).status).toBe(403);
    expect((await post({ events }, await tokenFor({ visitor: 'v', audience }))).status).toBe(403);
    expect(
      (await post({ events }, await tokenFor({ issuer: 'product-service', audience: ['order'] }))).status,
    ).toBe(401);
    expect(queues).toEqual({});
  });

  test("is refused as a whole if one is another service's event", async () => {
    const ofOrder = { ...about, source: 'order-service' };
    const events = [
      toEvent('access.denied', { resource: 'order', id: 'o1' }, ofOrder),
      changed('1'),
      toEvent('shipment.delivered', { orderId: 'o1' }, ofOrder),
    ];
    const answer = await post({ events }, await tokenFor({ issuer: 'order-service', audience }));
    expect(answer.status).toBe(422);
    expect(v.parse(Problem, await answer.json())).toMatchObject({
      reason: 'not-yours',
      errors: [
        { field: 'events.1.source', message: 'must be order-service' },
        { field: 'events.2.type', message: 'must come from transport-service' },
      ],
    });
    expect(queues).toEqual({});
  });

  test.each(domainEventTypes.map((type) => [type] as const))(
    'takes %s only from the services that own it',
    async (type) => {
      const event = { ...changed('1'), type, data: dataFor(type) } as DomainEvent;
      for (const source of new Set(Object.values(domainEventSources).flat())) {
        const answer = await post(
          { events: [{ ...event, source }] },
          await tokenFor({ issuer: source, audience }),
        );
        expect({ source, status: answer.status }).toEqual({
          source,
          status: (domainEventSources[type] as readonly string[]).includes(source) ? 202 : 422,
        });
      }
    },
  );

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['no event', { events: ['nonsense'] }],
    ['an unknown type', { events: [{ ...changed('1'), type: 'product.sold' }] }],
    ['data that does not fit', { events: [changed('1'), { ...changed('1'), data: {} }] }],
  ])('with %s is 422', async (_, body) => {
    expect((await post(body, await ofProduct())).status).toBe(422);
    expect(queues).toEqual({});
  });
});

test('the audit service follows all events', () => {
  for (const type of domainEventTypes) expect(followers[type]).toContain('audit');
});

describe('dead letters', () => {
  const authorization = 'Bearer secret';
  const ask = async (path: string, method = 'GET', sent: Record<string, string> = { authorization }) =>
    worker.request(path, { method, headers: sent }, env);
  const list = async (after = 0) => v.parse(DeadLetterPage, await (await ask(paths.letters(after))).json());
  const die = (consumer: string, ...messages: [id: string, body: unknown][]) =>
    worker.queue(
      {
        queue: `jogakbo-${consumer}-dead-letters`,
        messages: messages.map(([id, body]) => ({ id, body })),
      } as unknown as MessageBatch<unknown>,
      { ...env, ...startClock('2019-05-16T07:00:00+09:00') } as never,
    );

  test('are stored once, with consumer, time and body', async () => {
    await die('search', ['a', changed('1')], ['b', 'nonsense']);
    await die('search', ['b', 'nonsense']);
    await die('review', ['b', undefined]);
    const { letters, next } = await list();
    expect(letters.map(({ consumer, body }) => [consumer, JSON.parse(body)])).toEqual([
      ['search', expect.objectContaining({ type: 'product.changed', data: { productId: '1' } })],
      ['search', 'nonsense'],
      ['review', null],
    ]);
    expect(next).toBeNull();
    expect(new Date(letters[0]?.time ?? 0).toISOString()).toStartWith('2019-05-15T22:0');
  });

  test('come in pages', async () => {
    await die(
      'search',
      ...Array.from({ length: 130 }, (_, index) => [`m${index}`, index] as [string, number]),
    );
    const first = await list();
    expect(first.letters).toHaveLength(100);
    const second = await list(first.next ?? 0);
    expect(second.letters.map(({ body }) => body)).toEqual(
      Array.from({ length: 30 }, (_, index) => `${100 + index}`),
    );
    expect(second.next).toBeNull();
  });

  test('are sent to their queue again and then removed, one by one', async () => {
    await die('search', ['a', changed('1')], ['b', changed('2')]);
    const [first, second] = (await list()).letters;
    expect(await (await ask(paths.replay(first?.id ?? 0), 'POST')).json()).toEqual({ replayed: 1 });
    expect(queues).toEqual({ search: [JSON.parse(first?.body ?? '')] });
    expect((await list()).letters).toEqual(second ? [second] : []);
    expect((await ask(paths.replay(first?.id ?? 0), 'POST')).status).toBe(404);
  });

  test('are sent to their queues again all together, except for consumers that do not exist any more', async () => {
    const bodies = Array.from({ length: 250 }, (_, index) => index);
    await die('search', ...bodies.map((body) => [`s${body}`, body] as [string, number]));
    await die('gone', ['g', 'left']);
    await die('audit', ['a', 'more']);
    expect(await (await ask(paths.replayAll, 'POST')).json()).toEqual({ replayed: 251 });
    expect(queues).toEqual({ search: bodies, audit: ['more'] });
    const { letters } = await list();
    expect(letters.map(({ consumer }) => consumer)).toEqual(['gone']);
    expect((await ask(paths.replay(letters[0]?.id ?? 0), 'POST')).status).toBe(409);
    expect(await (await ask(paths.letter(letters[0]?.id ?? 0), 'DELETE')).json()).toEqual({ dropped: 1 });
    expect((await list()).letters).toEqual([]);
  });

  test('stay if their queue fails', async () => {
    const errors = spyOn(console, 'error').mockImplementation(() => {});
    await die('search', ['a', changed('1')]);
    broken = 'search';
    expect((await ask(paths.replayAll, 'POST')).status).toBe(503);
    expect((await ask(paths.replay(1), 'POST')).status).toBe(503);
    expect((await list()).letters).toHaveLength(1);
    expect(errors).toHaveBeenCalledTimes(2);
    errors.mockRestore();
  });

  test.each([
    [paths.letters(), 'GET'],
    [paths.replayAll, 'POST'],
    [paths.replay(1), 'POST'],
    [paths.letter(1), 'DELETE'],
    [paths.expired(1), 'DELETE'],
  ])('at %s are only for operators', async (path, method) => {
    expect((await ask(path, method, {})).status).toBe(401);
    expect((await ask(path, method, { authorization: 'Bearer wrong' })).status).toBe(401);
    env.OPERATOR_TOKEN = '';
    expect((await ask(path, method, { authorization: 'Bearer ' })).status).toBe(404);
  });

  test.each([
    ['/dead-letters?after=x', 'GET', 422],
    ['/dead-letters/x/replay', 'POST', 422],
    ['/dead-letters/9/replay', 'POST', 404],
    ['/dead-letters/9', 'DELETE', 404],
  ])('at %s (%s) give %d', async (path, method, status) => {
    expect((await ask(path, method)).status).toBe(status);
  });

  test('that are older than a time are dropped', async () => {
    await die('search', ['a', 1]);
    const { time } = (await list()).letters[0] as { time: number };
    expect(await (await ask(paths.expired(time), 'DELETE')).json()).toEqual({ dropped: 0 });
    expect(await (await ask(paths.expired(time + 1), 'DELETE')).json()).toEqual({ dropped: 1 });
    expect((await list()).letters).toEqual([]);
  });

  test('that cannot be stored are delivered again', async () => {
    (env.DB as D1Database & { sqlite: { run(sql: string): void } }).sqlite.run('DROP TABLE dead_letter');
    await expect(die('search', ['a', 1])).rejects.toThrow();
  });
});

/** Data that fits every type of event; each type reads its own fields. */
function dataFor(type: DomainEventType): object {
  const ids = { productId: '1', itemId: '1', reviewId: 'r1', orderId: 'o1', memberId: 'm1', id: '1' };
  return type === 'access.denied'
    ? { resource: 'order', id: '1' }
    : { ...ids, lines: [], available: 1, revision: 1 };
}
