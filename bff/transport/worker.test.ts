import { describe, expect, test } from 'bun:test';
import type { Problem } from '@jogakbo/contracts/problem';
import type { ProductSummary } from '@jogakbo/product-service/contract';
import type { ArrivalPromise, DeliveryPolicy, DeliveryService } from '@jogakbo/transport-service/contract';
import * as v from 'valibot';
import { ArrivalView, DeliveryView, paths } from './contract.ts';
import app from './worker.ts';

const services: DeliveryService[] = ['rocket', 'rocket-overseas', 'standard'];
const promises = services.map(
  (service, index): ArrivalPromise => ({
    ...{ service, region: 'capital', arrival: `2019-05-1${6 + index}`, daysAhead: 1 + index },
    ...{ orderBefore: 9_000, turnsIn: 5_000 },
  }),
);
const policy: DeliveryPolicy = {
  ...{ version: '2019-01', freeFrom: 19_800, fee: 2_500, surcharges: {}, freeReturn: true },
};

describe('an arrival', () => {
  test.each<[ProductSummary['badges'], DeliveryService, string, boolean]>([
    [['rocket'], 'rocket', '2019-05-16', true],
    [['rocket-overseas'], 'rocket-overseas', '2019-05-17', true],
    [[], 'standard', '2019-05-18', false],
  ])(
    'of a product with badges %j is by delivery service %s',
    async (badges, service, arrival, freeReturn) => {
      const { read } = openBff({ badges });
      expect(await read(paths.arrival('1', '2'))).toEqual({
        ...{
          service,
          region: 'capital',
          arrival,
          daysAhead: promises.findIndex((each) => each.service === service) + 1,
        },
        ...{ orderBefore: 9_000, turnsIn: 5_000, freeFrom: 19_800, freeReturn, free: false, soldOut: false },
      });
    },
  );

  test.each([
    [19_799, false],
    [19_800, true],
  ])('of an item for %d won says whether it is delivered free by itself: %p', async (final, free) => {
    expect((await openBff({ final }).read(paths.arrival('1'))).free).toBe(free);
  });

  test('reads the price of the item, or of the product, and the promise for the region', async () => {
    const { read, asked } = openBff({});
    await read(paths.arrival('1', '2'));
    await read(paths.arrival('1'));
    await read('/arrival?product=1&region=jeju');
    expect(asked.filter((path) => /prices|promises/.test(path))).toEqual([
      ...['/promises?region=capital', '/prices?items=2', '/promises?region=capital', '/prices?products=1'],
      ...['/promises?region=jeju', '/prices?products=1'],
    ]);
  });

  test('asks for the policy only if the promises come without it, from an earlier version', async () => {
    for (const older of [false, true]) {
      const { read, asked } = openBff({ older });
      expect((await read(paths.arrival('1'))).freeFrom).toBe(19_800);
      expect(asked.includes('/policy')).toBe(older);
    }
  });

  test('works without a price, and ignores the price of an item of another product', async () => {
    expect((await openBff({ pricing: 503 }).read(paths.arrival('1'))).free).toBeNull();
    expect((await openBff({ priced: '9' }).read(paths.arrival('1', '2'))).free).toBeNull();
  });

  test('does not wait for a hanging price', async () => {
    expect((await openBff({ hangs: true }).read(paths.arrival('1'))).free).toBeNull();
  });

  test.each([
    ['out', paths.arrival('1', '2'), true],
    ['out', paths.arrival('1'), true],
    ['out', paths.arrival('1', '3'), false],
    ['low', paths.arrival('1', '2'), false],
  ] as const)('if item 2 is %p, %s says sold out: %p', async (level, path, soldOut) => {
    expect((await openBff({ level }).read(path)).soldOut).toBe(soldOut);
  });

  test('is promised if the stock cannot be read', async () => {
    expect((await openBff({ level: 'out', inventory: 503 }).read(paths.arrival('1', '2'))).soldOut).toBe(
      false,
    );
  });

  test.each([
    [{ known: false }, paths.arrival('1'), 404],
    [{ transport: 500 }, paths.arrival('1'), 503],
    [{ product: 500 }, paths.arrival('1'), 503],
    [{}, '/arrival', 422],
    [{}, '/arrival?product=x', 422],
    [{}, '/arrival?product=1&item=x', 422],
    [{}, '/arrival?product=1&region=moon', 422],
  ])('with %j, %s is %d', async (options, path, status) => {
    const response = await openBff(options).ask(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('a delivery', () => {
  const asOperator = { method: 'POST', headers: { authorization: 'Bearer secret' } };

  test('is reported by operators only', async () => {
    const { ask, asked } = openBff({});
    expect((await ask(paths.delivery('a'), { method: 'POST' })).status).toBe(401);
    const wrong = { method: 'POST', headers: { authorization: 'Bearer other' } };
    expect((await ask(paths.delivery('a'), wrong)).status).toBe(401);
    expect(asked).toEqual([]);
    const delivered = await ask(paths.delivery('a/b'), asOperator);
    expect(v.parse(DeliveryView, await delivered.json()).state).toBe('delivered');
    expect(asked).toEqual(['/shipments/a%2Fb/delivery']);
  });

  test('that is impossible is refused', async () => {
    const response = await openBff({ transport: 409 }).ask(paths.delivery('a'), asOperator);
    expect([response.status, ((await response.json()) as Problem).reason]).toEqual([409, 'cancelled']);
    expect((await openBff({ transport: 404 }).ask(paths.delivery('a'), asOperator)).status).toBe(404);
  });
});

test('the API describes itself', async () => {
  const document = await (await openBff({}).ask('/openapi.json')).json();
  expect(Object.keys(document.paths)).toEqual(['/arrival', '/shipments/{order}/delivery']);
});

type Options = {
  badges?: ProductSummary['badges'];
  final?: number;
  priced?: string;
  known?: boolean;
  hangs?: boolean;
  /** Whether the service is of the version that sent promises without the policy. */
  older?: boolean;
  transport?: number;
  product?: number;
  pricing?: number;
  level?: 'in' | 'low' | 'out';
  inventory?: number;
};

function openBff(options: Options) {
  const { badges = ['rocket'], final = 10_390, priced = '1', known = true, hangs = false } = options;
  const asked: string[] = [];
  const answer = (status: number | undefined, body: (path: string) => unknown) => ({
    async fetch(request: Request) {
      const { pathname, search } = new URL(request.url);
      asked.push(pathname + search);
      if (hangs && pathname === '/prices')
        await new Promise((_, reject) => request.signal.addEventListener('abort', reject));
      if (status) return Response.json({ type: 'x', title: 'x', status, reason: 'cancelled' }, { status });
      return Response.json(body(pathname));
    },
  });
  const product = {
    id: '1',
    itemId: '2',
    title: '',
    brand: '',
    category: '',
    image: '',
    badges,
    createdAt: 0,
  };
  const price = {
    itemId: '2',
    productId: priced,
    list: final,
    final,
    discountPercent: 0,
    unit: null,
    coupon: null,
  };
  const env = {
    ...{ LOG_LEVEL: 'off', OPERATOR_TOKEN: 'secret' },
    PRODUCT: answer(options.product, () => ({ products: known ? [product] : [] })),
    PRICING: answer(options.pricing, () => ({ prices: [price] })),
    INVENTORY: answer(options.inventory, () => ({
      stocks: [{ itemId: '2', productId: '1', available: 0, level: options.level ?? 'in' }],
    })),
    TRANSPORT: answer(options.transport, (path) => {
      if (path === '/promises') return options.older ? { promises } : { promises, policy };
      return path === '/policy' ? policy : { orderId: 'a', state: 'delivered', arrival: '2019-05-16' };
    }),
  };
  const ask = async (path: string, init?: RequestInit) => app.request(path, init, env);
  return { asked, ask, read: async (path: string) => v.parse(ArrivalView, await (await ask(path)).json()) };
}
