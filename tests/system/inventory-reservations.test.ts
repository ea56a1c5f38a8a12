import { expect, test } from 'bun:test';
import * as v from 'valibot';
import {
  Account,
  paths as inventoryPaths,
  operatorPaths,
  StockBatch,
} from '../../services/inventory/contract.ts';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createOrders } from '../create-orders.helper.ts';
import { openShop, type Shop } from '../open-shop.helper.ts';

const [itemId] = fixtures.reference.itemIds;
const piece = [{ itemId, quantity: 1 }];
const minute = 60_000;

async function readAccount(shop: Shop, item: string = itemId) {
  const answer = await shop.fetchWorker('inventory-service', operatorPaths.account(item));
  return v.parse(Account, await answer.json());
}

/** Reads the stock until it has the expected value, since it may lag behind a reservation for a moment. */
async function readAvailable(shop: Shop, expected: number, item: string = itemId) {
  for (let tries = 0; ; tries++) {
    const answer = await shop.fetchWorker('inventory-service', inventoryPaths.ofItems([item]));
    const [stock] = v.parse(StockBatch, await answer.json()).stocks;
    if (stock?.available === expected || tries === 500) return stock?.available;
    await Bun.sleep(10);
  }
}

function sumUp({ movements, onHand, reserved }: Account) {
  const sum = (part: 'onHand' | 'reserved') => movements.reduce((total, each) => total + each[part], 0);
  expect({ onHand: sum('onHand'), reserved: sum('reserved') }).toEqual({ onHand, reserved });
}

test('three of 500 simultaneous orders get the last three pieces, and keep them over a restart until they release them', async () => {
  let shop = await openShop();
  const { stateDirectory } = shop;
  try {
    let orders = await createOrders(shop);
    const names = Array.from({ length: 500 }, (_, index) => `order-${index}`);
    const answers = await Promise.all(names.map((name) => orders.reserve(name, piece)));
    const winners = names.filter((_, index) => answers[index]?.status === 200);
    expect(winners).toHaveLength(3);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(497);
    for (const { status, body } of refused) {
      expect(status).toBe(409);
      expect(body).toMatchObject({ reason: 'sold-out', errors: [{ field: itemId }] });
    }
    expect(await readAccount(shop)).toMatchObject({ onHand: 3, reserved: 3, available: 0 });
    sumUp(await readAccount(shop));
    expect((await readAccount(shop)).movements.map(({ kind }) => kind)).toEqual([
      ...['reserved', 'reserved', 'reserved', 'opening'],
    ] as never);
    expect(await readAvailable(shop, 0)).toBe(0);

    const [paid = '', returned = '', slow = ''] = winners;
    for (let twice = 0; twice < 2; twice++) {
      expect((await orders.reserve(paid, piece)).status).toBe(200);
      expect((await orders.confirm(paid, piece)).status).toBe(200);
    }
    const before = await readAccount(shop);
    expect(before).toMatchObject({ onHand: 2, reserved: 2, available: 0 });
    await shop.close({ keep: true });

    shop = await openShop({ stateDirectory });
    orders = await createOrders(shop);
    expect(await readAccount(shop)).toEqual(before);
    expect((await orders.reserve('order-late', piece)).status).toBe(409);
    expect((await orders.confirm(returned, piece)).status).toBe(200);
    expect((await orders.release(returned, piece)).status).toBe(200);
    expect(await readAccount(shop)).toMatchObject({ onHand: 2, reserved: 1, available: 1 });
    expect(await readAvailable(shop, 1)).toBe(1);
    await shop.close({ keep: true });

    const ahead = 11 * minute;
    const later = { DEV_NOW: new Date(Date.now() + ahead).toISOString() };
    shop = await openShop({ stateDirectory, variables: { 'inventory-service': later } });
    orders = await createOrders(shop, ahead);
    expect((await orders.confirm(slow, piece)).body).toMatchObject({ status: 409, reason: 'expired' });
    expect(await readAvailable(shop, 2)).toBe(2);
    expect((await orders.reserve('order-late', [{ itemId, quantity: 2 }])).status).toBe(200);
    const after = await readAccount(shop);
    expect(after).toMatchObject({ onHand: 2, reserved: 2, available: 0 });
    sumUp(after);
    expect(after.movements.map(({ kind }) => kind).reverse()).toEqual([
      ...['opening', 'reserved', 'reserved', 'reserved', 'confirmed', 'confirmed', 'returned'],
      ...['expired', 'reserved'],
    ] as never);
  } finally {
    await shop.close();
  }
});

test('simultaneous orders of several items reserve all of their items or none', async () => {
  const shop = await openShop();
  try {
    const orders = await createOrders(shop);
    const [, low] = fixtures.manyOptions.itemIds;
    const plenty = fixtures.noReviews.itemIds[0];
    const lines = [low, plenty].map((itemId) => ({ itemId, quantity: 1 }));
    const before = (await readAccount(shop, plenty)).available;
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        orders.reserve(`order-${index}`, index % 2 === 0 ? lines : lines.toReversed()),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(98);
    expect(await readAccount(shop, low)).toMatchObject({ onHand: 2, reserved: 2 });
    expect(await readAccount(shop, plenty)).toMatchObject({ reserved: 2, available: before - 2 });
    expect(await readAvailable(shop, before - 2, plenty)).toBe(before - 2);
  } finally {
    await shop.close();
  }
});
