import { beforeEach, describe, expect, spyOn, test } from 'bun:test';
import { Problem } from '@jogakbo/contracts/problem';
import * as v from 'valibot';
import { countReads } from '../../tests/count-reads.helper.ts';
import { createSqliteDatabase, type SqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestEvents } from '../../tests/create-test-events.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { startClock } from '../../tests/start-clock.helper.ts';
import { Product, type ProductInput, paths } from './contract.ts';
import { seedProducts } from './seed.ts';
import app from './worker.ts';

const identity = await createTestIdentity(['product-service']);
const authorization = 'Bearer secret';
const change: ProductInput = {
  title: '치코리타 나노블록 120피스',
  brand: '퍼즐사랑',
  category: 'toys-nano-blocks',
  attributes: [{ name: '조각 수', value: '120피스' }],
  badges: [],
};

let database: SqliteDatabase;
let events: ReturnType<typeof createTestEvents>;
let env: Record<string, unknown>;
beforeEach(async () => {
  database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  events = createTestEvents();
  env = {
    DB: database,
    EVENTS: events.EVENTS,
    IDENTITY_KEY: identity.keys.own['product-service'],
    OPERATOR_TOKEN: 'secret',
    LOG_LEVEL: 'off',
    ...startClock('2019-05-16T08:00:00+09:00'),
  };
  await seedProducts(database, [
    {
      ...change,
      ...{ id: '1', title: '치코리타 나노블록 90피스', createdAt: 7, optionName: '색상' },
      options: [{ itemId: '10', label: '혼합 색상' }],
      picture: { shape: 'block', hue: 110, accent: 48, pattern: 2 },
    },
  ]);
});

async function put(body: unknown, { id = '1', sent = { authorization } as Record<string, string> } = {}) {
  const init = {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...sent },
    body: JSON.stringify(body),
  };
  const answer = await app.request(paths.product(id), init, env, events.context);
  await events.settle();
  return answer;
}
const read = async () => v.parse(Product, await (await app.request(paths.product('1'), {}, env)).json());

describe('changing a product', () => {
  test('is one call of the store', async () => {
    const counted = countReads(database);
    // The events cannot be handed over, so the outbox is only read.
    Object.assign(env, { DB: counted, EVENTS: { fetch: () => new Promise(() => {}) } });
    const init = {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(change),
    };
    const context = { waitUntil() {}, passThroughOnException() {}, props: {} };
    const answer = await app.request(paths.product('1'), init, env, context);
    expect(answer.status).toBe(200);
    expect(v.parse(Product, await answer.json()).title).toBe(change.title);
    // Two more lease what is in the outbox, after the response.
    expect(counted.calls()).toBeLessThanOrEqual(3);
  });

  test('stores the change and publishes an event', async () => {
    const answer = await put({ ...change, title: `  ${change.title} ` });
    expect(answer.status).toBe(200);
    expect(v.parse(Product, await answer.json())).toEqual(await read());
    expect(await read()).toMatchObject({ ...change, id: '1', createdAt: 7, options: [{ itemId: '10' }] });
    expect(events.taken).toMatchObject([
      { type: 'product.changed', data: { productId: '1' }, source: 'product-service' },
    ]);
    expect(events.taken[0]?.time).toBeGreaterThanOrEqual(Date.parse('2019-05-16T08:00:00+09:00'));
    expect(events.taken[0]?.trace).toMatch(/^[0-9a-f]{32}$/);
  });

  test('publishes the event later while the events service is away', async () => {
    const errors = spyOn(console, 'error').mockImplementation(() => {});
    events.away = true;
    expect((await put(change)).status).toBe(200);
    await app.scheduled({ cron: '* * * * *' }, env as never);
    events.away = false;
    expect(events.taken).toEqual([]);
    await app.scheduled({ cron: '* * * * *' }, env as never);
    expect(events.taken).toHaveLength(1);
    errors.mockRestore();
  });

  test('stores the change together with its event, or neither', async () => {
    const errors = spyOn(console, 'error').mockImplementation(() => {});
    const before = await read();
    database.sqlite.run('ALTER TABLE outbox RENAME TO elsewhere');
    expect((await put(change)).status).toBe(500);
    expect(await read()).toEqual(before);
    errors.mockRestore();
  });

  test('is for operators', async () => {
    expect((await put(change, { sent: {} })).status).toBe(401);
    expect((await put(change, { sent: { authorization: 'Bearer wrong' } })).status).toBe(401);
    env.OPERATOR_TOKEN = undefined;
    expect((await put(change)).status).toBe(404);
    expect(events.taken).toEqual([]);
  });

  test('that does not exist is 404, and no event is published', async () => {
    expect((await put(change, { id: '2' })).status).toBe(404);
    expect(events.taken).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a product without a title', { title: undefined }, 'title'],
    ['a title of spaces', { title: '  ' }, 'title'],
    ['a title of two lines', { title: 'a\nb' }, 'title'],
    ['half a character', { brand: '\ud800' }, 'brand'],
    ['a long title', { title: '가'.repeat(201) }, 'title'],
    ['a category that is no slug', { category: 'Toys & more' }, 'category'],
    ['an unknown badge', { badges: ['free'] }, 'badges.0'],
    ['an attribute without a value', { attributes: [{ name: '조각 수' }] }, 'attributes.0.value'],
    ['too many attributes', { attributes: Array(51).fill(change.attributes[0]) }, 'attributes'],
  ])('to %s is 422 and names the field', async (_, wrong, field) => {
    const answer = await put({ ...change, ...wrong });
    expect(answer.status).toBe(422);
    expect(v.parse(Problem, await answer.json()).errors?.map((error) => error.field)).toEqual([field]);
    expect(events.taken).toEqual([]);
  });
});
