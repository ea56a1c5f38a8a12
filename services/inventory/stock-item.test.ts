import { afterEach, describe, expect, setSystemTime, spyOn, test } from 'bun:test';
import { createInventory } from '../../tests/create-inventory.helper.ts';
import type { Account } from './contract.ts';
import { type Command, reservationLifetimeMs } from './decide.ts';

afterEach(() => {
  setSystemTime();
});

const reserve = (orderId: string, quantity: number): Command => ({ kind: 'reserve', orderId, quantity });

async function readRow({ database }: Awaited<ReturnType<typeof createInventory>>, item = '1') {
  return database.sqlite
    .query<{ available: number; revision: number }, [string]>(
      'SELECT available, revision FROM stock WHERE item_id = ?',
    )
    .get(item);
}

describe('the read model of the stock', () => {
  test('follows each change, and an event is published after it', async () => {
    const inventory = await createInventory({ 1: 3 });
    const { object } = inventory.objectOf('1');
    await object.run('1', reserve('a', 2), { trace: 'f'.repeat(32) });
    await inventory.settle();
    expect(await readRow(inventory)).toEqual({ available: 1, revision: 2 });
    expect(inventory.published).toMatchObject([
      {
        type: 'stock.changed',
        source: 'inventory-service',
        trace: 'f'.repeat(32),
        data: { itemId: '1', productId: '91', available: 1, revision: 2 },
      },
    ]);
  });

  test('stays the same after commands that change nothing', async () => {
    const inventory = await createInventory({ 1: 3 });
    const { object } = inventory.objectOf('1');
    await object.run('1', reserve('a', 4));
    await object.run('1', reserve('a', 2), { dry: true });
    await inventory.settle();
    expect(await readRow(inventory)).toEqual({ available: 3, revision: 0 });
    expect(inventory.published).toEqual([]);
  });

  test('never gets a row with an older revision', async () => {
    const inventory = await createInventory({ 1: 3 });
    inventory.database.sqlite.run("UPDATE stock SET available = 2, revision = 9 WHERE item_id = '1'");
    const { object } = inventory.objectOf('1');
    await object.run('1', reserve('a', 1));
    await inventory.settle();
    expect(await readRow(inventory)).toEqual({ available: 1, revision: 11 });
    inventory.database.sqlite.run("UPDATE stock SET available = 7, revision = 50 WHERE item_id = '1'");
    await object.run('1', reserve('b', 1));
    await inventory.settle();
    expect(await readRow(inventory)).toEqual({ available: 7, revision: 50 });
  });

  test('is written by the alarm if writing failed, also after a restart of the object', async () => {
    const inventory = await createInventory({ 1: 3 });
    const known = inventory.objectOf('1');
    const log = spyOn(console, 'error').mockImplementation(() => {});
    const batch = inventory.database.batch;
    Object.assign(inventory.database, { batch: () => Promise.reject(new Error('down')) });
    const outcome = await known.object.run('1', reserve('a', 3));
    expect(outcome).toMatchObject({ ok: true });
    await inventory.settle();
    expect(await readRow(inventory)).toMatchObject({ available: 3 });

    const waits: number[] = [];
    for (let attempts = 0; attempts < 8; attempts++) {
      waits.push(Math.round(((known.alarm as number) - Date.now()) / 1_000));
      await known.object.alarm();
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);

    // Each failed attempt logged a line.
    expect(log).toHaveBeenCalledTimes(9);
    log.mockRestore();
    known.evict();
    Object.assign(inventory.database, { batch });
    await known.object.alarm();
    expect(await readRow(inventory)).toMatchObject({ available: 0 });
    expect(inventory.published).toMatchObject([{ type: 'stock.changed', data: { available: 0 } }]);
    // The next alarm is at the end of the reservation.
    expect((known.alarm as number) - Date.now()).toBeGreaterThan(reservationLifetimeMs - 60_000);
  });

  test('gets the changes that come while it is being written, without another alarm', async () => {
    const inventory = await createInventory({ 1: 30 });
    const { object } = inventory.objectOf('1');
    const { batch } = inventory.database;
    const first = Promise.withResolvers<void>();
    let writes = 0;
    Object.assign(inventory.database, {
      batch: async (statements: never) => {
        if (writes++ === 0) await first.promise;
        return batch(statements);
      },
    });
    for (let orders = 0; orders < 20; orders++) await object.run('1', reserve(`order-${orders}`, 1));
    first.resolve();
    await inventory.settle();
    expect(await readRow(inventory)).toEqual({ available: 10, revision: 21 });
    expect(inventory.published.map(({ data }) => data.revision)).toEqual([2, 21]);
  });
});

describe('the alarm of an item', () => {
  test('ends expired reservations, and is then not set again', async () => {
    const inventory = await createInventory({ 1: 3 });
    const known = inventory.objectOf('1');
    await known.object.run('1', reserve('a', 3));
    await inventory.settle();
    expect(await readRow(inventory)).toMatchObject({ available: 0 });
    setSystemTime(new Date(known.alarm as number));
    await known.object.alarm();
    expect(await readRow(inventory)).toMatchObject({ available: 3 });
    expect(inventory.published.map(({ data }) => data.available)).toEqual([0, 3]);
    expect(known.alarm).toBeUndefined();
    const { movements } = await inventory.read<Account>('/items/1');
    expect(movements.map(({ kind }) => kind)).toEqual(['expired', 'reserved', 'opening']);
  });
});

test('a command for an unknown item stores nothing', async () => {
  const inventory = await createInventory({});
  const { object, storage } = inventory.objectOf('404');
  expect(await object.run('404', reserve('a', 1))).toMatchObject({ ok: false, reason: 'sold-out' });
  expect(await object.run('404', { kind: 'confirm', orderId: 'a', quantity: 1 })).toMatchObject({
    reason: 'expired',
  });
  expect(await object.run('404', { kind: 'release', orderId: 'a' })).toMatchObject({ ok: true });
  expect(await object.restock('404', { quantity: 1, key: 'x' })).toBeUndefined();
  expect(storage.sqlite.query('SELECT * FROM item').all()).toEqual([]);
});

test('an object that cannot read its first row tries again with the next request', async () => {
  const inventory = await createInventory({ 1: 3 });
  const { object } = inventory.objectOf('1');
  const { prepare } = inventory.database;
  Object.assign(inventory.database, {
    prepare: () => {
      throw new Error('down');
    },
  });
  expect(object.run('1', reserve('a', 1))).rejects.toThrow('down');
  Object.assign(inventory.database, { prepare });
  expect(await object.run('1', reserve('a', 1))).toMatchObject({ ok: true });
});

test('an event that the events service did not take is sent by the next cron', async () => {
  const inventory = await createInventory({ 1: 3 });
  inventory.switches.events = false;
  await inventory.objectOf('1').object.run('1', reserve('a', 1));
  await inventory.settle();
  expect(inventory.published).toEqual([]);
  inventory.switches.events = true;
  await inventory.scheduled();
  await inventory.scheduled();
  expect(inventory.published).toMatchObject([{ data: { available: 2 } }]);
});
