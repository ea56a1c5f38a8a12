import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import type { MovePage, MoveReport } from '@jogakbo/contracts/moves';
import * as v from 'valibot';
import '../../tests/mock-workers.helper.ts';
import { createTestEvents } from '../../tests/create-test-events.helper.ts';
import { Order, OrderPage } from './contract.ts';
import { createTestHouse } from './create-test-house.helper.ts';
import { removeSagas } from './remove-sagas.ts';
import { retention } from './sweep.ts';
import { watchSagas } from './watch-sagas.ts';

const { default: worker } = await import('./worker.ts');

const id = '0a0a0a0a-1111-4222-8333-444444444444';
const now = Date.now();
const row = {
  ...{
    memberId: 'm1',
    placedAt: now - 5_000,
    recipient: '김조각',
    phone: '010-1234-5678',
    postcode: '06236',
  },
  street: '서울 테헤란로 1',
  lines: [
    { productId: '9', itemId: '1', title: '상품 1, 혼합 색상', price: 10_390, quantity: 2 },
    { productId: '8', itemId: '2', title: '상품 2', price: 5_000, quantity: 1 },
  ],
  ...{ delivery: 2_500, total: 28_280, receipt: 'receipt-1' },
};

describe('an order of the program that the shop has replaced', () => {
  test('is in the list of its member and has a page, with items, prices, total, state and time', async () => {
    const { put, read } = createShop();
    expect(await put({ key: id, row })).toMatchObject({ stored: 1 });
    const { orders } = v.parse(OrderPage, await read('/orders'));
    expect(orders).toMatchObject([{ id, former: true, state: 'DELIVERED', placedAt: row.placedAt }]);
    const order = v.parse(Order, await read(`/orders/${id}`));
    expect(order.lines).toMatchObject([
      { title: '상품 1, 혼합 색상', final: 10_390, quantity: 2, image: '/api/product/pictures/9.svg' },
      { title: '상품 2', final: 5_000, quantity: 1 },
    ]);
    expect(order).toMatchObject({
      totals: { goods: 25_780, discount: 0, delivery: 2_500, total: 28_280 },
      address: { recipient: '김조각', postcode: '06236', street: row.street },
      history: [{ state: 'DELIVERED', at: row.placedAt }],
      cancellable: false,
    });
    expect(await read('/orders', 'm2')).toMatchObject({ orders: [] });
    expect(await read(`/orders/${id}`, 'm2')).toMatchObject({ status: 404 });
  });

  test('is history: nothing starts or is taken, and its only event lets the member review', async () => {
    const { put, env, world, started, events } = createShop();
    const before = JSON.stringify([...world.stock]);
    await put({ key: id, row });
    await events.settle();
    expect(await watchSagas(env, now + 10 * 60_000)).toBe(0);
    expect(await removeSagas(env, now + 10 * 60_000)).toBe(0);
    expect([started, world.payments.size, world.shipments.size]).toEqual([[], 0, 0]);
    expect(JSON.stringify([...world.stock])).toBe(before);
    const lines = row.lines.map(({ productId, itemId, quantity }) => ({ productId, itemId, quantity }));
    expect(events.taken).toMatchObject([
      { type: 'order.delivered', data: { orderId: id, memberId: 'm1', lines } },
    ]);
    expect(events.taken).toHaveLength(1);
  });

  test('cannot be cancelled or ordered again, and the refusal says why', async () => {
    const { put, ask } = createShop();
    await put({ key: id, row });
    const refused = await ask('POST', `/orders/${id}/cancellation`);
    expect([refused.status, await refused.json()]).toEqual([
      409,
      expect.objectContaining({ reason: 'too-late', detail: expect.stringContaining('customer service') }),
    ]);
    expect((await ask('POST', `/orders/${id}/draft`)).status).toBe(409);
  });

  test('comes again without an effect, changes, and goes away, all by its id', async () => {
    const { put, list, events } = createShop();
    await put({ key: id, row });
    expect(await put({ key: id, row })).toMatchObject({ stored: 0, same: 1 });
    const changed = { ...row, street: '부산' };
    expect(await put({ key: id, row: changed })).toMatchObject({ stored: 1 });
    expect(await list()).toEqual([{ key: id, row: changed }]);
    await events.settle();
    expect(events.taken).toHaveLength(2);
    await put({ key: id, row: null });
    expect(await list()).toEqual([]);
  });

  test('is encrypted in the store', async () => {
    const { put, env } = createShop();
    await put({ key: id, row });
    const { results } = await env.DB.prepare('SELECT * FROM orders').all();
    expect(JSON.stringify(results)).not.toMatch(/김조각|010-1234|테헤란로|receipt-1/);
  });

  test('is not read back after the time for which the law keeps it', async () => {
    const { put, list } = createShop();
    await put({ key: id, row: { ...row, placedAt: now - retention - 60_000 } });
    expect(await list()).toEqual([]);
  });
});

describe('an order of the shop', () => {
  test.each(['CAPTURED', 'FULFILLING', 'DELIVERED'])(
    'that is %s can go to the other program, but a move does not change it',
    async (state) => {
      const { put, list, place } = createShop();
      await place(state);
      const [moved] = await list();
      expect(moved).toMatchObject({
        key: 'own',
        row: { memberId: 'm1', total: 10_390, street: '테헤란로 1 2층' },
      });
      expect(moved?.row?.lines).toEqual([
        { productId: '9', itemId: '1', title: '상품, 파랑', price: 10_390, quantity: 1 },
      ]);
      for (const each of [null, { ...row, total: 1 }])
        expect(await put({ key: 'own', row: each })).toMatchObject({ stored: 0, refused: [{ key: 'own' }] });
      expect(await list()).toEqual([moved] as never);
    },
  );

  test('that was cancelled does not move', async () => {
    const { list, place } = createShop();
    await place('REFUNDED');
    expect(await list()).toEqual([]);
  });

  test.each([
    ['PENDING', null],
    ['FULFILLING', 'customer'],
  ])('that is still being placed or undone (%s) lets the reader wait', async (state, cancelling) => {
    const { place, ask } = createShop();
    await place(state, cancelling);
    expect((await ask('GET', '/moves', undefined, operator)).status).toBe(200);
    const answer = await ask('GET', '/moves?settled=yes', undefined, operator);
    expect([answer.status, (await answer.json()).detail]).toEqual([503, expect.stringContaining('1 orders')]);
  });
});

test('only operators may read or store orders, and only while rows move', async () => {
  const { ask, env } = createShop();
  expect((await ask('GET', '/moves')).status).toBe(401);
  expect((await ask('PUT', '/moves', { moves: [{ key: id, row }] })).status).toBe(401);
  delete env.MOVES;
  expect((await ask('GET', '/moves', undefined, operator)).status).toBe(404);
});

const operator = { authorization: 'Bearer secret' };

function createShop() {
  const { env, world, started, tokenFor } = createTestHouse();
  const events = createTestEvents();
  Object.assign(env, { OPERATOR_TOKEN: 'secret', MOVES: 'open', EVENTS: events.EVENTS });
  async function ask(
    method: string,
    path: string,
    body?: unknown,
    sent: Record<string, string> = {},
    member = 'm1',
  ) {
    const token = await tokenFor({ member, issuer: 'shell', audience: ['order'] });
    const request = new Request(`http://worker${path}`, {
      method,
      headers: { [headers.identity]: token, 'content-type': 'application/json', ...sent },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return worker.fetch(request, env as never, events.context as never);
  }

  return {
    ...{ ask, env, world, started, events },
    read: async (path: string, member?: string) => (await ask('GET', path, undefined, {}, member)).json(),
    put: async (...moves: { key: string; row: object | null }[]): Promise<MoveReport> =>
      (await ask('PUT', '/moves', { moves }, operator)).json(),
    list: async (): Promise<MovePage['moves']> =>
      (await (await ask('GET', '/moves', undefined, operator)).json()).moves,
    /** Writes an order of the shop itself. */
    async place(state: string, cancelling: string | null = null) {
      const { createSealer } = await import('./create-sealer.ts');
      const address = {
        recipient: '김조각',
        phone: '01012345678',
        postcode: '06236',
        street: '테헤란로 1',
        detail: '2층',
      };
      const line = {
        productId: '9',
        itemId: '1',
        quantity: 1,
        title: '상품',
        option: '파랑',
        image: '',
        service: 'rocket',
        list: 15_000,
        final: 10_390,
      };
      const totals = { goods: 15_000, discount: 4_610, delivery: 0, total: 10_390, policy: 'p1' };
      const content = { lines: [line], totals, coupons: [], region: 'capital', method: 'card' };
      await env.DB.prepare(
        `INSERT INTO orders (id, member, draft, state, version, cancelling, content, personal, trace, placed_at, touched_at)
         VALUES ('own', 'm1', 'd1', ?, 1, ?, ?, ?, '', ?, ?)`,
      )
        .bind(
          state,
          cancelling,
          JSON.stringify(content),
          await createSealer(env.ORDER_KEYS).seal({ address, token: 'tok' }, 'own'),
          now,
          now,
        )
        .run();
    },
  };
}
