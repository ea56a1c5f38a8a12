import { describe, expect, test } from 'bun:test';
import type { Binding } from '@jogakbo/edge/call';
import type { Account, Stock } from '@jogakbo/inventory-service/contract';
import * as v from 'valibot';
import { paths, StockView } from './contract.ts';
import app from './worker.ts';

const account: Account = { itemId: '2', onHand: 7, reserved: 1, available: 6, movements: [] };
const stock = (itemId: string, available: number, level: Stock['level']): Stock => ({
  ...{ itemId, productId: '1', available, level },
});

describe('the stock on a product page', () => {
  test.each<[Stock, number | null]>([
    [stock('2', 400, 'in'), null],
    [stock('2', 3, 'low'), 3],
    [stock('2', 0, 'out'), null],
  ])('of %p is its level, with the number of pieces if the stock is low', async (found, left) => {
    const { request, asked } = createBff({ stocks: [found] });
    const view = v.parse(StockView, await (await request(paths.stock('1', '2'))).json());
    expect(view).toEqual({ productId: '1', itemId: '2', level: found.level, left });
    expect(asked).toEqual(['GET /stocks?products=1']);
  });

  test('without an item is the stock of the first item that the product team names', async () => {
    const { request, asked } = createBff({ stocks: [stock('3', 9, 'in'), stock('2', 0, 'out')] });
    expect(await (await request(paths.stock('1'))).json()).toMatchObject({ itemId: '2', level: 'out' });
    expect(asked.sort()).toEqual(['GET /products?ids=1', 'GET /stocks?products=1']);
  });

  test('is 404 for an item of another product', async () => {
    const stocks = [stock('2', 9, 'in')];
    expect((await createBff({ stocks }).request(paths.stock('9', '2'))).status).toBe(404);
    expect((await createBff({ stocks: [] }).request(paths.stock('1', '2'))).status).toBe(404);
    expect((await createBff({ stocks: [] }).request(paths.stock('1'))).status).toBe(404);
  });

  test('is 422 for input that does not fit, and 503 if a service fails', async () => {
    expect((await createBff({ stocks: [] }).request('/stock?product=x')).status).toBe(422);
    expect((await createBff({ stocks: [], status: 500 }).request(paths.stock('1', '2'))).status).toBe(503);
  });
});

describe('operators', () => {
  const restocking = { quantity: 5, key: 'monday' };
  const init = (token: string) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: token },
    body: JSON.stringify(restocking),
  });

  test('restock an item and read its account', async () => {
    const { request, asked, bodies } = createBff({ stocks: [] });
    const answer = await request('/items/2/restock', init('Bearer secret'));
    expect(await answer.json()).toEqual(account);
    expect(bodies).toEqual([restocking]);
    expect((await request('/items/2', { headers: { authorization: 'Bearer secret' } })).status).toBe(200);
    expect(asked).toEqual(['POST /items/2/restock', 'GET /items/2']);
  });

  test('are recognized by their token, and refused if no token is set', async () => {
    const { request, asked } = createBff({ stocks: [] });
    for (const token of ['', 'Bearer', 'Bearer wrong', 'secret'])
      expect((await request('/items/2/restock', init(token))).status).toBe(401);
    expect((await request('/items/2')).status).toBe(401);
    const none = createBff({ stocks: [], token: '' });
    expect((await none.request('/items/2/restock', init('Bearer '))).status).toBe(404);
    expect(asked).toEqual([]);
  });
});

test('the API describes itself', async () => {
  const document = await (await createBff({ stocks: [] }).request('/openapi.json')).json();
  expect(Object.keys(document.paths)).toEqual(['/stock', '/items/{item}', '/items/{item}/restock']);
});

type Options = { stocks: Stock[]; status?: number; token?: string };

/** Creates the BFF in front of an inventory with one product and a product service that names its first item. */
function createBff({ stocks, status = 200, token = 'secret' }: Options) {
  const asked: string[] = [];
  const bodies: unknown[] = [];
  const INVENTORY: Binding = {
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      asked.push(`${request.method} ${pathname}${search}`);
      if (request.method === 'POST') bodies.push(await request.json());
      return Response.json(pathname === '/stocks' ? { stocks } : account, { status });
    },
  };
  const PRODUCT: Binding = {
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      asked.push(`GET ${pathname}${search}`);
      const texts = { title: '', brand: '', category: '', image: '' };
      return Response.json({
        products: [{ ...texts, id: '1', itemId: '2', badges: [], createdAt: 0 }],
      });
    },
  };
  const env = { INVENTORY, PRODUCT, LOG_LEVEL: 'off', OPERATOR_TOKEN: token };
  return { asked, bodies, request: async (path: string, init?: RequestInit) => app.request(path, init, env) };
}
