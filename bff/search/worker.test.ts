import { afterAll, beforeAll, beforeEach, describe, expect, spyOn, test } from 'bun:test';
import type { Binding } from '@jogakbo/edge/call';
import * as v from 'valibot';
import service from '../../services/search/worker.ts';
import { createExampleSources, exampleShop } from '../../tests/create-example-sources.helper.ts';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { DepartmentView, paths, ResultView, SuggestionView } from './contract.ts';
import worker from './worker.ts';

const broken: Binding = { fetch: async () => new Response(null, { status: 503 }) };
const errors = spyOn(console, 'error');
let env: Record<string, unknown>;

beforeAll(() => {
  errors.mockImplementation(() => {});
});
afterAll(() => errors.mockRestore());
beforeEach(async () => {
  const sources = createExampleSources(exampleShop);
  const bindings = {
    ...sources,
    DB: createSqliteDatabase(`${import.meta.dir}/../../services/search/migrations`),
    LOG_LEVEL: 'off',
    OPERATOR_TOKEN: 'secret',
  };
  const search: Binding = {
    fetch: async (request) => service.fetch(request, bindings as never, {} as never),
  };
  await search.fetch(
    new Request('http://worker/index', { method: 'POST', headers: { authorization: 'Bearer secret' } }),
  );
  env = { ...createBatches(), CATEGORY: sources.CATEGORY, SEARCH: search, LOG_LEVEL: 'off' };
});

async function read<Schema extends v.GenericSchema>(schema: Schema, path: string) {
  const response = await worker.request(path, {}, env);
  expect(response.status).toBe(200);
  return v.parse(schema, await response.json());
}
const find = (q: string, rest = '') => read(ResultView, `/results?q=${encodeURIComponent(q)}${rest}`);

describe('results', () => {
  test('are the hits of the service with the data of other teams', async () => {
    const view = await find('vhzptahs');
    expect(view).toMatchObject({ total: 2, pages: 1, page: 1, reading: 'keyboard', words: '포켓몬' });
    expect(view).toMatchObject({ complete: true, near: [], popular: [] });
    expect(view.cards.map(({ productId }) => productId)).toEqual(['2', '1']);
    expect(view.cards[0]).toMatchObject({
      title: '포켓몬 인형',
      image: '/2.svg',
      price: { final: 9_000 },
      rating: { average: 4.5, count: 200 },
      stock: 'low',
      arrival: { day: '2019-05-17', guaranteed: false },
      highlight: [
        { text: '포켓몬', match: true },
        { text: ' 인형', match: false },
      ],
    });
  });

  test('come in the requested order and from the requested department', async () => {
    const dearest = await find('포켓몬', '&sort=price-desc');
    expect(dearest.cards.map(({ productId }) => productId)).toEqual(['1', '2']);
    const dolls = await find('포켓몬', '&department=toys-dolls');
    expect(dolls.cards.map(({ productId }) => productId)).toEqual(['2']);
  });

  test.each(['&page=0', '&page=x', '&sort=best', '&page=-1&sort=', '&page=9', '&department=%00'])(
    'are those of the first page for %s',
    async (rest) => {
      const view = await find('포켓몬', rest);
      expect(view.page).toBe(1);
      expect(view.cards.map(({ productId }) => productId)).toEqual(['2', '1']);
    },
  );

  test.each(['PRODUCT', 'PRICING', 'REVIEW', 'INVENTORY', 'TRANSPORT'])(
    'have gaps without %s',
    async (name) => {
      env[name] = broken;
      const view = await find('포켓몬');
      expect(view.complete).toBe(false);
      expect(view.cards.map(({ title }) => title)).toEqual([
        '포켓몬 인형',
        '퍼즐사랑 포켓몬스터 치코리타 나노블록 90피스',
      ]);
    },
  );

  test('show titles of the index without PRODUCT, with no picture, badge or arrival', async () => {
    env.PRODUCT = broken;
    const { cards } = await find('포켓몬');
    expect(cards[0]).toMatchObject({
      ...{ productId: '2', itemId: '20', title: '포켓몬 인형', badges: [], arrival: null },
      ...{ price: { final: 9_000 }, stock: 'low' },
      highlight: [
        { text: '포켓몬', match: true },
        { text: ' 인형', match: false },
      ],
    });
    expect(cards.every(({ image }) => image.startsWith('data:image/svg+xml,'))).toBe(true);
  });

  test('without a hit come without popular products while PRODUCT fails', async () => {
    env.PRODUCT = broken;
    expect(await find('포켓몬 없는말')).toMatchObject({ near: ['포켓몬'], popular: [], complete: false });
  });

  test('without a hit come with near words and popular products', async () => {
    const view = await find('포켓몬 없는말');
    expect(view).toMatchObject({ total: 0, cards: [], near: ['포켓몬'], complete: true });
    expect(view.popular.map(({ productId }) => productId)).toEqual(['2', '1', '3', '5']);
    expect((await find('레고 경찰단')).near).toEqual(['레고']);
    expect((await find('경찰단')).near).toEqual(['경찰서']);
  });

  test('for a word with a wrong letter are those of the nearest word', async () => {
    const view = await find('레고 경찰소');
    expect(view).toMatchObject({ total: 1, corrected: true, words: '레고 경찰서', near: [] });
    expect((await find('레고 경찰서')).corrected).toBe(false);
  });

  test('of an empty search are empty', async () => {
    const view = await read(ResultView, '/results');
    expect(view).toMatchObject({ total: 0, cards: [], words: '', page: 1, pages: 1 });
    expect(view.popular.length).toBe(4);
  });

  test('are given for any text', async () => {
    for (const q of [
      '"',
      "'; DROP TABLE listing; --",
      'NEAR(',
      '%',
      '\u0000',
      '가'.repeat(5_000),
      '\ud800',
    ]) {
      expect(
        (await worker.request(`/results?q=${encodeURIComponent(q.toWellFormed())}`, {}, env)).status,
      ).toBe(200);
    }
    expect((await worker.request('/results?q=%E0%A4%A', {}, env)).status).toBe(200);
  });

  test('fail if the service fails', async () => {
    env.SEARCH = broken;
    expect((await worker.request(`/results?q=a`, {}, env)).status).toBe(503);
  });
});

test('suggestions may be kept for a minute', async () => {
  const response = await worker.request(paths.suggestions('포켓ㅁ', ''), {}, env);
  expect(response.headers.get('cache-control')).toBe('public, max-age=60');
  const { suggestions } = v.parse(SuggestionView, await response.json());
  expect(suggestions[0]).toEqual({ text: '포켓몬 인형', productId: '2' });
  const blocks = await read(SuggestionView, paths.suggestions('포켓ㅁ', 'toys-blocks'));
  expect(blocks.suggestions.map(({ productId }) => productId)).toEqual(['1']);
});

test('departments are the top of the tree', async () => {
  const { departments } = await read(DepartmentView, paths.departments);
  expect(departments).toEqual([{ slug: 'toys', name: { ko: '완구', en: 'Toys' } }]);
});

describe('rebuilding the index', () => {
  const rebuild = (authorization?: string) => {
    const headers: Record<string, string> = authorization ? { authorization } : {};
    return worker.request(paths.index, { method: 'POST', headers }, env);
  };

  test('is 404 if no token is set', async () => {
    expect((await rebuild('Bearer ')).status).toBe(404);
    env.OPERATOR_TOKEN = '';
    expect((await rebuild('Bearer ')).status).toBe(404);
  });

  test.each([undefined, 'Bearer', 'Bearer ', 'Bearer secre', 'Bearer secret2', 'Basic secret', 'secret'])(
    'is refused to %p',
    async (authorization) => {
      env.OPERATOR_TOKEN = 'secret';
      const refused = await rebuild(authorization);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    },
  );

  test('works for operators, and passes a failure of the service on', async () => {
    env.OPERATOR_TOKEN = 'secret';
    const done = await rebuild('Bearer secret');
    expect(done.status).toBe(200);
    expect(await done.json()).toMatchObject({ products: 4, removed: 0 });
    env.SEARCH = broken;
    expect((await rebuild('Bearer secret')).status).toBe(503);
  });
});

test('the API describes itself', async () => {
  const description = (await (await worker.request('/openapi.json', {}, env)).json()) as { paths: object };
  expect(Object.keys(description.paths)).toEqual(['/results', '/suggestions', '/spellings']);
});

/** Creates the batch reads of the other teams, which answer as their contracts say. */
function createBatches(): Record<string, Binding> {
  const serve = (name: string, rows: object[], param: string, idOf: string): Binding => ({
    async fetch(request) {
      const ids = new URL(request.url).searchParams.get(param)?.split(',') ?? [];
      const byId = new Map(rows.map((row) => [(row as Record<string, unknown>)[idOf], row]));
      return Response.json({ [name]: ids.flatMap((id) => byId.get(id) ?? []) });
    },
  });
  const stocks = exampleShop.products.map(({ id }) => ({
    ...{ itemId: `${id}0`, productId: id, available: 2, level: 'low' },
  }));
  const promises = ['rocket', 'standard'].map((service, index) => ({
    ...{ service, region: 'capital', arrival: `2019-05-1${6 + index}`, daysAhead: 1 + index, orderBefore: 0 },
  }));
  return {
    PRODUCT: serve('products', exampleShop.products, 'ids', 'id'),
    PRICING: serve('prices', exampleShop.prices, 'items', 'itemId'),
    REVIEW: serve('ratings', exampleShop.ratings, 'products', 'productId'),
    INVENTORY: serve('stocks', stocks, 'items', 'itemId'),
    TRANSPORT: { fetch: async () => Response.json({ promises }) },
  };
}
