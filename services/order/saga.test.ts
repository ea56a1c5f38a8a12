import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { countReads } from '../../tests/count-reads.helper.ts';
import { endReservation } from './add-test-inventory.helper.ts';
import type { OrderState } from './contract.ts';
import { createJournal } from './create-journal.ts';
import { createSealer } from './create-sealer.ts';
import { createTestHouse, personalKeys, toContext } from './create-test-house.helper.ts';
import { createEffects } from './effects.ts';
import { canMove } from './order-state.ts';
import { createOrderStore } from './order-store.ts';
import { runSaga } from './saga.ts';

const id = '20190515-000000000001';
const address = { recipient: '김조각', phone: '01012345678', postcode: '06236', street: '길 1', detail: '' };

describe('the saga of an order', () => {
  test('reserves, authorizes, confirms, captures and hands over, in this order', async () => {
    const { run, states, world, env } = await createOrder();
    await run();
    expect(await states()).toEqual([
      'PENDING',
      'RESERVED',
      'AUTHORIZED',
      'CONFIRMED',
      'CAPTURED',
      'FULFILLING',
    ]);
    expect(world.stock.get('1')).toBe(1);
    expect(world.payments.get(id)).toMatchObject({ amount: 22_780, state: 'captured' });
    expect(world.used.get('order-1000')).toBe(id);
    expect((await createOrderStore(env.DB).read(id))?.arrival).toBe('2019-05-16');
  });

  test('publishes one event', async () => {
    const { run, eventTypes } = await createOrder();
    await run();
    await run();
    expect(await eventTypes()).toEqual(['order.confirmed']);
  });
});

describe('an order that fails', () => {
  test('for too few pieces is cancelled without a payment', async () => {
    const { run, states, world, reason, env } = await createOrder();
    world.stock.set('1', 1);
    await run();
    expect(await states()).toEqual(['PENDING', 'CANCELLED']);
    expect(await reason()).toBe('sold-out');
    expect((await createOrderStore(env.DB).read(id))?.shortage).toEqual([{ itemId: '1', left: 1 }]);
    expect(world.payments.size).toBe(0);
    expect(world.stock.get('1')).toBe(1);
  });

  test('for a declined payment gives back stock and coupons', async () => {
    const { run, states, world, reason, eventTypes } = await createOrder({ token: 'tok_declined' });
    await run();
    expect(await states()).toEqual(['PENDING', 'RESERVED', 'CANCELLED']);
    expect(await reason()).toBe('declined');
    expect(world.stock.get('1')).toBe(3);
    expect(world.used.size).toBe(0);
    expect(await eventTypes()).toEqual(['order.cancelled']);
  });

  test('shows its lines in the cart again, which a confirmed order does not', async () => {
    for (const token of ['tok_declined', 'tok_ok']) {
      const { run, world, env } = await createOrder({ token });
      world.hidden.set(id, []);
      await run();
      expect(world.hidden.has(id)).toBe(token === 'tok_ok');
      const row = await env.DB.prepare('SELECT event FROM outbox').first<{ event: string }>();
      expect(JSON.parse(row?.event ?? '').data).toMatchObject({
        ...{ orderId: id, memberId: 'm1', origin: 'cart' },
        lines: [{ productId: '9', itemId: '1', quantity: 2 }],
      });
    }
  });

  test('for a coupon that another order has used is cancelled', async () => {
    const { run, reason, world } = await createOrder();
    world.used.set('order-1000', 'another');
    await run();
    expect(await reason()).toBe('coupon');
    expect(world.used.get('order-1000')).toBe('another');
    expect(world.stock.get('1')).toBe(3);
  });
});

describe('a payment with an unknown outcome', () => {
  test('is read until it is known, and never authorized again', async () => {
    const { run, world, states } = await createOrder();
    world.silences = 4;
    await run();
    expect((await states()).at(-1)).toBe('FULFILLING');
    expect(world.payments.get(id)?.authorizedAgain).toBe(0);
  });

  test('is given up after some time, and then voided', async () => {
    const { run, world, states, reason, pauses } = await createOrder();
    world.silences = 1_000;
    await run();
    expect((await states()).at(-1)).toBe('CANCELLED');
    expect(await reason()).toBe('payment-unknown');
    expect(world.payments.get(id)?.state).toBe('voided');
    expect(pauses).toEqual([10, 20, 40, 80, 160]);
  });
});

test('a reservation that ends during the payment is made again; without stock the payment is voided', async () => {
  for (const left of [3, 1]) {
    const { run, world, states, reason } = await createOrder({
      async at(point) {
        if (point !== 'after authorize') return;
        endReservation(world, id);
        world.stock.set('1', left);
      },
    });
    await run();
    expect((await states()).at(-1)).toBe(left === 3 ? 'FULFILLING' : 'CANCELLED');
    expect(await reason()).toBe(left === 3 ? null : 'sold-out');
    expect(world.payments.get(id)?.state).toBe(left === 3 ? 'captured' : 'voided');
    expect(world.stock.get('1')).toBe(1);
  }
});

test('a payment that was taken when it was authorized is given back if the stock is gone', async () => {
  const { run, world, states } = await createOrder({
    token: 'tok_one_step',
    async at(point) {
      if (point !== 'after authorize') return;
      endReservation(world, id);
      world.stock.set('1', 1);
    },
  });
  await run();
  expect(await states()).toEqual(['PENDING', 'RESERVED', 'AUTHORIZED', 'REFUNDED']);
  expect(world.payments.get(id)?.state).toBe('refunded');
});

describe('an order that the shopper cancels', () => {
  test('after the hand-over gives back money, stock and coupons', async () => {
    const { run, cancel, world, states, eventTypes } = await createOrder();
    await run();
    await cancel();
    await run();
    expect((await states()).at(-1)).toBe('REFUNDED');
    expect(world.payments.get(id)?.state).toBe('refunded');
    expect(world.shipments.get(id)).toBe('cancelled');
    expect(world.stock.get('1')).toBe(3);
    expect(world.used.size).toBe(0);
    expect(await eventTypes()).toEqual(['order.confirmed', 'order.cancelled']);
  });

  test('after its delivery stays delivered', async () => {
    const { run, cancel, world, states, reason } = await createOrder();
    await run();
    await cancel();
    world.shipments.set(id, 'delivered');
    await run();
    expect((await states()).at(-1)).toBe('DELIVERED');
    expect(await reason()).toBeNull();
    expect(world.payments.get(id)?.state).toBe('captured');
  });
});

test('an order waits in CAPTURED while transport does not answer, and continues after that', async () => {
  const { run, world, states, forget } = await createOrder();
  world.loses = (slice) => slice === 'transport';
  await expect(run()).rejects.toThrow('ship: no answer');
  expect((await states()).at(-1)).toBe('CAPTURED');
  world.loses = () => false;
  forget();
  await run();
  expect((await states()).at(-1)).toBe('FULFILLING');
});

const scenario = fc.record({
  /** The moments at which the process ends. Every step, effect and pause is a moment. */
  crashes: fc.array(fc.nat(60), { maxLength: 6 }),
  /** Whether finished steps are known after a crash, or all steps run again. */
  remembers: fc.boolean(),
  losses: fc.array(
    fc.record({
      slice: fc.constantFrom('inventory', 'pricing', 'payment', 'transport'),
      when: fc.constantFrom('before', 'after'),
      count: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 4 },
  ),
  token: fc.constantFrom('tok_ok', 'tok_ok', 'tok_one_step', 'tok_declined'),
  silences: fc.constantFrom(0, 0, 2, 50),
  stock: fc.constantFrom(3, 3, 2, 1),
  couponGone: fc.boolean(),
  /** The moments at which the shopper cancels, the reservation ends, and the parcel arrives. */
  cancelAt: fc.option(fc.nat(60)),
  expireAt: fc.option(fc.nat(40)),
  deliverAt: fc.option(fc.nat(60)),
  /** What the shopper does after the hand-over. */
  later: fc.constantFrom('nothing', 'cancel', 'cancel too late'),
});

test('with any crashes, lost answers, expiries and cancellations, an order ends complete or completely undone', async () => {
  const ends = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(scenario, async (plan) => {
      let moment = 0;
      const crashes = new Set(plan.crashes);
      const order = await createOrder({
        token: plan.token,
        async at() {
          await happen();
        },
        beforeStep: happen,
      });
      const { world, env } = order;
      world.silences = plan.silences;
      world.stock.set('1', plan.stock);
      if (plan.couponGone) world.used.set('order-1000', 'another');
      const losses = plan.losses.map((loss) => ({ ...loss }));
      world.loses = (slice, when) => {
        const loss = losses.find((each) => each.slice === slice && each.when === when && each.count > 0);
        if (loss) loss.count -= 1;
        return loss !== undefined;
      };

      async function happen() {
        moment += 1;
        if (moment === plan.cancelAt) await order.cancel();
        if (moment === plan.expireAt && !world.reserved.get(id)?.confirmed) endReservation(world, id);
        if (moment === plan.deliverAt && world.shipments.get(id) === 'accepted')
          world.shipments.set(id, 'delivered');
        if (crashes.has(moment)) throw new Crash();
      }

      let later = plan.later !== 'nothing';
      for (let runs = 0; ; runs++) {
        expect(runs).toBeLessThan(40);
        try {
          await order.run();
          if (!later || (await order.states()).at(-1) !== 'FULFILLING') break;
          later = false;
          if (plan.later === 'cancel too late') world.shipments.set(id, 'delivered');
          await order.cancel();
        } catch (error) {
          if (!(error instanceof Crash) && !String(error).includes('no answer')) throw error;
          if (!plan.remembers || !(error instanceof Crash)) order.forget();
        }
      }

      const history = await order.states();
      const pairs = history.slice(1).map((state, index) => [history[index], state] as const);
      expect(pairs.filter(([from, to]) => !canMove(from as OrderState, to))).toEqual([]);
      const end = history.at(-1) as OrderState;
      ends.set(end, (ends.get(end) ?? 0) + 1);
      const payment = world.payments.get(id);
      const had = { reserved: world.reserved.get(id)?.confirmed, coupon: world.used.get('order-1000') };
      if (end === 'FULFILLING' || end === 'DELIVERED') {
        expect(payment?.state).toBe('captured');
        expect(had).toEqual({ reserved: true, coupon: id });
        expect(['accepted', 'delivered'].slice(end === 'DELIVERED' ? 1 : 0)).toContain(
          world.shipments.get(id) as string,
        );
      } else {
        expect(['CANCELLED', 'REFUNDED']).toContain(end);
        expect(['voided', 'refunded', 'declined', 'none']).toContain(payment?.state ?? 'none');
        expect(had).toEqual({
          reserved: undefined,
          coupon: plan.couponGone ? 'another' : (undefined as never),
        });
        expect(world.shipments.get(id) ?? 'cancelled').toBe('cancelled');
      }
      expect(payment?.authorizedAgain ?? 0).toBe(0);
      const types = await order.eventTypes();
      expect(types.filter((type) => type === 'order.cancelled').length).toBe(
        end === 'CANCELLED' || end === 'REFUNDED' ? 1 : 0,
      );
      expect(types.length).toBe(new Set(types).size);
      const row = await createOrderStore(env.DB).read(id);
      expect(row?.state).toBe(end);
    }),
    { numRuns: 400 },
  );
  // The runs have covered every final state.
  expect([...ends.keys()].sort()).toEqual(['CANCELLED', 'DELIVERED', 'FULFILLING', 'REFUNDED']);
});

class Crash extends Error {}

test('the effects of a saga read its order once, and store the day of arrival', async () => {
  const { env, run, states } = await createOrder();
  const counted = countReads(env.DB);
  env.DB = counted;
  await run();
  expect(counted.calls()).toBe(2);
  expect((await states()).at(-1)).toBe('FULFILLING');
});

type Options = {
  token?: string;
  at?: (point: string) => Promise<void>;
  beforeStep?: () => Promise<void>;
};

/** A placed order of two pieces with a coupon. `run` runs its saga like the runtime. */
async function createOrder({ token = 'tok_ok', at, beforeStep }: Options = {}) {
  const house = createTestHouse();
  const { env } = house;
  const line = {
    productId: '9',
    itemId: '1',
    title: '상품',
    option: '',
    image: '',
    service: 'rocket',
  } as const;
  await env.DB.prepare(
    `INSERT INTO orders (id, member, draft, state, version, content, personal, trace, placed_at, touched_at)
     VALUES (?, 'm1', 'd1', 'PENDING', 0, ?, ?, ?, 0, 0)`,
  )
    .bind(
      id,
      JSON.stringify({
        lines: [{ ...line, quantity: 2, list: 15_000, final: 10_390 }],
        totals: { goods: 30_000, discount: 9_720, delivery: 2_500, total: 22_780, policy: 'p1' },
        coupons: [{ code: 'order-1000', name: '', class: 'order', amount: 1_000 }],
        region: 'capital',
        method: 'card',
        source: 'cart',
      }),
      await createSealer(personalKeys).seal({ address, token }, id),
      '1'.padStart(32, '0'),
    )
    .run();
  await env.DB.prepare(`INSERT INTO order_history VALUES (?, 0, 'PENDING', 0)`).bind(id).run();
  const journal = createJournal(
    toContext(env, () => 1),
    id,
  );
  const pauses: number[] = [];
  const finished = new Map<string, unknown>();

  return {
    ...house,
    pauses,
    cancel: () => journal.abandon('customer'),
    forget: () => finished.clear(),
    async run() {
      const counts = new Map<string, number>();
      const once = async <Value>(name: string, act: () => Promise<Value>): Promise<Value> => {
        const count = (counts.get(name) ?? 0) + 1;
        counts.set(name, count);
        const key = `${name} ${count}`;
        if (finished.has(key)) return finished.get(key) as Value;
        await beforeStep?.();
        const value = await act();
        await beforeStep?.();
        finished.set(key, value);
        return value;
      };
      await runSaga({
        effects: createEffects(toContext(env), id),
        journal,
        step: once,
        sleep: (name, milliseconds) => once(name, async () => void pauses.push(milliseconds)),
        pause: 10,
        ...(at ? { at } : {}),
      });
      finished.clear();
    },
    async states(): Promise<OrderState[]> {
      return (await createOrderStore(env.DB).history(id)).map(({ state }) => state);
    },
    async reason() {
      return (await createOrderStore(env.DB).read(id))?.cancelling;
    },
    async eventTypes(): Promise<string[]> {
      const { results } = await env.DB.prepare('SELECT event FROM outbox ORDER BY id').all<{
        event: string;
      }>();
      return results.map(({ event }) => JSON.parse(event).type);
    },
  };
}
