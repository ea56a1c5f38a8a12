import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { Problem } from '@jogakbo/contracts/problem';
import type { Binding } from '@jogakbo/edge/call';
import type { Stock } from '@jogakbo/inventory-service/contract';
import * as v from 'valibot';
import { createTestIdentity } from '../../tools/testing/create-test-identity.ts';
import { BuyBoxView, CartView, paths } from './contract.ts';
import app from './worker.ts';

const { settings, tokenFor } = await createTestIdentity();
const token = await tokenFor({ visitor: 'visitor-0123456789-abcdef', audience: ['cart'] });
const line = { productId: '1', itemId: '2', quantity: 1 };
const stock = (itemId: string, available: number): Stock => ({
  ...{ itemId, productId: '1', available },
  level: available === 0 ? 'out' : available < 5 ? 'low' : 'in',
});
/** Ways of the inventory team to say nothing. */
const silences: [string, () => Promise<Response>][] = [
  ['fails', async () => Response.json({}, { status: 500 })],
  ['says nonsense', async () => Response.json({ stocks: [{ itemId: 2 }] })],
  ['does not know the item', async () => Response.json({ stocks: [] })],
  ['takes too long', () => new Promise(() => {})],
];

describe('the buy box', () => {
  test.each([
    [0, true],
    [1, false],
    [400, false],
  ])('with %p left is sold out: %p', async (available, soldOut) => {
    const { request, asked } = createBff(async () => Response.json({ stocks: [stock('2', available)] }));
    const view = v.parse(BuyBoxView, await (await request(paths.buyBox('1', '2'))).json());
    expect(view).toEqual({ itemId: '2', soldOut });
    expect(asked).toEqual(['GET /stocks?items=2']);
  });

  test("without an item is the product's first", async () => {
    const { request } = createBff(async () => Response.json({ stocks: [stock('3', 9), stock('2', 0)] }));
    expect(await (await request(paths.buyBox('1'))).json()).toEqual({ itemId: '2', soldOut: true });
    expect((await request(paths.buyBox('404'))).status).toBe(404);
  });

  test.each(silences)('can be used while inventory %s', async (_, answer) => {
    const { request } = createBff(answer);
    expect(await (await request(paths.buyBox('1', '2'))).json()).toEqual({ itemId: '2', soldOut: false });
  });
});

describe('adding', () => {
  test('what is sold out is refused, and nothing is added', async () => {
    const { add, asked } = createBff(async () => Response.json({ stocks: [stock('2', 0)] }));
    const refused = await add();
    expect(refused.status).toBe(409);
    expect(v.parse(Problem, await refused.json()).reason).toBe('sold-out');
    expect(asked).not.toContain('POST /cart/items');
  });

  test('what is there is taken, and reserved for nobody', async () => {
    const { add, asked } = createBff(async () => Response.json({ stocks: [stock('2', 1)] }));
    expect((await add()).status).toBe(200);
    expect(asked.sort()).toEqual(['GET /items?ids=2', 'GET /stocks?items=2', 'POST /cart/items']);
  });

  test.each(silences)('goes on while inventory %s', async (_, answer) => {
    expect((await createBff(answer).add()).status).toBe(200);
  });
});

test.each(silences)('the cart is shown while inventory %s', async (_, answer) => {
  const response = await createBff(answer).request(paths.cart);
  const { lines } = v.parse(CartView, await response.json());
  expect(lines).toMatchObject([{ itemId: '2', stock: null }]);
});

/** The BFF between a product team that knows product 1 with item 2, a cart that has it, and an inventory that answers so. */
function createBff(inventory: () => Promise<Response>) {
  const asked: string[] = [];
  const note = (request: Request) => {
    const { pathname, search } = new URL(request.url);
    asked.push(`${request.method} ${pathname}${search}`);
    return pathname;
  };
  const summary = {
    ...{ id: '1', itemId: '2', title: '', brand: '', category: '', image: '', badges: [], createdAt: 0 },
    ...{ optionName: '', options: [{ itemId: '2', label: '' }], attributes: [] },
    picture: { shape: '', hue: 0, accent: 0, pattern: 0 },
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
      return path === '/products/1' ? Response.json(summary) : Response.json({}, { status: 404 });
    },
  };
  const CART: Binding = {
    async fetch(request) {
      note(request);
      return Response.json({ lines: [line] });
    },
  };
  const PRICING: Binding = { fetch: async () => Response.json({ prices: [] }) };
  const env = { INVENTORY, PRODUCT, CART, PRICING, LOG_LEVEL: 'off', ...settings };
  const sent = { 'content-type': 'application/json', [headers.identity]: token };
  return {
    asked,
    request: async (path: string) => app.request(path, { headers: sent }, env),
    add: async () =>
      app.request(paths.items, { method: 'POST', headers: sent, body: JSON.stringify(line) }, env),
  };
}
