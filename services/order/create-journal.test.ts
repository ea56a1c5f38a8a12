import { afterAll, describe, expect, test } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import { DomainEvent } from '@jogakbo/contracts/domain-events';
import * as v from 'valibot';
import { countReads } from '../../tests/count-reads.helper.ts';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { openD1 } from '../../tests/open-d1.helper.ts';
import { createJournal } from './create-journal.ts';
import { toContext } from './create-test-house.helper.ts';
import { createDraftStore } from './draft-store.ts';
import type { Bindings } from './order-service.ts';
import { type Content, createOrderStore } from './order-store.ts';
import { createPlacementStore } from './placement-store.ts';

const migrations = `${import.meta.dir}/migrations`;
const real = await openD1(migrations);
afterAll(() => real.close());

const databases: [string, () => Promise<D1Database>][] = [
  ['SQLite in memory', async () => createSqliteDatabase(migrations)],
  ['D1', () => real.create()],
];

describe.each(databases)('the stores of orders on %s', (_, open) => {
  test('let one of many moves at the same time succeed', async () => {
    const { database, journal, states } = await createOrder(await open());
    const moves = await Promise.all(
      Array.from({ length: 8 }, () =>
        createJournal(toJournalContext(database), 'o1').move('PENDING', 'RESERVED'),
      ),
    );
    expect(moves.filter(Boolean).length).toBe(1);
    expect(await journal.move('PENDING', 'RESERVED')).toBe(false);
    expect(await states()).toEqual(['PENDING', 'RESERVED']);
  });

  test('do not move an order that is to be undone, and do not finish another', async () => {
    const { journal, states } = await createOrder(await open());
    await journal.finish('PENDING', 'CANCELLED');
    expect(await journal.look()).toEqual({ state: 'PENDING', cancelling: null });
    await journal.abandon('customer');
    await journal.abandon('sold-out');
    expect(await journal.move('PENDING', 'RESERVED')).toBe(false);
    expect(await journal.look()).toEqual({ state: 'PENDING', cancelling: 'customer' });
    await journal.finish('PENDING', 'CANCELLED');
    await journal.finish('PENDING', 'CANCELLED');
    expect(await states()).toEqual(['PENDING', 'CANCELLED']);
  });

  test('refuse a change of state that is not in the table of transitions', async () => {
    const { journal, states } = await createOrder(await open());
    await expect(journal.move('PENDING', 'CAPTURED')).rejects.toThrow('cannot change');
    expect(await states()).toEqual(['PENDING']);
  });

  test('write an event exactly when the order has moved', async () => {
    const { database, journal } = await createOrder(await open());
    for (const [from, to] of [
      ['PENDING', 'RESERVED'],
      ['RESERVED', 'AUTHORIZED'],
      ['AUTHORIZED', 'CONFIRMED'],
    ] as const)
      expect(await journal.move(from, to)).toBe(true);
    const moves = await Promise.all([1, 2, 3].map(() => journal.move('CONFIRMED', 'CAPTURED')));
    expect(moves.filter(Boolean).length).toBe(1);
    const { results } = await database
      .prepare('SELECT event FROM outbox ORDER BY id')
      .all<{ event: string }>();
    expect(results.map(({ event }) => JSON.parse(event).type)).toEqual(['order.placed', 'order.confirmed']);
  });

  test('move an order with one call, and its event has what the order has', async () => {
    const database = await open();
    const [line, more] = [
      { productId: '1', itemId: '2', quantity: 3 },
      { productId: '4', itemId: '5', quantity: 6 },
    ];
    const lines = [line, more].map((each) => ({ ...each, title: '"상품"' }));
    await place(database, 'o1', 'd1', { lines: lines as never, source: 'cart' });
    await place(database, 'o2', 'd2', {}, '');
    await database.prepare("UPDATE orders SET state = 'CONFIRMED'").run();
    const counted = countReads(database);
    for (const id of ['o1', 'o2'])
      expect(await createJournal(toJournalContext(counted), id).move('CONFIRMED', 'CAPTURED')).toBe(true);
    expect(counted.calls()).toBe(2);
    const { results } = await database
      .prepare("SELECT event FROM outbox WHERE event ->> 'type' = 'order.confirmed' ORDER BY id")
      .all<{ event: string }>();
    const events = results.map(({ event }) => v.parse(DomainEvent, JSON.parse(event)));
    expect(events.map(({ data, trace }) => ({ data, trace }))).toEqual([
      { data: { orderId: 'o1', memberId: 'm1', lines: [line, more], origin: 'cart' }, trace: 't1' },
      { data: { orderId: 'o2', memberId: 'm1', lines: [] }, trace: undefined },
    ] as never);
  });

  test('place a draft once, also for requests at the same time', async () => {
    const database = await open();
    const draft = await createDraftStore(database, 'm1').keep('cart', [], {} as never, 1);
    expect((await createDraftStore(database, 'm1').keep('cart', [], {} as never, 2)).id).toBe(draft.id);
    const placed = await Promise.all(['a', 'b', 'c'].map((id) => place(database, id, draft.id)));
    expect(new Set(placed.map(({ id }) => id)).size).toBe(1);
    expect(placed.filter(({ again }) => !again).length).toBe(1);
    expect((await createDraftStore(database, 'm1').find(draft.id))?.orderId).toBe(placed[0]?.id as string);
    expect((await createDraftStore(database, 'm1').keep('cart', [], {} as never, 3)).id).not.toBe(draft.id);
  });

  test('let one of several requests with the same key continue', async () => {
    const store = createPlacementStore(await open(), 'm1');
    const begun = await Promise.all([1, 2, 3, 4].map(() => store.begin('k', 'h', 1)));
    expect(begun.filter(({ ok }) => ok).length).toBe(1);
    expect(await store.begin('k', 'other', 1)).toEqual({ ok: false, reason: 'key-reused' });
    expect(await store.begin('k', 'h', 30_000)).toEqual({ ok: false, reason: 'in-flight' });
    expect(await store.begin('k', 'h', 30_002)).toEqual({ ok: true });
    await store.answer('k', 'o1');
    expect(await store.begin('k', 'h', 90_000)).toEqual({ ok: true, orderId: 'o1' });
  });
});

async function createOrder(database: D1Database) {
  await place(database, 'o1', 'd1');
  const store = createOrderStore(database);
  return {
    database,
    journal: createJournal(toJournalContext(database), 'o1'),
    states: async () => (await store.history('o1')).map(({ state }) => state),
  };
}

function toJournalContext(DB: D1Database) {
  return toContext({ DB } as Bindings, () => 5);
}

function place(database: D1Database, id: string, draft: string, change: Partial<Content> = {}, trace = 't1') {
  const totals = { goods: 0, discount: 0, delivery: 0, total: 0, policy: 'p1' };
  const content = { totals, region: 'capital', method: 'card' } as const;
  const { publish } = toJournalContext(database).var;
  return createOrderStore(database).place(
    {
      id,
      draft,
      member: 'm1',
      content: { ...content, lines: [], coupons: [], ...change },
      personal: '',
      trace,
      placedAt: 1,
    },
    [publish('order.placed', { orderId: id, memberId: 'm1', lines: [] })],
  );
}
