import { describe, expect, test } from 'bun:test';
import type { Link } from '@jogakbo/menu-service/contract';
import { pageSize } from '@jogakbo/search-service/contract';
import fc from 'fast-check';
import * as v from 'valibot';
import { CampaignView, HeadView, paths, StripView } from './contract.ts';
import app from './worker.ts';

const title = { ko: '골드박스', en: 'Goldbox' };
const text = { ko: '할인이 큰 상품', en: 'Big discounts' };
const campaign = {
  id: 'goldbox',
  title,
  text,
  notes: [{ title, text }],
  heading: { ko: '대신', en: 'Instead' },
  selection: { sort: 'discount', limit: 30 },
};

test('the names of links are in the language of the request', async () => {
  const { read } = openBff({});
  expect(await read(paths.strip, StripView)).toEqual({
    links: [{ id: 'goldbox', name: '골드박스', path: '/campaigns/goldbox' }],
  });
  expect((await read(paths.strip, StripView, 'en')).links[0]?.name).toBe('Goldbox');
});

describe('a campaign', () => {
  test('merges all slices in the order of the listing, with one call to each', async () => {
    const { read, asked } = openBff({ total: 2 });
    expect(await read(paths.campaign('goldbox', 1), CampaignView, 'en')).toEqual({
      ...{ id: 'goldbox', title: 'Goldbox', text: 'Big discounts', page: 1, pages: 1, complete: true },
      heading: 'Instead',
      notes: [{ title: 'Goldbox', text: 'Big discounts' }],
      cards: ['1', '2'].map((productId) => ({
        ...{ productId, itemId: `${productId}0`, title: `상품 ${productId}`, image: `/${productId}.svg` },
        badges: ['rocket'],
        price: { list: 15_000, final: 10_390, discountPercent: 30 },
        rating: { average: 5, count: 1 },
        stock: 'in',
        arrival: { day: '2019-05-16', guaranteed: true },
      })),
    });
    expect(asked.sort()).toEqual([
      '/campaigns/goldbox',
      '/listings?sort=discount&page=1',
      '/prices?items=10,20',
      '/products?ids=1,2',
      '/promises?region=capital',
      '/ratings?products=1,2',
      '/stocks?items=10,20',
    ]);
  });

  test('shows no more products than its limit on all its pages together', async () => {
    const product = fc.record({
      total: fc.integer({ min: 0, max: 100 }),
      limit: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
      asked: fc.integer({ min: 1, max: 9_999 }),
    });
    await fc.assert(
      fc.asyncProperty(product, async ({ total, limit, asked }) => {
        const selection = { sort: 'discount', ...(limit ? { limit } : {}) };
        const { read } = openBff({ total, campaign: { ...campaign, selection } });
        const shown = Math.min(total, limit ?? total);
        const view = await read(paths.campaign('goldbox', asked), CampaignView);
        const pages = Math.max(1, Math.ceil(shown / pageSize));
        const page = Math.min(asked, pages);
        expect([view.page, view.pages]).toEqual([page, pages]);
        const numbers = Array.from({ length: shown }, (_, index) => String(index + 1));
        expect(view.cards.map(({ productId }) => productId)).toEqual(
          numbers.slice((page - 1) * pageSize, page * pageSize),
        );
        expect(await read(paths.head('goldbox', asked), HeadView)).toMatchObject({ page, pages });
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['PRICING', 503, 'price'],
    ['REVIEW', 500, 'rating'],
    ['INVENTORY', 404, 'stock'],
    ['TRANSPORT', 503, 'arrival'],
  ] as const)('leaves a gap if %s answers %d, and says so', async (name, code, gap) => {
    const whole = await openBff({ total: 2 }).read(paths.campaign('goldbox', 1), CampaignView);
    const { read } = openBff({ total: 2, status: { [name]: code } });
    const cards = whole.cards.map((card) => ({ ...card, [gap]: null }));
    expect(await read(paths.campaign('goldbox', 1), CampaignView)).toEqual({
      ...whole,
      cards,
      complete: false,
    });
  });

  test('leaves out products that are no longer sold', async () => {
    const sold = await openBff({ total: 2, gone: '1' }).read(paths.campaign('goldbox', 1), CampaignView);
    expect(sold.cards.map(({ productId }) => productId)).toEqual(['2']);
  });

  test('without products makes no further calls', async () => {
    const { read, asked } = openBff({ campaign: { ...campaign, selection: null } });
    const view = await read(paths.campaign('goldbox', 7), CampaignView);
    expect(view).toMatchObject({ cards: [], page: 1, pages: 1, complete: true });
    expect(asked).toEqual(['/campaigns/goldbox']);
  });

  test.each<[Record<string, number>, string, number]>([
    [{ MENU: 404 }, paths.campaign('goldbox', 1), 404],
    [{ MENU: 404 }, paths.head('goldbox', 1), 404],
    [{ MENU: 500 }, paths.campaign('goldbox', 1), 503],
    [{ MENU: 500 }, paths.strip, 503],
    [{ SEARCH: 404 }, paths.campaign('goldbox', 1), 503],
    [{ SEARCH: 500 }, paths.head('goldbox', 1), 503],
    [{ PRODUCT: 404 }, paths.campaign('goldbox', 1), 503],
    [{}, '/campaigns/NO%20SUCH', 422],
  ])('if services answer %j, %s is %d', async (status, path, expected) => {
    expect((await openBff({ total: 2, status }).ask(path)).status).toBe(expected);
  });

  test.each(['0', '-1', 'x', ''])('gives the first page for page %p', async (page) => {
    const { ask } = openBff({ total: 30 });
    expect(await (await ask(`/campaigns/goldbox?page=${page}`)).json()).toMatchObject({ page: 1, pages: 2 });
  });
});

describe('all links', () => {
  const link: Link = { id: 'toys', name: title, window: null, path: '/categories/toys' };
  const operator = { authorization: 'Bearer secret', 'content-type': 'application/json' };

  test('can be read and changed by operators only', async () => {
    const { ask, asked } = openBff({});
    const put = (headers: Record<string, string>, links: unknown) =>
      ask(paths.all, { method: 'PUT', headers, body: JSON.stringify({ links }) });
    expect((await ask(paths.all)).status).toBe(401);
    expect((await put({ ...operator, authorization: 'Bearer other' }, [link])).status).toBe(401);
    expect((await put(operator, [{ ...link, path: '//elsewhere.example' }])).status).toBe(422);
    expect((await put(operator, [link, link])).status).toBe(422);
    expect(asked).toEqual([]);
    expect(await (await put(operator, [link])).json()).toEqual({ links: [link] });
    expect((await ask(paths.all, { headers: operator })).status).toBe(200);
    expect(asked).toEqual(['/menu', '/menu']);
  });
});

test('the API describes itself', async () => {
  const document = await (await openBff({}).ask('/openapi.json')).json();
  expect(Object.keys(document.paths)).toEqual([
    ...['/links', '/sitemap', '/campaigns/{campaign}/head', '/campaigns/{campaign}', '/links/all'],
  ]);
});

type Options = { total?: number; campaign?: object; gone?: string; status?: Record<string, number> };

/** Creates the BFF in front of a shop whose products are numbered from 1, in the order of every listing. */
function openBff({ total = 0, campaign: shown = campaign, gone, status = {} }: Options) {
  const asked: string[] = [];
  const serve = (name: string, answer: (url: URL, body: unknown) => unknown) => ({
    async fetch(request: Request) {
      const url = new URL(request.url);
      asked.push(url.pathname + decodeURIComponent(url.search));
      const body = request.method === 'PUT' ? await request.json() : undefined;
      return Response.json(status[name] ? {} : answer(url, body), { status: status[name] ?? 200 });
    },
  });
  const numbersIn = (url: URL, name: string) => (url.searchParams.get(name) ?? '').split(',');
  const env = {
    ...{ LOG_LEVEL: 'off', OPERATOR_TOKEN: 'secret' },
    MENU: serve('MENU', ({ pathname }, body) => {
      if (pathname === '/menu') return body ?? { links: [] };
      return pathname === '/links'
        ? { links: [{ id: 'goldbox', name: title, path: '/campaigns/goldbox' }] }
        : shown;
    }),
    SEARCH: serve('SEARCH', ({ searchParams }) => {
      const start = (Number(searchParams.get('page')) - 1) * pageSize;
      const ids = Array.from({ length: Math.max(0, Math.min(pageSize, total - start)) }, (_, index) => ({
        productId: `${start + index + 1}`,
        itemId: `${start + index + 1}0`,
      }));
      return { ids, total };
    }),
    PRODUCT: serve('PRODUCT', (url) => ({
      products: numbersIn(url, 'ids')
        .filter((id) => id !== gone)
        .toReversed()
        .map((id) => ({
          ...{ id, itemId: `${id}0`, title: `상품 ${id}`, brand: '', category: 'toys' },
          ...{ image: `/${id}.svg`, badges: ['rocket'], createdAt: 1 },
        })),
    })),
    PRICING: serve('PRICING', (url) => ({
      prices: numbersIn(url, 'items').map((itemId) => ({
        ...{ itemId, productId: itemId.slice(0, -1), list: 15_000, final: 10_390, discountPercent: 30 },
        ...{ unit: null, coupon: null },
      })),
    })),
    REVIEW: serve('REVIEW', (url) => ({
      ratings: numbersIn(url, 'products').map((productId) => ({
        ...{ productId, count: 1, average: 5, histogram: [0, 0, 0, 0, 1] },
      })),
    })),
    INVENTORY: serve('INVENTORY', (url) => ({
      stocks: numbersIn(url, 'items').map((itemId) => ({
        ...{ itemId, productId: itemId.slice(0, -1), available: 9, level: 'in' },
      })),
    })),
    TRANSPORT: serve('TRANSPORT', () => ({
      promises: [
        { service: 'rocket', region: 'capital', arrival: '2019-05-16', daysAhead: 1, orderBefore: 0 },
      ],
    })),
  };
  const ask = async (path: string, init?: RequestInit) => app.request(path, init, env);
  return {
    ...{ asked, ask },
    async read<Value>(
      path: string,
      schema: v.GenericSchema<unknown, Value>,
      language = 'ko',
    ): Promise<Value> {
      return v.parse(schema, await (await ask(path, { headers: { 'accept-language': language } })).json());
    },
  };
}
