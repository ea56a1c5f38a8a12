import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { Problem } from '@jogakbo/contracts/problem';
import type { Binding } from '@jogakbo/edge/call';
import type { Stock } from '@jogakbo/inventory-service/contract';
import * as v from 'valibot';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { BuyBoxView, CartView, paths } from './contract.ts';
import app from './worker.ts';

const { settings, tokenFor } = await createTestIdentity();
const token = await tokenFor({ visitor: 'visitor-0123456789-abcdef', audience: ['cart'] });
const line = { productId: '1', itemId: '2', quantity: 1 };
const stock = (itemId: string, available: number): Stock => ({
  ...{ itemId, productId: '1', available },
  level: available === 0 ? 'out' : available < 5 ? 'low' : 'in',
});
/** Ways in which the inventory team fails to answer. */
const silences: [string, () => Promise<Response>][] = [
  ['fails', async () => Response.json({}, { status: 500 })],
  ['sends an invalid answer', async () => Response.json({ stocks: [{ itemId: 2 }] })],
  ['does not know the item', async () => Response.json({ stocks: [] })],
  ['takes too long', () => new Promise(() => {})],
];

describe('the buy box', () => {
  test.each([
    [0, true],
    [1, false],
    [400, false],
  ])('with %p pieces left is sold out: %p', async (available, soldOut) => {
    const { request, asked } = createBff(async () => Response.json({ stocks: [stock('2', available)] }));
    const view = v.parse(BuyBoxView, await (await request(paths.buyBox('1', '2'))).json());
    expect(view).toEqual({ itemId: '2', soldOut, most: available, low: available === 1 });
    expect(asked).toEqual(['GET /stocks?products=1']);
  });

  test("without an item is for the product's first item", async () => {
    const { request } = createBff(async () => Response.json({ stocks: [stock('3', 9), stock('2', 0)] }));
    expect(await (await request(paths.buyBox('1'))).json()).toMatchObject({ itemId: '2', soldOut: true });
    expect((await request(paths.buyBox('404'))).status).toBe(404);
  });

  test.each(silences)('can be used while inventory %s', async (_, answer) => {
    const { request } = createBff(answer);
    expect(await (await request(paths.buyBox('1', '2'))).json()).toMatchObject({
      ...{ itemId: '2', soldOut: false, most: null },
    });
  });
});

describe('a change whose answer is lost', () => {
  const lost = async () => Response.json({}, { status: 503 });
  const changed = async () => Response.json({ lines: [line] });

  test('is sent again with the same key, which comes from the request if it has one', async () => {
    for (const key of ['k1', undefined]) {
      const answers = [lost, changed];
      const { add, keys } = createBff(silences[0]?.[1] as never, () => (answers.shift() ?? lost)());
      expect((await add(key)).status).toBe(200);
      expect(keys).toHaveLength(2);
      expect(keys[0]).toBeTruthy();
      expect(keys[1]).toBe(keys[0] as string);
      if (key) expect(keys[0]).toBe(key);
    }
  });

  test('twice has an unknown outcome, and the answer says so', async () => {
    const { add } = createBff(silences[0]?.[1] as never, lost);
    const answer = await add('k1');
    expect(answer.status).toBe(503);
    expect(v.parse(Problem, await answer.json()).reason).toBe('unknown');
  });

  test('is not sent again after a refusal', async () => {
    const refused = async () =>
      Response.json({ type: '', title: '', status: 409, reason: 'too-many-lines' }, { status: 409 });
    const { add, keys } = createBff(silences[0]?.[1] as never, refused);
    expect(v.parse(Problem, await (await add('k1')).json()).reason).toBe('too-many-lines');
    expect(keys).toHaveLength(1);
  });
});

describe('a quantity above the stock', () => {
  const inventory = async () => Response.json({ stocks: [stock('2', 3)] });
  const reason = { reason: 'not-enough-stock', errors: [{ field: 'quantity', most: 3 }] };

  test('is not added, and the answer names the largest quantity', async () => {
    const short = { type: '', title: '', status: 409, reason: 'not-enough-stock' };
    const { add, bodies } = createBff(inventory, async () => Response.json(short, { status: 409 }));
    const refused = await add();
    expect(refused.status).toBe(409);
    expect(v.parse(Problem, await refused.json())).toMatchObject(reason);
    expect(bodies).toEqual([{ ...line, most: 3 }]);
  });

  test('is refused as the quantity of a line', async () => {
    const { change, asked } = createBff(inventory);
    const refused = await change(4);
    expect(refused.status).toBe(409);
    expect(v.parse(Problem, await refused.json())).toMatchObject(reason);
    expect(asked).not.toContain('PUT /cart/items/2');
    expect((await change(3)).status).toBe(200);
    expect((await change(0)).status).toBe(200);
  });

  test('of a sold-out item is refused as sold out, but a repeated request goes to the cart service, which may have accepted it before', async () => {
    const { add, change, bodies } = createBff(async () => Response.json({ stocks: [stock('2', 0)] }));
    expect(v.parse(Problem, await (await change(1)).json()).reason).toBe('sold-out');
    expect((await add('k1')).status).toBe(200);
    expect(bodies).toEqual([{ ...line, most: 0 }]);
  });
});

describe('adding', () => {
  test('a sold-out item is refused, and nothing is added', async () => {
    const { add, asked } = createBff(async () => Response.json({ stocks: [stock('2', 0)] }));
    const refused = await add();
    expect(refused.status).toBe(409);
    expect(v.parse(Problem, await refused.json()).reason).toBe('sold-out');
    expect(asked).not.toContain('POST /cart/items');
  });

  test('an item in stock is added, and no stock is reserved', async () => {
    const { add, asked } = createBff(async () => Response.json({ stocks: [stock('2', 1)] }));
    expect((await add()).status).toBe(200);
    expect(asked.sort()).toEqual(['GET /items?ids=2', 'GET /stocks?items=2', 'POST /cart/items']);
  });

  test.each(silences)('works while inventory %s', async (_, answer) => {
    expect((await createBff(answer).add()).status).toBe(200);
  });
});

test('the cart that is opened again asks only for its lines; a change of it reads the stock again', async () => {
  const { request, change, asked } = createBff(async () => Response.json({ stocks: [stock('2', 3)] }));
  const first = await (await request(paths.cart)).json();
  expect(asked.length).toBeGreaterThan(1);
  asked.length = 0;
  expect(await (await request(paths.cart)).json()).toEqual(first);
  expect(asked).toEqual(['GET /cart']);
  await change(2);
  expect(asked).toContain('GET /stocks?items=2');
});

test.each(silences)('the cart is shown while inventory %s', async (_, answer) => {
  const response = await createBff(answer).request(paths.cart);
  const { lines } = v.parse(CartView, await response.json());
  expect(lines).toMatchObject([{ itemId: '2', stock: null }]);
});

/** Creates the BFF in front of a product service with product 1 and item 2, a cart that has it, and the given inventory. */
function createBff(
  inventory: () => Promise<Response>,
  cart: () => Promise<Response> = async () => Response.json({ lines: [line] }),
) {
  const asked: string[] = [];
  const bodies: unknown[] = [];
  const keys: (string | null)[] = [];
  const note = (request: Request) => {
    const { pathname, search } = new URL(request.url);
    asked.push(`${request.method} ${pathname}${search}`);
    return pathname;
  };
  const summary = {
    ...{ id: '1', itemId: '2', title: '', brand: '', category: '', image: '', badges: [], createdAt: 0 },
  };
  const item = { itemId: '2', productId: '1', title: '', label: '', image: '' };
  const INVENTORY: Binding = {
    fetch(request) {
      note(request);
      const aborted = new Promise<never>((_, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason));
      });
      return Promise.race([inventory(), aborted]);
    },
  };
  const PRODUCT: Binding = {
    async fetch(request) {
      const path = note(request);
      if (path === '/items') return Response.json({ items: [item] });
      const known = new URL(request.url).searchParams.get('ids') === '1';
      return Response.json({ products: known ? [summary] : [] });
    },
  };
  const CART: Binding = {
    async fetch(request) {
      note(request);
      keys.push(request.headers.get('idempotency-key'));
      const body = await request.text();
      if (body) bodies.push(JSON.parse(body));
      return cart();
    },
  };
  const PRICING: Binding = { fetch: async () => Response.json({ prices: [] }) };
  const env = { INVENTORY, PRODUCT, CART, PRICING, LOG_LEVEL: 'off', ...settings };
  const sent = { 'content-type': 'application/json', [headers.identity]: token };
  return {
    asked,
    bodies,
    keys,
    request: async (path: string) => app.request(path, { headers: sent }, env),
    add: async (key?: string) => post('POST', paths.items, line, key),
    change: async (quantity: number) => post('PUT', paths.item('2'), { quantity }),
  };

  async function post(method: string, path: string, body: object, key?: string) {
    const more: Record<string, string> = key ? { 'idempotency-key': key } : {};
    return app.request(path, { method, headers: { ...sent, ...more }, body: JSON.stringify(body) }, env);
  }
}
