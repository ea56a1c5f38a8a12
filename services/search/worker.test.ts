import { afterAll, beforeAll, beforeEach, describe, expect, spyOn, test } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import * as v from 'valibot';
import {
  createExampleSources,
  exampleShop,
  type Shop,
  toPrice,
  toProduct,
} from '../../tests/create-example-sources.helper.ts';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { IndexReport, ListingPage, paths, SearchPage, SuggestionList } from './contract.ts';
import type { D1Like } from './d1-like.ts';
import { type Spelling, seedSpellings } from './seed.ts';
import worker from './worker.ts';

let database: D1Like;
beforeEach(() => {
  database = createSqliteDatabase(`${import.meta.dir}/migrations`);
});

async function ask(path: string, sources = createExampleSources(exampleShop), method = 'GET') {
  const env = { ...sources, DB: database, LOG_LEVEL: 'off', OPERATOR_TOKEN: 'secret' };
  const headers = { authorization: 'Bearer secret' };
  return worker.fetch(new Request(`http://worker${path}`, { method, headers }), env as never, {} as never);
}

async function rebuild(shop: Shop = exampleShop, broken = {}) {
  return ask(paths.index, createExampleSources(shop, broken), 'POST');
}

async function read<Schema extends v.GenericSchema>(schema: Schema, path: string) {
  const response = await ask(path);
  expect(response.status).toBe(200);
  return v.parse(schema, await response.json());
}

const idsOf = (page: { ids: { productId: string }[] }) => page.ids.map(({ productId }) => productId);
const listed = async (category?: string) =>
  idsOf(await read(ListingPage, paths.listings(category ? { category } : {})));
const found = async (q: string) =>
  (await read(SearchPage, paths.search({ q }))).hits.map(({ productId }) => productId);

describe('rebuilding the index', () => {
  const errors = spyOn(console, 'error');
  beforeAll(() => {
    errors.mockImplementation(() => {});
  });
  afterAll(() => errors.mockRestore());

  test('joins product, price, rating and category over all pages', async () => {
    const report = v.parse(IndexReport, await (await rebuild()).json());
    expect(report).toMatchObject({ products: 4, removed: 0 });
    expect(await listed('toys')).toEqual(['2', '1', '3']);
    expect(await listed('toys-blocks')).toEqual(['1', '3']);
    expect(await listed('toys-nano')).toEqual(['1']);
    expect(await listed('unknown')).toEqual(['5']);
    expect(await listed()).toEqual(['2', '1', '3', '5']);
    const cheapest = await read(ListingPage, paths.listings({ sort: 'price-asc' }));
    expect(idsOf(cheapest)).toEqual(['5', '2', '1', '3']);
    expect(cheapest.ids[0]).toEqual({ productId: '5', itemId: '50' });
  });

  test('lists the products with a badge in each order', async () => {
    const products = exampleShop.products.map((product) =>
      product.id === '5' ? product : { ...product, badges: ['rocket' as const] },
    );
    await rebuild({ ...exampleShop, products });
    const rockets = await read(ListingPage, paths.listings({ badge: 'rocket', sort: 'price-asc' }));
    expect([idsOf(rockets), rockets.total]).toEqual([['2', '1', '3'], 3]);
    const both = await read(ListingPage, paths.listings({ badge: 'rocket', category: 'unknown' }));
    expect(both.total).toBe(3);
    expect((await read(ListingPage, paths.listings({ badge: 'rocket-overseas' }))).total).toBe(0);
    expect((await ask('/listings?badge=moon')).status).toBe(422);
    await rebuild({ ...exampleShop, products: products.map((product) => ({ ...product, badges: [] })) });
    expect((await read(ListingPage, paths.listings({ badge: 'rocket' }))).total).toBe(0);
  });

  test('removes missing products and updates changed ones', async () => {
    await rebuild();
    const products = [
      toProduct('1', '뽀로로 퍼즐'),
      ...exampleShop.products.filter(({ id }) => id > '2'),
      toProduct('6', '새 포켓몬'),
    ];
    const prices = [...exampleShop.prices, toPrice('6', 500)];
    const report = await (await rebuild({ ...exampleShop, products, prices })).json();
    expect(report).toMatchObject({ products: 4, removed: 1 });
    expect(await found('포켓몬')).toEqual(['6']);
    expect(await found('뽀로로')).toEqual(['1']);
  });

  const broken = {
    'answers 503': () => new Response(null, { status: 503 }),
    'answers 404': () => new Response(null, { status: 404 }),
    'answers something else': () => Response.json({ products: 'none' }),
    'is unreachable': () => {
      throw new Error('connection lost');
    },
    'gives the same page forever': (request: Request) => {
      const next = new URL(request.url).searchParams.get('after') || '1';
      return Response.json({ products: [], prices: [], ratings: [], next });
    },
  };
  const sources = { PRODUCT: 'products', PRICING: 'prices', REVIEW: 'ratings', CATEGORY: 'categories' };
  const cases = Object.entries(sources).flatMap(([binding, source]) =>
    Object.keys(broken).map((how) => [binding, how as keyof typeof broken, source] as const),
  );

  test.each(cases)('leaves the index as it was if %s %s', async (binding, how, source) => {
    await rebuild();
    const smaller = { ...exampleShop, products: exampleShop.products.slice(1) };
    const refused = await rebuild(smaller, { [binding]: broken[how] });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(await refused.json()).toMatchObject({ reason: `no-${source}` });
    expect(await found('포켓몬')).toEqual(['2', '1']);
    expect(await listed('toys')).toEqual(['2', '1', '3']);
  });

  test('keeps the old index if the products fail on their second page', async () => {
    await rebuild();
    const whole = createExampleSources(exampleShop).PRODUCT;
    const breakOff = {
      fetch: async (request: Request) =>
        request.url.endsWith('after=') ? whole.fetch(request) : new Response(null, { status: 500 }),
    };
    const sources = { ...createExampleSources(exampleShop), PRODUCT: breakOff };
    expect((await ask(paths.index, sources, 'POST')).status).toBe(503);
    expect(await listed()).toEqual(['2', '1', '3', '5']);
  });

  test('twice at the same time ends the same', async () => {
    const reports = await Promise.all([rebuild(), rebuild()]);
    expect(reports.map(({ status }) => status)).toEqual([200, 200]);
    expect(await listed()).toEqual(['2', '1', '3', '5']);
  });

  /** Runs the cron trigger, and delivers each message that asks for the next part. */
  async function atNight(env: object): Promise<string[]> {
    const waiting: unknown[] = [];
    const outcomes: string[] = [];
    const REBUILD = { send: async (body: unknown) => void waiting.push(body) };
    await worker.scheduled({ cron: '0 18 * * *' }, { ...env, REBUILD } as never);
    for (let body = waiting.shift(); body; body = waiting.shift()) {
      const ack = () => void outcomes.push('acked');
      const retry = () => void outcomes.push('retried');
      const batch = { queue: 'jogakbo-search-rebuild', messages: [{ body, attempts: 1, ack, retry }] };
      await worker.queue(batch as never, { ...env, REBUILD } as never);
    }
    return outcomes;
  }

  test('also runs by schedule, part by part, and a part that fails is tried again', async () => {
    const sources = createExampleSources(exampleShop);
    const env = { ...sources, DB: database, LOG_LEVEL: 'off', IDENTITY_KEY: '' };
    expect(await atNight(env)).toEqual(['acked']);
    expect(await listed()).toEqual(['2', '1', '3', '5']);
    const broken = { ...env, CATEGORY: { fetch: async () => new Response(null, { status: 500 }) } };
    expect(await atNight(broken)).toEqual(['retried']);
    expect(errors).toHaveBeenCalledWith(expect.stringContaining('could not be rebuilt'));
  });
});

describe('the search service', () => {
  beforeEach(async () => {
    await rebuild();
  });

  test.each([
    ['포켓몬', 'literal', '포켓몬'],
    ['포켓ㅁ', 'literal', '포켓ㅁ'],
    ['ㅍㅋㅁ', 'choseong', 'ㅍㅋㅁ'],
    ['vhzptahs', 'keyboard', '포켓몬'],
  ] as const)('reads %s as %s and marks it in titles', async (q, reading, words) => {
    const page = await read(SearchPage, paths.search({ q }));
    expect(page).toMatchObject({ total: 2, reading, words });
    expect(page.hits[1]?.title).toEqual([
      { text: '퍼즐사랑 ', match: false },
      { text: '포켓몬', match: true },
      { text: '스터 치코리타 나노블록 90피스', match: false },
    ]);
  });

  test.each(['★포켓몬★', '포켓몬~', '🔥포켓몬🔥'])('finds the same for %s as for 포켓몬', async (q) => {
    expect(await found(q)).toEqual(await found('포켓몬'));
  });

  test.each([
    ['나노블럭', '나노블록', ['1']],
    ['치코리카', '치코리타', ['1']],
    ['레고 경찰소', '레고 경찰서', ['3']],
    ['ㅍㅋㅁ 나노블럭', undefined, []],
    ['없는말', undefined, []],
    ['포켓몬 경찰서', undefined, []],
  ])('corrects %s to %p', async (q, words, ids) => {
    const page = await read(SearchPage, paths.search({ q }));
    expect(page.hits.map(({ productId }) => productId)).toEqual(ids);
    expect(page).toMatchObject({ corrected: words !== undefined, words: words ?? q });
  });

  test('corrects words within a category, and counts all pages', async () => {
    const within = await read(SearchPage, paths.search({ q: '포캣몬', category: 'toys-dolls' }));
    expect(within).toMatchObject({ total: 1, corrected: true, words: '포켓몬' });
    const far = await read(SearchPage, paths.search({ q: '포캣몬', page: 9 }));
    expect(far).toMatchObject({ hits: [], total: 2, corrected: true });
    // Another category has this word, so it is not corrected.
    const none = await read(SearchPage, paths.search({ q: '경찰서', category: 'toys-dolls' }));
    expect(none).toMatchObject({ total: 0, corrected: false });
  });

  test('does not correct to words that no product has any more', async () => {
    const products = exampleShop.products.filter(({ id }) => id !== '3');
    await rebuild({ ...exampleShop, products });
    expect(await found('경찰소')).toEqual([]);
  });

  test('finds a word by its other spellings', async () => {
    const spellings = [
      ['pokemon', '포켓몬'],
      ['레고', 'lego'],
      ['나노블록', '나노브릭'],
      ['pokemondoll', '포켓몬인형'],
    ];
    await seedSpellings(
      database as D1Database,
      spellings.map(([spelling, term]) => ({ spelling, term }) as Spelling),
    );
    expect(await found('pokemon')).toEqual(['2', '1']);
    expect(await found('Pokemon 나노')).toEqual(['1']);
    expect(await found('pokemon doll')).toEqual(['2']);
    expect(await found('레고')).toEqual(['3']);
    await rebuild();
    const wrong = await read(SearchPage, paths.search({ q: 'pokemom' }));
    expect(wrong).toMatchObject({ total: 2, corrected: true, words: 'pokemon' });
    const page = await read(SearchPage, paths.search({ q: 'pokemon' }));
    expect(page).toMatchObject({ reading: 'literal', words: 'pokemon', corrected: false });
    expect(page.hits[0]?.title[0]).toEqual({ text: '포켓몬', match: true });
    const { suggestions, terms } = await read(SuggestionList, paths.suggestions('pokemon'));
    expect(suggestions.map(({ productId }) => productId)).toEqual(['2', '1']);
    expect(terms).toEqual(['포켓몬', '포켓몬스터']);
  });

  test('searches within a category', async () => {
    const page = await read(SearchPage, paths.search({ q: '포켓몬', category: 'toys-blocks' }));
    expect(page.hits.map(({ productId }) => productId)).toEqual(['1']);
  });

  test('suggests terms and products', async () => {
    const { suggestions, terms } = await read(SuggestionList, paths.suggestions('포켓ㅁ'));
    expect(terms).toEqual(['포켓몬', '포켓몬스터']);
    expect(suggestions).toEqual([
      { text: '포켓몬 인형', productId: '2' },
      { text: '퍼즐사랑 포켓몬스터 치코리타 나노블록 90피스', productId: '1' },
    ]);
  });

  test('suggests for the nearest word if no product has the typed word', async () => {
    const { suggestions, terms } = await read(SuggestionList, paths.suggestions('나노블럭'));
    expect(terms).toEqual(['나노블록']);
    expect(suggestions.map(({ productId }) => productId)).toEqual(['1']);
  });

  test.each([
    '/search',
    `/search?q=${'a'.repeat(101)}`,
    '/search?q=a&page=0',
    '/search?q=a&page=x',
    '/search?q=a&sort=best',
    '/listings?page=-1',
    '/listings?sort=best',
    '/suggestions',
  ])('refuses %s', async (path) => {
    const response = await ask(path);
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });
});
