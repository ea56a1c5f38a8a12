import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { createItemStorage } from '../../tests/create-inventory.helper.ts';
import { createItem } from './item.ts';
import { createItemStore } from './item-store.ts';
import { type ItemOf, takeLines } from './take-lines.ts';

const line = (itemId: string, quantity: number) => ({ itemId, quantity });

/** Items that wait for `pass` before and after each command. */
function createItems(stocks: Record<string, number>, pass = async () => {}) {
  const clock = { now: 0 };
  const asked: string[] = [];
  const items = new Map(
    Object.entries(stocks).map(([itemId, available]) => {
      const store = createItemStore(createItemStorage());
      store.open({ itemId, productId: '1', available, revision: 0 }, 0);
      return [itemId, createItem(store, () => clock.now)];
    }),
  );
  const itemOf: ItemOf = (itemId) => ({
    async run(command, options) {
      await pass();
      asked.push(`${options?.dry ? 'ask' : command.kind} ${itemId}`);
      const outcome = items.get(itemId)?.run(command, options);
      await pass();
      return outcome as NonNullable<typeof outcome>;
    },
  });
  const reserved = () => Object.fromEntries([...items].map(([id, item]) => [id, item.account().reserved]));
  return { itemOf, clock, asked, items, reserved };
}

describe('taking the lines of an order', () => {
  test('reserves all of them, until the first reservation expires', async () => {
    const { itemOf, reserved } = createItems({ 1: 3, 2: 3 });
    const taken = await takeLines(itemOf, 'reserve', { orderId: 'a', lines: [line('2', 1), line('1', 2)] });
    expect(taken).toEqual({ ok: true, expiresAt: 600_000 });
    expect(reserved()).toEqual({ 1: 2, 2: 1 });
  });

  test('is refused with every item that has too few pieces, and reserves nothing', async () => {
    const { itemOf, reserved, asked } = createItems({ 1: 3, 2: 0, 3: 1 });
    const lines = [line('1', 2), line('2', 1), line('3', 2)];
    expect(await takeLines(itemOf, 'reserve', { orderId: 'a', lines })).toEqual({
      ok: false,
      reason: 'sold-out',
      errors: [
        { field: '2', message: '0 available, 1 wanted' },
        { field: '3', message: '1 available, 2 wanted' },
      ],
    });
    expect(reserved()).toEqual({ 1: 0, 2: 0, 3: 0 });
    expect(asked).toEqual(['ask 1', 'ask 2', 'ask 3']);
  });

  test('adds up lines of the same item', async () => {
    const { itemOf, reserved } = createItems({ 1: 3 });
    const lines = [line('1', 2), line('1', 2)];
    expect(await takeLines(itemOf, 'reserve', { orderId: 'a', lines })).toMatchObject({ ok: false });
    expect(
      await takeLines(itemOf, 'reserve', { orderId: 'a', lines: [line('1', 2), line('1', 1)] }),
    ).toMatchObject({
      ok: true,
    });
    expect(reserved()).toEqual({ 1: 3 });
  });

  test('confirms none of them if one reservation has expired', async () => {
    const { itemOf, clock, items } = createItems({ 1: 3, 2: 3 });
    await takeLines(itemOf, 'reserve', { orderId: 'a', lines: [line('1', 1)] });
    clock.now = 300_000;
    const lines = [line('1', 1), line('2', 1)];
    await takeLines(itemOf, 'reserve', { orderId: 'a', lines });
    clock.now = 600_000;
    expect(await takeLines(itemOf, 'confirm', { orderId: 'a', lines })).toMatchObject({
      reason: 'expired',
      errors: [{ field: '1' }],
    });
    expect(items.get('2')?.account()).toMatchObject({ onHand: 3, reserved: 1 });
  });

  test('is refused if another order is faster, and releases only the reservations of this request', async () => {
    const { itemOf, items, reserved } = createItems({ 1: 3, 2: 3, 3: 3 });
    await takeLines(itemOf, 'reserve', { orderId: 'a', lines: [line('1', 1)] });
    const overtaken: ItemOf = (itemId) => ({
      run(command, options) {
        if (itemId === '3' && !options?.dry)
          items.get('3')?.run({ kind: 'reserve', orderId: 'b', quantity: 3 });
        return itemOf(itemId).run(command, options);
      },
    });
    const lines = [line('1', 1), line('2', 1), line('3', 1)];
    expect(await takeLines(overtaken, 'reserve', { orderId: 'a', lines })).toEqual({
      ok: false,
      reason: 'sold-out',
      errors: [{ field: '3', message: '0 available, 1 wanted' }],
    });
    expect(reserved()).toEqual({ 1: 1, 2: 0, 3: 3 });
  });
});

test('each of several orders at the same time gets all of its lines or none, in any order of their steps', async () => {
  const lines = fc.uniqueArray(
    fc.record({ itemId: fc.constantFrom('1', '2', '3'), quantity: fc.constantFrom(1, 2) }),
    { minLength: 1, selector: ({ itemId }) => itemId },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(lines, { minLength: 2, maxLength: 4 }),
      async (scheduler, orders) => {
        const { itemOf, items, reserved } = createItems({ 1: 2, 2: 2, 3: 2 }, () =>
          scheduler.schedule(Promise.resolve()),
        );
        const requests = orders.map((lines, index) => ({ orderId: `order-${index}`, lines }));
        const outcomes = Promise.all(requests.map((request) => takeLines(itemOf, 'reserve', request)));
        await scheduler.waitFor(outcomes);
        const taken = await outcomes;
        const had: Record<string, number> = { 1: 0, 2: 0, 3: 0 };
        requests.forEach(({ lines }, index) => {
          if (!taken[index]?.ok) return;
          for (const { itemId, quantity } of lines) had[itemId] = (had[itemId] as number) + quantity;
        });
        expect(reserved()).toEqual(had);
        for (const item of items.values()) expect(item.account().available).toBeGreaterThanOrEqual(0);
        // The first item is enough for at least one order, so at least one order succeeds.
        expect(taken.some(({ ok }) => ok)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});
