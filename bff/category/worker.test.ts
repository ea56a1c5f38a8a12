import { describe, expect, test } from 'bun:test';
import type { Binding } from '@jogakbo/edge/call';
import { pageSize } from '@jogakbo/search-service/contract';
import * as v from 'valibot';
import { BreadcrumbView, HeadView, ListView, paths, TreeView } from './contract.ts';
import worker from './worker.ts';

type Answer = (url: URL) => Response | Promise<Response>;
type Answers = Record<
  'CATEGORY' | 'SEARCH' | 'PRODUCT' | 'PRICING' | 'REVIEW' | 'INVENTORY' | 'TRANSPORT',
  Answer
>;

const categories = [
  { slug: 'toys', parent: null, name: { ko: '완구/취미', en: 'Toys & Hobbies' } },
  { slug: 'toys-blocks', parent: 'toys', name: { ko: '블록놀이', en: 'Building Blocks' } },
  { slug: 'toys-nano-blocks', parent: 'toys-blocks', name: { ko: '나노블록', en: 'Nano Blocks' } },
];
const numbers = ['1', '2', '3'];
const listed = numbers.map((number) => ({ productId: number, itemId: `${number}0` }));
const products = numbers.map((id) => ({
  ...{ id, itemId: `${id}0`, title: `상품 ${id}`, brand: '퍼즐사랑', category: 'toys-nano-blocks' },
  ...{ image: `/pictures/${id}.svg`, badges: ['rocket'], createdAt: 1 },
}));
const prices = numbers.map((number) => ({
  ...{ itemId: `${number}0`, productId: number, list: 15_000, final: 10_390, discountPercent: 30 },
  ...{ unit: null, coupon: null },
}));
const ratings = numbers.map((productId) => ({
  ...{ productId, count: Number(productId), average: 4.5, histogram: [0, 0, 0, 0, Number(productId)] },
}));
const stocks = numbers.map((number) => ({
  ...{ itemId: `${number}0`, productId: number, available: Number(number) - 1 },
  level: number === '1' ? 'out' : 'low',
}));
const promises = [
  { service: 'rocket', region: 'capital', arrival: '2019-05-16', daysAhead: 1, orderBefore: 0 },
];
const arrival = { day: '2019-05-16', guaranteed: true };
const price = { list: 15_000, final: 10_390, discountPercent: 30 };
const down: Answer = () => new Response('{}', { status: 500 });

describe('tree and breadcrumb', () => {
  test('the tree fits the contract and is in the language of the request', async () => {
    const tree = await read(paths.tree, TreeView, {}, 'en');
    expect(tree.categories[0]?.children[0]?.children[0]).toEqual({
      slug: 'toys-nano-blocks',
      name: 'Nano Blocks',
    });
  });

  test.each([{ slug: 'toys-nano-blocks' }, { product: '2' }])(
    'the path to %o begins at the top',
    async (of) => {
      const { path } = await read(paths.breadcrumb(of), BreadcrumbView);
      expect(path.map(({ name }) => name)).toEqual(['완구/취미', '블록놀이', '나노블록']);
    },
  );

  test('an unknown category has no path', async () => {
    expect((await ask(paths.breadcrumb({ slug: 'nope' }))).status).toBe(404);
    const none = { PRODUCT: () => Response.json({ products: [] }) };
    expect((await ask(paths.breadcrumb({ product: '9' }), none)).status).toBe(404);
  });

  test('a request with neither product nor category is refused', async () => {
    const response = await ask('/breadcrumb');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      422,
      'application/problem+json',
    ]);
  });
});

describe('list', () => {
  test('merges all slices in the order of the listing, with one call to each', async () => {
    const asked: string[] = [];
    const note = (answer: Answer) => (url: URL) => {
      asked.push(url.pathname + decodeURIComponent(url.search));
      return answer(url);
    };
    const shuffled = { PRODUCT: note(() => Response.json({ products: products.toReversed() })) };
    const others = {
      PRICING: note(answers.PRICING),
      REVIEW: note(answers.REVIEW),
      INVENTORY: note(answers.INVENTORY),
      TRANSPORT: note(answers.TRANSPORT),
      SEARCH: note(answers.SEARCH),
    };
    const list = await read(paths.list('toys-blocks', 'rating', 1), ListView, { ...shuffled, ...others });
    expect(list).toEqual({
      path: [
        { slug: 'toys', name: '완구/취미' },
        { slug: 'toys-blocks', name: '블록놀이' },
      ],
      children: [{ slug: 'toys-nano-blocks', name: '나노블록' }],
      sort: 'rating',
      ...{ page: 1, pages: 1, total: 3, complete: true },
      cards: numbers.map((number) => ({
        ...{
          productId: number,
          itemId: `${number}0`,
          title: `상품 ${number}`,
          image: `/pictures/${number}.svg`,
        },
        ...{ badges: ['rocket'], price, rating: { average: 4.5, count: Number(number) } },
        ...(number === '1' ? { stock: 'out', arrival: null } : { stock: 'low', arrival }),
      })),
    });
    expect(asked.sort()).toEqual([
      '/listings?category=toys-blocks&sort=rating&page=1',
      '/prices?items=10,20,30',
      '/products?ids=1,2,3',
      '/promises?region=capital',
      '/ratings?products=1,2,3',
      '/stocks?items=10,20,30',
    ]);
  });

  test.each([
    ['PRICING', { price: null, rating: { average: 4.5, count: 2 }, stock: 'low', arrival }],
    ['REVIEW', { price, rating: null, stock: 'low', arrival }],
    ['INVENTORY', { price, rating: { average: 4.5, count: 2 }, stock: null, arrival }],
    ['TRANSPORT', { price, rating: { average: 4.5, count: 2 }, stock: 'low', arrival: null }],
  ])('the list has gaps without %s', async (slice, gap) => {
    const list = await read(paths.list('toys', 'relevance', 1), ListView, { [slice]: down });
    expect(list.cards[1]).toMatchObject(gap);
    expect([list.cards.length, list.complete]).toEqual([3, false]);
  });

  test('a removed product has no card, and an unknown price is a gap', async () => {
    const list = await read(paths.list('toys', 'relevance', 1), ListView, {
      PRODUCT: () => Response.json({ products: products.slice(1) }),
      PRICING: () => Response.json({ prices: prices.slice(2) }),
    });
    expect(list.cards.map(({ productId, price }) => [productId, price?.final])).toEqual([
      ['2', undefined],
      ['3', 10_390],
    ]);
    expect(list.complete).toBe(true);
  });

  test.each(['PRODUCT', 'SEARCH', 'CATEGORY'])('the list is unavailable without %s', async (slice) => {
    const response = await ask(paths.list('toys', 'relevance', 1), { [slice]: down });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      503,
      'application/problem+json',
    ]);
  });

  test('a category that search does not know gives 503, not 404', async () => {
    const response = await ask(paths.list('toys', 'relevance', 1), {
      SEARCH: () => new Response('{}', { status: 404 }),
    });
    expect(response.status).toBe(503);
  });

  test('an unknown category gives 404, whatever search answers', async () => {
    expect((await ask(paths.list('nope', 'relevance', 1))).status).toBe(404);
    expect((await ask(paths.list('nope', 'relevance', 1), { SEARCH: down })).status).toBe(404);
  });

  test.each([
    ['&sort=zzz&page=abc', 'relevance', 1],
    ['', 'relevance', 1],
    ['&sort=&page=', 'relevance', 1],
    ['&sort=newest&sort=rating&page=0', 'relevance', 1],
    ['&sort=discount&page=-1', 'relevance', 1],
    ['&page=1.5', 'relevance', 1],
    ['&page=2&page=2', 'relevance', 1],
    ['&page=2', 'relevance', 2],
    ['&page=9999', 'relevance', 3],
    ['&page=99999999999999999999', 'relevance', 3],
    ['&sort=price-asc', 'price-asc', 1],
  ])('the query %s means order %s and page %i', async (query, sort, page) => {
    const asked: string[] = [];
    const total = 2 * pageSize + 1;
    const SEARCH: Answer = (url) => {
      asked.push(url.searchParams.get('page') ?? '');
      return Response.json({ ids: Number(asked.at(-1)) > 3 ? [] : listed, total });
    };
    const list = await read(`/list?slug=toys${query}`, ListView, { SEARCH });
    expect(list).toMatchObject({ sort, page, pages: 3, total });
    expect([asked.at(-1), list.cards.length]).toEqual([String(page), 3]);
  });

  test('an empty category gives an empty list without further calls', async () => {
    const list = await read(paths.list('toys', 'relevance', 7), ListView, {
      SEARCH: () => Response.json({ ids: [], total: 0 }),
      ...{ PRODUCT: down, PRICING: down, REVIEW: down, INVENTORY: down, TRANSPORT: down },
    });
    expect(list).toMatchObject({ cards: [], total: 0, page: 1, pages: 1, complete: true });
  });

  test('the head has the number of the page that is shown', async () => {
    const head = await read(paths.head('toys-blocks', 50), HeadView, {
      SEARCH: () => Response.json({ ids: listed, total: pageSize + 1 }),
    });
    expect(head).toMatchObject({ page: 2, pages: 2, total: pageSize + 1 });
  });
});

test('the API describes itself', async () => {
  type Document = { paths: Record<string, { get: { parameters: { name: string; required?: boolean }[] } }> };
  const document = (await (await ask('/openapi.json')).json()) as Document;
  expect(Object.keys(document.paths)).toEqual(['/tree', '/breadcrumb', '/head', '/list', '/sitemap']);
  const parameters = document.paths['/list']?.get.parameters ?? [];
  expect(parameters.map(({ name, required = false }) => [name, required])).toEqual([
    ['slug', true],
    ['sort', false],
    ['page', false],
    ['near', false],
  ]);
});

const answers: Answers = {
  CATEGORY: () => Response.json({ categories }),
  SEARCH: () => Response.json({ ids: listed, total: listed.length }),
  PRODUCT: () => Response.json({ products }),
  PRICING: () => Response.json({ prices }),
  REVIEW: () => Response.json({ ratings }),
  INVENTORY: () => Response.json({ stocks }),
  TRANSPORT: () => Response.json({ promises }),
};

async function ask(path: string, changed: Partial<Answers> = {}, language = 'ko'): Promise<Response> {
  const bindings = Object.entries({ ...answers, ...changed }).map(([name, answer]): [string, Binding] => [
    name,
    { fetch: async (request) => answer(new URL(request.url)) },
  ]);
  const headers = { 'accept-language': language };
  return worker.request(path, { headers }, { ...Object.fromEntries(bindings), LOG_LEVEL: 'off' });
}

async function read<Value>(
  path: string,
  schema: v.GenericSchema<unknown, Value>,
  changed: Partial<Answers> = {},
  language = 'ko',
): Promise<Value> {
  const response = await ask(path, changed, language);
  expect(response.status).toBe(200);
  return v.parse(schema, await response.json());
}
