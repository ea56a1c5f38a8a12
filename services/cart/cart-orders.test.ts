import { afterAll, describe, expect, test } from 'bun:test';
import { toEvent } from '@jogakbo/edge/outbox';
import { createRedis } from '@jogakbo/edge/redis';
import fc from 'fast-check';
import { createUpstash } from '../../tools/upstash/create-upstash.ts';
import { createCartOrders, toOwner } from './cart-orders.ts';
import { createCartStore } from './cart-store.ts';
import worker from './worker.ts';

const now = 1_557_882_000_000;
const hour = 60 * 60 * 1_000;

describe.each(['redis', 'embedded'] as const)('orders from a cart on %s', (engine) => {
  const missing = engine === 'redis' && !Bun.which('redis-server');
  const starting = missing ? undefined : createUpstash({ engine, token: 'test' });
  afterAll(async () => (await starting)?.close());

  async function open() {
    const { url, token } = (await starting) as { url: string; token: string };
    const settings = {
      ...{ UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token, REDIS_TIMEOUT: '5000' },
    };
    const redis = createRedis(settings);
    const member = crypto.randomUUID();
    const storeAt = (time: number) => createCartStore(redis, toOwner(member), time);
    return {
      ...{
        member,
        settings,
        redis,
        store: storeAt(now),
        storeAt,
        orders: createCartOrders(redis, member, now),
      },
      add: (item: number, quantity: number) => storeAt(now).add(toLine(item, quantity)),
      shown: async (time = now) => toNumbers((await storeAt(time).read()).lines),
    };
  }

  test.skipIf(missing)(
    'the cart of a member who leaves is deleted, however often the event comes',
    async () => {
      const { member, settings, add, shown } = await open();
      await add(1, 2);
      const left = toEvent('member.left', { memberId: member }, { source: 'member-service', time: now });
      let taken = 0;
      const message = { body: left, attempts: 1, ack: () => taken++, retry: () => {} };
      for (let times = 0; times < 2; times++) await worker.queue({ messages: [message] } as never, settings);
      expect(taken).toBe(2);
      expect(await shown()).toEqual({});
    },
  );

  test.skipIf(missing)('a confirmed order removes its quantity from the cart, once', async () => {
    const { orders, add, shown } = await open();
    await add(1, 2);
    await add(2, 5);
    for (let times = 0; times < 3; times++) await orders.removeLines('o1', [toLine(1, 2), toLine(2, 3)]);
    expect(await shown()).toEqual({ 2: 2 });
    await add(1, 4);
    await orders.removeLines('o1', [toLine(1, 2), toLine(2, 3)]);
    expect(await shown()).toEqual({ 1: 4, 2: 2 });
    await orders.removeLines('o2', [toLine(1, 9), toLine(3, 1)]);
    expect(await shown()).toEqual({ 2: 2 });
  });

  test.skipIf(missing)('an order under way hides its lines until its end shows or removes them', async () => {
    const { orders, add, shown, store } = await open();
    await add(1, 2);
    await add(2, 5);
    const lines = [toLine(1, 2), toLine(2, 3)];
    await orders.hideLines('o1', lines);
    await orders.hideLines('o1', lines);
    expect(await shown()).toEqual({ 2: 2 });
    expect((await store.change({ 1: 3 })).outcome).toEqual({ ok: false, reason: 'not-in-cart' });
    await orders.showLines('o1');
    expect(await shown()).toEqual({ 1: 2, 2: 5 });
    await orders.hideLines('o1', lines);
    expect(await shown()).toEqual({ 1: 2, 2: 5 });

    await orders.hideLines('o2', lines);
    await orders.removeLines('o2', lines);
    await orders.hideLines('o2', lines);
    expect(await shown()).toEqual({ 2: 2 });
  });

  test.skipIf(missing)('pieces that are added or changed while an order is under way stay', async () => {
    const { orders, add, shown, store } = await open();
    await add(1, 2);
    await orders.hideLines('o1', [toLine(1, 2)]);
    await add(1, 1);
    expect(await shown()).toEqual({ 1: 1 });
    await store.change({ 1: 4 });
    expect(await shown()).toEqual({ 1: 4 });
    await orders.removeLines('o1', [toLine(1, 2)]);
    expect(await shown()).toEqual({ 1: 4 });
    await orders.hideLines('o2', [toLine(1, 1)]);
    await store.change({ 1: 0 });
    expect(await shown()).toEqual({});
    await orders.showLines('o2');
    expect(await shown()).toEqual({ 1: 1 });
  });

  test.skipIf(missing)('an order without an event about its end hides nothing after an hour', async () => {
    const { orders, add, shown } = await open();
    await add(1, 2);
    await orders.hideLines('o1', [toLine(1, 2)]);
    expect(await shown(now + hour - 1)).toEqual({});
    expect(await shown(now + hour)).toEqual({ 1: 2 });
    await orders.removeLines('o1', [toLine(1, 2)]);
    expect(await shown()).toEqual({});
  });

  test.skipIf(missing)('any order and repetition of calls about an order has the same result', async () => {
    const calls = fc.array(fc.constantFrom('hideLines', 'removeLines', 'showLines'), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 1, max: 5 }), async (names, ordered) => {
        const { orders, add, shown } = await open();
        await add(1, 3);
        for (const name of names) {
          if (name === 'showLines') await orders.showLines('o1');
          else await orders[name as 'hideLines' | 'removeLines']('o1', [toLine(1, ordered)]);
        }
        await orders.showLines('o1');
        const left = names.includes('removeLines') ? Math.max(0, 3 - ordered) : 3;
        expect(await shown()).toEqual(left > 0 ? { 1: left } : {});
      }),
      { numRuns: 25 },
    );
  });
});

function toLine(item: number, quantity: number) {
  return { productId: '7', itemId: String(item), quantity };
}

function toNumbers(lines: readonly { itemId: string; quantity: number }[]): Record<string, number> {
  return Object.fromEntries(lines.map(({ itemId, quantity }) => [itemId, quantity]));
}
