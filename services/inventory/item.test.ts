import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { createItemStorage } from './create-inventory.suite.ts';
import { type Command, holdTime } from './decide.ts';
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

describe('an order', () => {
  test('reserves, confirms and gives back, each of it once', () => {
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

  test('is refused where there is too little, and nothing changes', () => {
    const { item, kinds } = createBench(3);
    expect(item.run(order('reserve', 'a', 4))).toEqual({ ok: false, reason: 'sold-out', available: 3 });
    item.run(order('reserve', 'a', 2));
    expect(item.run(order('reserve', 'b', 2))).toEqual({ ok: false, reason: 'sold-out', available: 1 });
    expect(kinds()).toEqual(['opening', 'reserved']);
  });

  test('may change its mind: what was released can be reserved again', () => {
    const { item, kinds } = createBench(3);
    item.run(order('reserve'));
    item.run(release());
    expect(item.run(order('confirm'))).toMatchObject({ ok: false, reason: 'expired' });
    expect(item.run(order('reserve', 'a', 3))).toMatchObject({ ok: true, changed: true });
    expect(kinds()).toEqual(['opening', 'reserved', 'released', 'reserved']);
  });

  test('cannot have another quantity than it reserved', () => {
    const { item } = createBench(9);
    item.run(order('reserve', 'a', 2));
    expect(item.run(order('reserve', 'a', 3))).toMatchObject({ ok: false, reason: 'other-quantity' });
    expect(item.run(order('confirm', 'a', 1))).toMatchObject({ ok: false, reason: 'other-quantity' });
  });

  test('that only asks changes nothing', () => {
    const { item, kinds } = createBench(3);
    expect(item.run(order('reserve'), { dry: true })).toMatchObject({ ok: true });
    expect(item.run(order('reserve', 'a', 4), { dry: true })).toMatchObject({ ok: false });
    expect(kinds()).toEqual(['opening']);
  });
});

describe('a reservation', () => {
  test('holds for ten minutes and not a moment longer', () => {
    const { item, clock, kinds } = createBench(3);
    expect(item.run(order('reserve', 'a', 3))).toMatchObject({ expiresAt: 1_000 + holdTime });
    clock.now += holdTime - 1;
    expect(item.run(order('reserve', 'b', 1))).toMatchObject({ ok: false });
    expect(item.run(order('confirm', 'a', 3), { dry: true })).toMatchObject({ ok: true });
    clock.now += 1;
    expect(item.account()).toMatchObject({ onHand: 3, reserved: 0, available: 3 });
    expect(item.run(order('confirm', 'a', 3))).toMatchObject({ ok: false, reason: 'expired' });
    expect(item.run(order('reserve', 'a', 3))).toMatchObject({
      changed: true,
      expiresAt: clock.now + holdTime,
    });
    expect(kinds()).toEqual(['opening', 'reserved', 'expired', 'reserved']);
  });

  test('that was repeated does not hold any longer for it', () => {
    const { item, clock } = createBench(3);
    const first = item.run(order('reserve'));
    clock.now += holdTime / 2;
    expect(item.run(order('reserve'))).toEqual({ ...first, changed: false } as typeof first);
  });

  test('that was confirmed never expires', () => {
    const { item, clock } = createBench(3);
    item.run(order('reserve'));
    item.run(order('confirm'));
    clock.now += 100 * holdTime;
    expect(item.account()).toMatchObject({ onHand: 1, available: 1 });
    expect(item.run(order('confirm'))).toMatchObject({ ok: true, changed: false });
  });
});

test('new pieces come once for a key', () => {
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
  { weight: 1, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: holdTime }) }) },
  { weight: 1, arbitrary: fc.record({ restock: quantity, key: fc.constantFrom('x', 'y') }) },
);

test('whatever is asked for in whatever order, and however often: no piece is lost, none is sold twice', () => {
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
            // A command that is repeated at once changes nothing more.
            if (time > 0 && !('wait' in each)) expect(store.state()?.revision).toBe(before as number);
          }
          const { onHand, reserved, available, movements } = item.account();
          expect(available).toBeGreaterThanOrEqual(0);
          expect(reserved).toBeGreaterThanOrEqual(0);
          expect(available).toBe(onHand - reserved);
          const sum = (part: 'onHand' | 'reserved') =>
            movements.reduce((total, movement) => total + movement[part], 0);
          expect({ onHand: sum('onHand'), reserved: sum('reserved') }).toEqual({ onHand, reserved });
          const claims = storage.sqlite
            .query<{ state: string; quantity: number }, []>('SELECT state, quantity FROM claim')
            .all();
          const claimed = (state: string) =>
            claims
              .filter((claim) => claim.state === state)
              .reduce((total, claim) => total + claim.quantity, 0);
          expect(claimed('reserved')).toBe(reserved);
          const supplied = [...restocked.values()].reduce((total, pieces) => total + pieces, opening);
          expect(onHand + claimed('confirmed')).toBe(supplied);
        }
      },
    ),
    { numRuns: 300 },
  );
});
