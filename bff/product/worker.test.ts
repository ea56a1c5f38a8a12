import { beforeEach, describe, expect, spyOn, test } from 'bun:test';
import type { Card } from '@jogakbo/contracts/card';
import type { ProductSummary } from '@jogakbo/product-service/contract';
import * as v from 'valibot';
import { HeadView, OptionsView, ProductView, paths, ShelfView, shelfSize } from './contract.ts';
import app from './worker.ts';

const options = [
  { itemId: '11', label: '빨강' },
  { itemId: '12', label: '파랑' },
];
const product = {
  ...toSummary('1'),
  optionName: '색상',
  options,
  attributes: [],
  picture: { shape: 'cup', hue: 1, accent: 2, pattern: 3 },
};

type Answer = (url: URL) => unknown;

/** The answers of each service. undefined is a failure, null a 404, and a promise that never settles is a hanging service. */
let services: Record<'PRODUCT' | 'PRICING' | 'REVIEW' | 'SEARCH' | 'INVENTORY' | 'TRANSPORT', Answer>;
let asked: string[];

beforeEach(() => {
  asked = [];
  services = {
    PRODUCT: (url) => {
      if (url.pathname === '/products') return { products: idsOf(url, 'ids').reverse().map(toSummary) };
      return url.pathname === '/products/1' ? product : null;
    },
    PRICING: (url) => ({
      prices: url.searchParams.has('items')
        ? idsOf(url, 'items').map((itemId) => toPrice(itemId.slice(0, -1), itemId))
        : idsOf(url, 'products').map((id) => toPrice(id, `${id}1`)),
    }),
    REVIEW: (url) => ({ ratings: idsOf(url, 'products').map((id) => toRating(id, Number(id))) }),
    SEARCH: () => ({
      ids: ['3', '1', '2'].map((productId) => ({ productId, itemId: `${productId}1` })),
      total: 3,
    }),
    INVENTORY: (url) => ({
      stocks: url.searchParams.has('items')
        ? idsOf(url, 'items').map((id) => toStock(id))
        : options.map(({ itemId }) => toStock(itemId)),
    }),
    TRANSPORT: () => ({ promises: [toPromise('rocket', '2019-05-16'), toPromise('standard', '2019-05-17')] }),
  };
});

describe('a product', () => {
  test('is shown with its first item unless the request names another', async () => {
    expect(v.parse(ProductView, await read(paths.product('1'))).item).toBe('11');
    expect(v.parse(ProductView, await read(paths.product('1', '12'))).item).toBe('12');
  });

  test('has pictures that all exist, with its own image first', async () => {
    const { image, images } = v.parse(ProductView, await read(paths.product('1')));
    expect(images[0]).toBe(image);
    for (const path of images) {
      const picture = await ask(path.replace('/api/product', ''));
      expect(picture.status).toBe(200);
      expect(picture.headers.get('content-type')).toBe('image/svg+xml');
      expect(picture.headers.get('cache-control')).toContain('max-age=86400');
    }
    expect(new Set(images).size).toBeGreaterThan(2);
  });

  test('has pictures that are not sent again while they are unchanged', async () => {
    const path = '/pictures/1.svg';
    const tag = (await ask(path)).headers.get('etag') as string;
    const again = await ask(path, { 'if-none-match': tag });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    expect(again.headers.get('cache-control')).toContain('max-age=86400');
    expect((await ask(path, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('has a picture for link previews, which is not rendered again for a client that has it', async () => {
    const answer = await ask('/pictures/1.png');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
    const tag = answer.headers.get('etag') as string;
    const again = await ask('/pictures/1.png', { 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test.each([
    paths.product('1', '21'),
    paths.head('1', '21'),
    paths.product('2'),
    paths.head('2'),
    '/products/x',
    '/products/..%2Fcatalogue',
    '/pictures/2.svg',
    '/pictures/1-1.svg',
    '/pictures/1-5.svg',
    '/pictures/1.gif',
    '/pictures/1-2.png',
    '/pictures/2.png',
    '/pictures/x.svg',
  ])('%s is not found', async (path) => {
    const response = await ask(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  test('an item id that is not a number is refused', async () => {
    expect((await ask('/products/1?item=x')).status).toBe(422);
  });

  test('is 503 and not 404 if its service fails', async () => {
    services.PRODUCT = () => undefined;
    expect((await ask(paths.product('1'))).status).toBe(503);
  });
});

describe('options', () => {
  const soldOut = async () => v.parse(OptionsView, await read(paths.options('1', '12'))).soldOut;

  test('name the items that are sold out', async () => {
    services.INVENTORY = () => ({ stocks: [toStock('11', 'out'), toStock('12')] });
    expect(await soldOut()).toEqual(['11']);
    expect(asked).toContain('INVENTORY /stocks?products=1');
  });

  test('are complete if the stock cannot be read', async () => {
    services.INVENTORY = () => undefined;
    expect(await soldOut()).toEqual([]);
    services.INVENTORY = () => new Promise(() => {});
    expect(await soldOut()).toEqual([]);
  });

  test('do not read the stock if there is only one option', async () => {
    services.PRODUCT = () => ({ ...product, options: options.slice(0, 1) });
    await read(paths.options('1'));
    expect(asked).toEqual(['PRODUCT /products/1']);
  });

  test('of an unknown product are not found', async () => {
    expect((await ask(paths.options('2'))).status).toBe(404);
    expect((await ask(paths.options('1', '21'))).status).toBe(404);
  });
});

describe('a head', () => {
  test('has the price of the item and the rating of the product', async () => {
    const head = v.parse(HeadView, await read(paths.head('1', '12')));
    expect(head).toMatchObject({ price: 1_012, stock: 'low', rating: { average: 4, count: 1 } });
    expect(head.product.item).toBe('12');
  });

  test.each(['PRICING', 'REVIEW'] as const)('works without %s', async (service) => {
    services[service] = () => undefined;
    const head = v.parse(HeadView, await read(paths.head('1')));
    expect(head.price === null).toBe(service === 'PRICING');
    expect(head.rating === null).toBe(service === 'REVIEW');
  });

  test('does not wait for services that hang', async () => {
    services.PRICING = services.REVIEW = () => new Promise(() => {});
    const started = performance.now();
    const head = v.parse(HeadView, await read(paths.head('1')));
    expect(head).toMatchObject({ price: null, rating: null });
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

test('a product of a feed has its photo, and a drawing while the photo cannot be read', async () => {
  const url = 'https://pictures.example.com/a.jpg';
  services.PRODUCT = () => ({ ...product, picture: { ...product.picture, url } });
  const view = v.parse(ProductView, await read(paths.product('1')));
  expect(view.images).toEqual([view.image]);
  const photo = new Response(new Uint8Array([1, 2]), { headers: { 'content-type': 'image/jpeg' } });
  const fetching = spyOn(globalThis, 'fetch').mockResolvedValueOnce(photo);
  try {
    const shown = await ask('/pictures/1.svg');
    expect([shown.headers.get('content-type'), (await shown.bytes()).length]).toEqual(['image/jpeg', 2]);
    expect(shown.headers.get('content-security-policy')).toBe("default-src 'none'");
    fetching.mockRejectedValueOnce(new TypeError('away'));
    const drawn = await ask('/pictures/1.svg');
    expect(drawn.headers.get('content-type')).toBe('image/svg+xml');
    expect(drawn.headers.get('cache-control')).toBe('public, max-age=60');
  } finally {
    fetching.mockRestore();
  }
});

describe('a shelf', () => {
  test('keeps the order of search and merges what each team knows', async () => {
    const { cards } = v.parse(ShelfView, await read(paths.shelf('popular')));
    expect(cards.map(({ productId }) => productId)).toEqual(['3', '1', '2']);
    expect(cards[1]).toEqual({
      productId: '1',
      itemId: '11',
      title: '상품 1',
      image: '/api/product/pictures/1.svg',
      badges: ['rocket'],
      price: { list: 2_000, final: 1_011, discountPercent: 49 },
      rating: { average: 4, count: 1 },
      stock: 'low',
      arrival: { day: '2019-05-16', guaranteed: true },
    });
  });

  test.each([
    ['popular', 'relevance'],
    ['deals', 'discount'],
    ['new', 'newest'],
  ] as const)('%s is ordered by %s, with one call to each service', async (shelf, sort) => {
    await read(paths.shelf(shelf));
    expect(asked[0]).toBe(`SEARCH /listings?sort=${sort}`);
    expect(asked.slice(1).sort()).toEqual([
      'INVENTORY /stocks?items=31,11,21',
      'PRICING /prices?items=31,11,21',
      'PRODUCT /products?ids=3,1,2',
      'REVIEW /ratings?products=3,1,2',
      'TRANSPORT /promises?region=capital',
    ]);
  });

  test('has no more cards than a shelf holds', async () => {
    const ids = Array.from({ length: 24 }, (_, index) => ({ productId: `${index + 1}`, itemId: '1' }));
    services.SEARCH = () => ({ ids, total: 240 });
    expect(v.parse(ShelfView, await read(paths.shelf('new'))).cards).toHaveLength(shelfSize);
  });

  test.each([
    ['PRICING', { price: null }],
    ['REVIEW', { rating: null }],
    ['INVENTORY', { stock: null }],
    ['TRANSPORT', { arrival: null }],
  ] as const)('has a gap if %s fails, says so, and shows the rest', async (service, gap) => {
    const [whole] = v.parse(ShelfView, await read(paths.shelf('deals'))).cards;
    for (const status of [() => undefined, () => null]) {
      services[service] = status;
      const shelf = v.parse(ShelfView, await read(paths.shelf('deals')));
      expect(shelf.cards[0]).toEqual({ ...(whole as Card), ...gap });
      expect(shelf.complete).toBe(false);
    }
  });

  test('does not wait long for a hanging service', async () => {
    services.INVENTORY =
      services.TRANSPORT =
      services.PRICING =
      services.REVIEW =
        () => new Promise(() => {});
    const shelf = v.parse(ShelfView, await read(paths.shelf('deals')));
    expect(shelf.cards[0]).toMatchObject({ productId: '3', price: null, stock: null, arrival: null });
    expect(shelf.complete).toBe(false);
  });

  test('leaves out products that are no longer sold and is still complete', async () => {
    services.PRODUCT = () => ({ products: [toSummary('2')] });
    services.INVENTORY = () => ({ stocks: [] });
    const shelf = v.parse(ShelfView, await read(paths.shelf('deals')));
    expect(shelf.cards.map(({ productId, stock }) => [productId, stock])).toEqual([['2', null]]);
    expect(shelf.complete).toBe(true);
  });

  test('is empty without further calls if nothing is for sale', async () => {
    services.SEARCH = () => ({ ids: [], total: 0 });
    expect(await read(paths.shelf('popular'))).toEqual({ cards: [], complete: true });
    expect(asked).toHaveLength(1);
  });

  test.each(['SEARCH', 'PRODUCT'] as const)('is unavailable without %s', async (service) => {
    services[service] = () => undefined;
    expect((await ask(paths.shelf('popular'))).status).toBe(503);
  });

  test('with an unknown name is not found', async () => {
    expect((await ask('/shelves/constructor')).status).toBe(404);
  });
});

function ask(path: string, headers: Record<string, string> = {}): Promise<Response> | Response {
  const bindings = Object.entries(services).map(([name, answer]) => [name, { fetch: toFetch(name, answer) }]);
  return app.request(path, { headers }, { ...Object.fromEntries(bindings), LOG_LEVEL: 'off' });
}

async function read(path: string): Promise<unknown> {
  const response = await ask(path);
  expect(response.status).toBe(200);
  return response.json();
}

function toFetch(name: string, answer: Answer) {
  return async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    asked.push(`${name} ${url.pathname}${url.search}`);
    const { signal } = request;
    const gone = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
    const body = await Promise.race([answer(url), gone]);
    if (body === undefined) return Response.json({}, { status: 500 });
    return body === null ? Response.json({}, { status: 404 }) : Response.json(body);
  };
}

function idsOf(url: URL, name: string): string[] {
  return url.searchParams.get(name)?.split(',') ?? [];
}

function toSummary(id: string): ProductSummary {
  const image = `/api/product/pictures/${id}.svg`;
  return {
    id,
    itemId: `${id}1`,
    title: `상품 ${id}`,
    brand: '',
    category: 'c',
    image,
    badges: ['rocket'],
    createdAt: 0,
  };
}

function toPrice(productId: string, itemId: string) {
  const amounts = { list: 2_000, final: 1_000 + Number(itemId), discountPercent: 49 };
  return { itemId, productId, ...amounts, unit: null, coupon: null };
}

function toRating(productId: string, count: number) {
  return { productId, count, average: 4, histogram: [0, 0, 0, count, 0] };
}

function toStock(itemId: string, level = 'low') {
  return { itemId, productId: itemId.slice(0, -1), available: level === 'low' ? 3 : 0, level };
}

function toPromise(service: string, arrival: string) {
  return { service, arrival, region: 'capital', daysAhead: 1, orderBefore: 0 };
}
