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
    expect(database.sqlite.query('SELECT count(*) AS count FROM consumed').all()).toEqual([{ count: 3 }]);
  });

  test('a price that it reads past the cache', async () => {
    const asked: (string | null)[] = [];
    const whole = createExampleSources(shop).PRICING;
    broken = {
      PRICING: (request) => {
        asked.push(request.headers.get('cache-control'));
        return whole.fetch(request) as never;
      },
    };
    await deliver(repriced('1'));
    expect(asked).toEqual(['no-cache']);
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
