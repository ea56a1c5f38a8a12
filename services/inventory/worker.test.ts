import { describe, expect, spyOn, test } from 'bun:test';
import { Problem } from '@jogakbo/contracts/problem';
import * as v from 'valibot';
import { createInventory } from '../../tests/create-inventory.helper.ts';
import { Account, operatorPaths, paths, Reservation, StockBatch } from './contract.ts';

const order = (orderId: string, ...lines: [itemId: string, quantity: number][]) => ({
  body: { orderId, lines: lines.map(([itemId, quantity]) => ({ itemId, quantity })) },
});

async function readProblem(response: Response) {
  return v.parse(Problem, await response.json());
}

describe('reading stocks', () => {
  test('gives items, or all items of products, with their level', async () => {
    const { read } = await createInventory({ 1: 5, 2: 4, 3: 0 });
    const items = v.parse(StockBatch, await read(paths.ofItems(['1', '2', '3', '404'])));
    expect(items.stocks.map(({ itemId, available, level }) => [itemId, available, level])).toEqual([
      ['1', 5, 'in'],
      ['2', 4, 'low'],
      ['3', 0, 'out'],
    ]);
    const products = v.parse(StockBatch, await read(paths.ofProducts(['91', '93', '1'])));
    expect(products.stocks.map(({ itemId }) => itemId)).toEqual(['1', '3']);
    expect(await read(paths.ofItems([]))).toEqual({ stocks: [] });
  });

  test.each(['/stocks', '/stocks?items=x', '/stocks?items=01', '/items/x'])('by %s is 422', async (path) => {
    expect((await (await createInventory({})).request(path)).status).toBe(422);
  });
});

describe('an order', () => {
  test('reserves, confirms and releases its lines', async () => {
    const { request, read } = await createInventory({ 1: 3, 2: 3 });
    const lines = order('a', ['1', 2], ['2', 1]);
    const reserved = await request(paths.reserve, lines);
    expect(reserved.status).toBe(200);
    const { expiresAt } = v.parse(Reservation, await reserved.json());
    expect(Math.abs(expiresAt - Date.now() - 600_000)).toBeLessThan(5_000);
    expect(await (await request(paths.confirm, lines)).json()).toEqual({ orderId: 'a' });
    expect(v.parse(Account, await read(operatorPaths.account('1')))).toMatchObject({
      itemId: '1',
      onHand: 1,
      reserved: 0,
    });
    expect(await (await request(paths.release, lines)).json()).toEqual({ orderId: 'a' });
    expect(await read(operatorPaths.account('1'))).toMatchObject({ onHand: 3, available: 3 });
  });

  test('is refused with the items that are sold out or expired', async () => {
    const { request } = await createInventory({ 1: 3, 2: 0 });
    const refused = await request(paths.reserve, order('a', ['1', 2], ['2', 1]));
    expect(refused.status).toBe(409);
    expect(await readProblem(refused)).toMatchObject({ reason: 'sold-out', errors: [{ field: '2' }] });
    const late = await request(paths.confirm, order('a', ['1', 2]));
    expect(late.status).toBe(409);
    expect(await readProblem(late)).toMatchObject({ reason: 'expired', errors: [{ field: '1' }] });
    expect((await request(paths.release, order('a', ['1', 2], ['404', 1]))).status).toBe(200);
  });

  test.each([paths.reserve, paths.confirm, paths.release])('is the only caller of %s', async (path) => {
    const { request } = await createInventory({ 1: 3 });
    for (const issuer of ['shell', 'inventory-service', ''])
      expect((await request(path, { ...order('a', ['1', 1]), issuer })).status).toBe(403);
  });

  test.each<[string, unknown]>([
    ['no lines', { orderId: 'a', lines: [] }],
    ['no order', { lines: [{ itemId: '1', quantity: 1 }] }],
    ['zero pieces of an item', { orderId: 'a', lines: [{ itemId: '1', quantity: 0 }] }],
    ['half a piece', { orderId: 'a', lines: [{ itemId: '1', quantity: 0.5 }] }],
    ['no item', { orderId: 'a', lines: [{ itemId: 'x', quantity: 1 }] }],
  ])('with %s is 422', async (_, body) => {
    expect((await (await createInventory({ 1: 3 })).request(paths.reserve, { body })).status).toBe(422);
  });

  test('for a very large quantity is refused', async () => {
    const { request } = await createInventory({ 1: 3 });
    expect((await request(paths.reserve, order('a', ['1', 1e300]))).status).toBe(409);
  });
});

describe('an item whose object fails', () => {
  test('once is asked a second time', async () => {
    const { request, objectOf } = await createInventory({ 1: 3 });
    const { object } = objectOf('1');
    let failures = 1;
    const run = object.run.bind(object);
    object.run = (...all) => (failures-- > 0 ? Promise.reject(new Error('moved')) : run(...all));
    expect((await request(paths.reserve, order('a', ['1', 1]))).status).toBe(200);
  });

  test('each time gives a 503 that allows a retry', async () => {
    const { request, objectOf } = await createInventory({ 1: 3 });
    objectOf('1').object.run = () => Promise.reject(new Error('gone'));
    const log = spyOn(console, 'error').mockImplementation(() => {});
    for (const path of [paths.reserve, paths.confirm, paths.release]) {
      const answer = await request(path, order('a', ['1', 1]));
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    expect(log).toHaveBeenCalledTimes(3);
    log.mockRestore();
  });
});

describe('restocking an item', () => {
  test('adds the pieces once for a key', async () => {
    const { request } = await createInventory({ 1: 0 });
    for (const [key, onHand] of [
      ['monday', 7],
      ['monday', 7],
      ['tuesday', 14],
    ] as const) {
      const answer = await request(operatorPaths.restock('1'), { body: { quantity: 7, key } });
      expect(await answer.json()).toMatchObject({ onHand, available: onHand });
    }
    expect((await request(paths.reserve, order('a', ['1', 14]))).status).toBe(200);
  });

  test.each([
    { quantity: 0, key: 'x' },
    { quantity: 1.5, key: 'x' },
    { quantity: 1 },
    { quantity: 1, key: '' },
  ])('by %p is 422', async (body) => {
    const { request } = await createInventory({ 1: 0 });
    expect((await request(operatorPaths.restock('1'), { body })).status).toBe(422);
  });

  test('that is unknown is 404', async () => {
    const { request } = await createInventory({ 1: 0 });
    expect((await request(operatorPaths.restock('2'), { body: { quantity: 1, key: 'x' } })).status).toBe(404);
    expect((await request(operatorPaths.account('2'))).status).toBe(404);
  });
});

test('an import adds new items, and repeated it keeps what is left of the others', async () => {
  const { request, read } = await createInventory({ 1: 3 });
  const stocks = [
    { itemId: '1', productId: '91', available: 3 },
    { itemId: '2', productId: '92', available: 8 },
  ];
  const put = () => request(paths.imports, { method: 'PUT', body: { stocks } });
  expect(await (await put()).json()).toEqual({ stored: 2 });
  for (const path of [paths.reserve, paths.confirm]) await request(path, order('a', ['1', 1], ['2', 5]));
  expect(await (await put()).json()).toEqual({ stored: 2 });
  for (const [itemId, onHand] of [
    ['1', 2],
    ['2', 3],
  ] as const)
    expect(await read(operatorPaths.account(itemId))).toMatchObject({ itemId, onHand });
});
