import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { createItemStorage } from '../../tests/create-inventory.helper.ts';
import { type Command, reservationLifetimeMs } from './decide.ts';
import { createItem } from './item.ts';
import { createItemStore } from './item-store.ts';

function createBench(available: number) {
  const storage = createItemStorage();
  const store = createItemStore(storage);
  const clock = { now: 1_000 };
  store.open({ itemId: '1', productId: '2', available, revision: 0 }, clock.now);
  const item = createItem(store, () => clock.now);
  const kinds = () =>
    item
      .account()
      .movements.map(({ kind }) => kind)
      .reverse();
  return { storage, store, clock, item, kinds };
}

const order = (kind: 'reserve' | 'confirm', orderId = 'a', quantity = 2): Command => ({
  kind,
  orderId,
  quantity,
});
const release = (orderId = 'a'): Command => ({ kind: 'release', orderId });

describe('an order of an item', () => {
  test('reserves, confirms and gives back once, however often it repeats each command', () => {
    const { item, kinds } = createBench(3);
    for (let twice = 0; twice < 2; twice++)
      expect(item.run(order('reserve'))).toMatchObject({ ok: true, changed: twice === 0 });
    expect(item.account()).toMatchObject({ onHand: 3, reserved: 2, available: 1 });
    for (let twice = 0; twice < 2; twice++)
      expect(item.run(order('confirm'))).toMatchObject({ ok: true, changed: twice === 0 });
    expect(item.account()).toMatchObject({ onHand: 1, reserved: 0, available: 1 });
    expect(item.run(order('reserve'))).toMatchObject({ ok: true, changed: false });
    for (let twice = 0; twice < 2; twice++)
      expect(item.run(release())).toMatchObject({ ok: true, changed: twice === 0 });
    expect(item.account()).toMatchObject({ onHand: 3, reserved: 0, available: 3 });
    expect(kinds()).toEqual(['opening', 'reserved', 'confirmed', 'returned']);
  });

  test('is refused if there are too few pieces, and nothing changes', () => {
    const { item, kinds } = createBench(3);
    expect(item.run(order('reserve', 'a', 4))).toEqual({ ok: false, reason: 'sold-out', available: 3 });
    item.run(order('reserve', 'a', 2));
    expect(item.run(order('reserve', 'b', 2))).toEqual({ ok: false, reason: 'sold-out', available: 1 });
    expect(kinds()).toEqual(['opening', 'reserved']);
  });

  test('keeps its reservation when the pieces are counted', () => {
    const { item, kinds } = createBench(3);
    item.run(order('reserve'));
    for (let twice = 0; twice < 2; twice++) item.count(7);
    expect(item.account()).toMatchObject({ onHand: 9, reserved: 2, available: 7 });
    item.count(0);
    expect(item.run(order('confirm'))).toMatchObject({ ok: true });
    expect(item.account()).toMatchObject({ onHand: 0, reserved: 0, available: 0 });
    expect(kinds()).toEqual(['opening', 'reserved', 'restocked', 'restocked', 'confirmed']);
  });

  test('can reserve again after a release', () => {
    const { item, kinds } = createBench(3);
    item.run(order('reserve'));
    item.run(release());
    expect(item.run(order('confirm'))).toMatchObject({ ok: false, reason: 'expired' });
    expect(item.run(order('reserve', 'a', 3))).toMatchObject({ ok: true, changed: true });
    expect(kinds()).toEqual(['opening', 'reserved', 'released', 'reserved']);
  });

  test('cannot confirm or reserve another quantity than it reserved', () => {
    const { item } = createBench(9);
    item.run(order('reserve', 'a', 2));
    expect(item.run(order('reserve', 'a', 3))).toMatchObject({ ok: false, reason: 'other-quantity' });
    expect(item.run(order('confirm', 'a', 1))).toMatchObject({ ok: false, reason: 'other-quantity' });
  });

  test('changes nothing in a dry run', () => {
    const { item, kinds } = createBench(3);
    expect(item.run(order('reserve'), { dry: true })).toMatchObject({ ok: true });
    expect(item.run(order('reserve', 'a', 4), { dry: true })).toMatchObject({ ok: false });
    expect(kinds()).toEqual(['opening']);
  });
});

describe('a reservation', () => {
  test('expires after exactly ten minutes', () => {
    const { item, clock, kinds } = createBench(3);
    expect(item.run(order('reserve', 'a', 3))).toMatchObject({ expiresAt: 1_000 + reservationLifetimeMs });
    clock.now += reservationLifetimeMs - 1;
    expect(item.run(order('reserve', 'b', 1))).toMatchObject({ ok: false });
    expect(item.run(order('confirm', 'a', 3), { dry: true })).toMatchObject({ ok: true });
    clock.now += 1;
    expect(item.account()).toMatchObject({ onHand: 3, reserved: 0, available: 3 });
    expect(item.run(order('confirm', 'a', 3))).toMatchObject({ ok: false, reason: 'expired' });
    expect(item.run(order('reserve', 'a', 3))).toMatchObject({
      changed: true,
      expiresAt: clock.now + reservationLifetimeMs,
    });
    expect(kinds()).toEqual(['opening', 'reserved', 'expired', 'reserved']);
  });

  test('does not last longer when it is repeated', () => {
    const { item, clock } = createBench(3);
    const first = item.run(order('reserve'));
    clock.now += reservationLifetimeMs / 2;
    expect(item.run(order('reserve'))).toEqual({ ...first, changed: false } as typeof first);
  });

  test('never expires once it is confirmed', () => {
    const { item, clock } = createBench(3);
    item.run(order('reserve'));
    item.run(order('confirm'));
    clock.now += 100 * reservationLifetimeMs;
    expect(item.account()).toMatchObject({ onHand: 1, available: 1 });
    expect(item.run(order('confirm'))).toMatchObject({ ok: true, changed: false });
  });
});

test('a restocking with the same key adds its pieces once', () => {
  const { item, kinds } = createBench(0);
  for (const key of ['monday', 'monday', 'tuesday']) item.restock({ quantity: 5, key });
  expect(item.account()).toMatchObject({ onHand: 10, available: 10 });
  expect(kinds()).toEqual(['opening', 'restocked', 'restocked']);
});

const orderId = fc.constantFrom('a', 'b', 'c');
const quantity = fc.integer({ min: 1, max: 4 });
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('reserve', 'confirm'), orderId, quantity }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('release'), orderId }) },
  { weight: 1, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: reservationLifetimeMs }) }) },
  { weight: 1, arbitrary: fc.record({ restock: quantity, key: fc.constantFrom('x', 'y') }) },
);

test('any sequence of repeated commands loses no piece and sells none twice', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 6 }),
      fc.array(fc.tuple(step, fc.integer({ min: 1, max: 3 })), { maxLength: 25 }),
      (opening, steps) => {
        const { item, store, storage, clock } = createBench(opening);
        const restocked = new Map<string, number>();
        for (const [each, times] of steps) {
          for (let time = 0; time < times; time++) {
            const before = store.state()?.revision;
            if ('wait' in each) clock.now += each.wait;
            else if ('restock' in each) {
              item.restock({ quantity: each.restock, key: each.key });
              if (!restocked.has(each.key)) restocked.set(each.key, each.restock);
            } else item.run(each as Command);
            // The same command again at the same time changes nothing more.
            if (time > 0 && !('wait' in each)) expect(store.state()?.revision).toBe(before as number);
          }
          const { onHand, reserved, available, movements } = item.account();
          expect(available).toBeGreaterThanOrEqual(0);
          expect(reserved).toBeGreaterThanOrEqual(0);
          expect(available).toBe(onHand - reserved);
          const sum = (part: 'onHand' | 'reserved') =>
            movements.reduce((total, movement) => total + movement[part], 0);
          expect({ onHand: sum('onHand'), reserved: sum('reserved') }).toEqual({ onHand, reserved });
          const reservations = storage.sqlite
            .query<{ state: string; quantity: number }, []>('SELECT state, quantity FROM claim')
            .all();
          const piecesOf = (state: string) =>
            reservations
              .filter((reservation) => reservation.state === state)
              .reduce((total, reservation) => total + reservation.quantity, 0);
          expect(piecesOf('reserved')).toBe(reserved);
          const supplied = [...restocked.values()].reduce((total, pieces) => total + pieces, opening);
          expect(onHand + piecesOf('confirmed')).toBe(supplied);
        }
      },
    ),
    { numRuns: 300 },
  );
});
