import { afterAll, beforeAll, beforeEach, describe, expect, spyOn, test } from 'bun:test';
import type { MessageBatch } from '@cloudflare/workers-types';
import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import { toEvent } from '@jogakbo/edge/outbox';
import * as v from 'valibot';
import {
  createExampleSources,
  exampleShop,
  type Shop,
  toPrice,
  toProduct,
  toRating,
} from '../../tests/create-example-sources.helper.ts';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { ListingPage, paths, SearchPage } from './contract.ts';
import worker from './worker.ts';

const identity = await createTestIdentity(['search-service']);
const about = { source: 'product-service', time: Date.now() };
const changed = (productId: string) => toEvent('product.changed', { productId }, about);
const repriced = (productId: string) => toEvent('price.changed', { productId }, about);
const reviewed = (productId: string) => toEvent('review.written', { productId, reviewId: 'r' }, about);

let shop: Shop;
let broken: Parameters<typeof createExampleSources>[1];
let database: ReturnType<typeof createSqliteDatabase>;
let errors: ReturnType<typeof spyOn<typeof console, 'error'>>;
beforeAll(() => {
  errors = spyOn(console, 'error').mockImplementation(() => {});
});
afterAll(() => errors.mockRestore());
beforeEach(async () => {
  [shop, broken] = [structuredClone(exampleShop), {}];
  database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  await ask(paths.index, 'POST');
});

const env = () => ({
  ...createExampleSources(shop, broken),
  DB: database,
  LOG_LEVEL: 'off',
  OPERATOR_TOKEN: 'secret',
  IDENTITY_KEY: identity.keys.own['search-service'] as string,
});
const ask = async (path: string, method = 'GET') =>
  worker.fetch(
    new Request(`http://worker${path}`, { method, headers: { authorization: 'Bearer secret' } }),
    env() as never,
    {} as never,
  );

async function deliver(...events: DomainEvent[]) {
  const outcomes: string[] = [];
  const messages = events.map((body) => ({
    body,
    attempts: 1,
    ack: () => outcomes.push('acked'),
    retry: () => outcomes.push('retried'),
  }));
  await worker.queue({ messages } as unknown as MessageBatch<unknown>, env() as never);
  return outcomes;
}

/** Counts calls to D1: a batch is one call. */
function countCalls(): () => number {
  let calls = 0;
  const { batch, prepare } = database;
  database.batch = (statements) => {
    calls += 1;
    return batch(statements);
  };
  database.prepare = (sql) => {
    const counted = (statement: ReturnType<typeof prepare>): typeof statement =>
      Object.assign(statement, {
        bind: (
          (bind) =>
          (...values: never[]) =>
            counted(bind(...values))
        )(statement.bind),
        all: ((all) => () => {
          calls += 1;
          return all();
        })(statement.all),
      });
    return counted(prepare(sql));
  };
  return () => calls;
}

const found = async (q: string) =>
  v.parse(SearchPage, await (await ask(paths.search({ q }))).json()).hits.map(({ productId }) => productId);
const listed = async (sort: 'price-asc' | 'rating', category?: string) =>
  v
    .parse(ListingPage, await (await ask(paths.listings({ sort, category }))).json())
    .ids.map(({ productId }) => productId);
const change = <Row>(rows: Row[], index: number, row: Row) => rows.splice(index, 1, row);

describe('the search index follows', () => {
  test('the title and the category of a product', async () => {
    change(shop.products, 0, toProduct('1', '뽀로로 퍼즐', { category: 'toys-dolls' }));
    expect(await found('뽀로로')).toEqual([]);
    expect(await deliver(changed('1'))).toEqual(['acked']);
    expect(await found('뽀로로')).toEqual(['1']);
    expect(await found('치코리타')).toEqual([]);
    expect(await listed('price-asc', 'toys-dolls')).toEqual(['2', '1']);
    expect(await listed('price-asc', 'toys-blocks')).toEqual(['3']);
  });

  test('the price of a product', async () => {
    change(shop.prices, 0, toPrice('1', 500));
    await deliver(repriced('1'));
    expect(await listed('price-asc')).toEqual(['1', '5', '2', '3']);
  });

  test('the rating of a product', async () => {
    shop.ratings.push(toRating('3', 4.9, 1));
    await deliver(reviewed('3'));
    expect(await listed('rating')).toEqual(['1', '3', '2', '5']);
  });

  test('whether a product is for sale', async () => {
    shop.prices.push(toPrice('4', 100));
    shop.products.splice(1, 1);
    await deliver(repriced('4'), changed('2'), changed('404'));
    expect(await found('포켓몬')).toEqual(['1', '4']);
  });

  test('changes to the same state for any order and number of events', async () => {
    change(shop.prices, 0, toPrice('1', 700));
    change(shop.products, 0, toProduct('1', '뽀로로 퍼즐'));
    const events = [repriced('1'), changed('1'), reviewed('1')];
    await deliver(...events.toReversed(), ...events);
    for (let times = 0; times < 8; times++) await deliver(...events);
    expect(await found('뽀로로')).toEqual(['1']);
    expect(await listed('price-asc')).toEqual(['1', '5', '2', '3']);
  });

  // 1,000 events a second are ten such batches: 40 calls to owners and at most 60 to D1.
  test('1,000 events a second in batches of 100, each with one call to each owner, past all caches, and at most six to D1', async () => {
    shop.products = Array.from({ length: 100 }, (_, n) => toProduct(String(n + 1), `상품 ${n}`));
    shop.prices = shop.products.map(({ id }) => toPrice(id, 1_000));
    const asked: string[] = [];
    const whole = createExampleSources(shop);
    broken = Object.fromEntries(
      (['PRODUCT', 'PRICING', 'REVIEW', 'CATEGORY'] as const).map((name) => [
        name,
        (request: Request) => {
          asked.push(`${name} ${request.headers.get('cache-control')}`);
          return whole[name].fetch(request) as never;
        },
      ]),
    );
    const calls = countCalls();
    const events = Array.from({ length: 100 }, (_, n) => (n % 2 ? changed : repriced)(String(n + 1)));
    expect(await deliver(...events)).toEqual(Array(100).fill('acked'));
    const once = ['CATEGORY no-cache', 'PRICING no-cache', 'PRODUCT no-cache', 'REVIEW no-cache'];
    expect(asked.sort()).toEqual(once);
    expect(calls()).toBeLessThanOrEqual(6);
    expect(await found('상품')).toHaveLength(24);
  });

  test('the other events of a batch with one that cannot be taken, within the limit of calls', async () => {
    shop.products = Array.from({ length: 100 }, (_, n) => toProduct(String(n + 1), `상품 ${n}`));
    shop.prices = shop.products.map(({ id }) => toPrice(id, 1_000));
    const whole = createExampleSources(shop);
    let calls = 0;
    broken = {
      PRODUCT: (request) => {
        calls += 1;
        const ids = new URL(request.url).searchParams.get('ids')?.split(',') ?? [];
        return ids.includes('66')
          ? new Response(null, { status: 500 })
          : (whole.PRODUCT.fetch(request) as never);
      },
    };
    const outcomes = await deliver(...Array.from({ length: 100 }, (_, n) => changed(String(n + 1))));
    expect(outcomes).toHaveLength(100);
    expect(outcomes.filter((outcome) => outcome === 'acked').length).toBeGreaterThan(80);
    expect(outcomes).toContain('retried');
    expect(4 * calls).toBeLessThanOrEqual(32);
  });
});

test.each(['PRODUCT', 'PRICING', 'REVIEW', 'CATEGORY'] as const)(
  'an event is retried while %s does not answer',
  async (name) => {
    change(shop.prices, 0, toPrice('1', 500));
    broken = { [name]: () => new Response(null, { status: 503 }) };
    const event = repriced('1');
    expect(await deliver(event)).toEqual(['retried']);
    expect(await listed('price-asc')).toEqual(['5', '2', '1', '3']);
    broken = {};
    expect(await deliver(event)).toEqual(['acked']);
    expect(await listed('price-asc')).toEqual(['1', '5', '2', '3']);
  },
);

test('a rebuild that began before a change does not undo it', async () => {
  const before = structuredClone(shop);
  const whole = createExampleSources(before).PRODUCT;
  let arrived = false;
  broken = {
    PRODUCT: (request) =>
      (async () => {
        if (request.url.includes('/catalogue') && !arrived) {
          arrived = true;
          // The rebuild has read the prices. Now one of them changes.
          for (const then = Date.now(); Date.now() === then; ) await Bun.sleep(0);
          change(shop.prices, 0, toPrice('1', 500));
          await deliver(repriced('1'));
        }
        return whole.fetch(request);
      })() as never,
  };
  expect((await ask(paths.index, 'POST')).status).toBe(200);
  expect(arrived).toBeTrue();
  expect(await listed('price-asc')).toEqual(['1', '5', '2', '3']);
});
