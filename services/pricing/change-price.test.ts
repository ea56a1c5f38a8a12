import { afterAll, beforeEach, describe, expect, spyOn, test } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import { Problem } from '@jogakbo/contracts/problem';
import * as v from 'valibot';
import { countReads } from '../../tests/count-reads.helper.ts';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestEvents } from '../../tests/create-test-events.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { createUpstash } from '../../tools/upstash/create-upstash.ts';
import { Price, PriceBatch, type PriceInput, paths } from './contract.ts';
import { seedPrices } from './seed.ts';
import app from './worker.ts';

const identity = await createTestIdentity(['pricing-service']);
const upstash = await createUpstash({ engine: 'embedded', dataDirectory: '', token: 'local' });
afterAll(() => upstash.close());
const authorization = 'Bearer secret';
const change: PriceInput = {
  list: 15_000,
  final: 9_900,
  discountPercent: 34,
  unit: { per: 10, measure: '개', price: 1_100 },
  coupon: { kind: 'percent', value: 5 },
};

let events: ReturnType<typeof createTestEvents>;
let env: Record<string, unknown>;
let item = 100;
beforeEach(async () => {
  events = createTestEvents();
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  env = {
    DB: database,
    EVENTS: events.EVENTS,
    IDENTITY_KEY: identity.keys.own['pricing-service'],
    OPERATOR_TOKEN: 'secret',
    LOG_LEVEL: 'off',
    UPSTASH_REDIS_REST_URL: upstash.url,
    UPSTASH_REDIS_REST_TOKEN: upstash.token,
    REDIS_TIMEOUT: '5000',
  };
  item += 1;
  await seedPrices(database, [
    {
      itemId: `${item}`,
      productId: `1${item}`,
      list: 15_000,
      final: 10_390,
      discountPercent: 30,
      unit: null,
      coupon: null,
    },
  ]);
});

async function put(
  body: unknown,
  { id = `${item}`, sent = { authorization } as Record<string, string> } = {},
) {
  const init = {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...sent },
    body: JSON.stringify(body),
  };
  const answer = await app.request(paths.price(id), init, env, events.context);
  await events.settle();
  return answer;
}
async function read(path = paths.ofItems([`${item}`]), headers: Record<string, string> = {}) {
  const answer = await app.request(path, { headers }, env, events.context);
  await events.settle();
  return v.parse(PriceBatch, await answer.json()).prices[0]?.final;
}

describe('changing a price', () => {
  test('publishes an event and shows at once, also if the old price was cached', async () => {
    const ofProduct = paths.ofProducts([`1${item}`]);
    expect([await read(), await read(ofProduct)]).toEqual([10_390, 10_390]);
    const answer = await put(change);
    expect(answer.status).toBe(200);
    expect(v.parse(Price, await answer.json())).toEqual({
      itemId: `${item}`,
      productId: `1${item}`,
      ...change,
    });
    expect([await read(), await read(ofProduct)]).toEqual([9_900, 9_900]);
    expect(events.taken).toMatchObject([
      { type: 'price.changed', data: { productId: `1${item}` }, source: 'pricing-service' },
    ]);
  });

  test('is one call of the store, and two more that lease what is in the outbox', async () => {
    const counted = countReads(env.DB as D1Database);
    env.DB = counted;
    expect((await put(change)).status).toBe(200);
    // A lease, and the removal of what was handed over.
    expect(counted.calls()).toBe(3);
  });

  test('publishes the event later while the events service is away', async () => {
    const errors = spyOn(console, 'error').mockImplementation(() => {});
    events.away = true;
    expect((await put(change)).status).toBe(200);
    events.away = false;
    await app.scheduled({ cron: '* * * * *' }, env as never);
    expect(events.taken).toHaveLength(1);
    errors.mockRestore();
  });

  test('shows to a caller that bypasses the cache, whatever is cached', async () => {
    expect(await read()).toBe(10_390);
    const { sqlite } = env.DB as ReturnType<typeof createSqliteDatabase>;
    sqlite.run('UPDATE price SET final = 5000');
    expect(await read()).toBe(10_390);
    expect(await read(paths.ofItems([`${item}`]), { 'cache-control': 'no-cache' })).toBe(5_000);
    expect(await read()).toBe(5_000);
  });

  test('is for operators', async () => {
    expect((await put(change, { sent: {} })).status).toBe(401);
    env.OPERATOR_TOKEN = undefined;
    expect((await put(change)).status).toBe(404);
    expect(events.taken).toEqual([]);
  });

  test('of an unknown item is 404, and no event is published', async () => {
    expect((await put(change, { id: '7' })).status).toBe(404);
    expect(events.taken).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['more than the list price', { final: 15_001 }, 'final'],
    ['half a won', { final: 0.5 }, 'final'],
    ['less than nothing', { list: 15_000, final: -1 }, 'final'],
    ['a discount of 101%', { discountPercent: 101 }, 'discountPercent'],
    ['a price in words', { list: '15,000원' }, 'list'],
    ['an unknown unit', { unit: { per: 1, measure: 'kg', price: 1 } }, 'unit.measure'],
  ])('to %s is 422 and names the field', async (_, wrong, field) => {
    const answer = await put({ ...change, ...wrong });
    expect(answer.status).toBe(422);
    expect(v.parse(Problem, await answer.json()).errors?.map((error) => error.field)).toEqual([field]);
    expect(await read()).toBe(10_390);
  });
});
