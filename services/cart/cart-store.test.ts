import { afterAll, describe, expect, test } from 'bun:test';
import { createRedis } from '@jogakbo/edge/redis';
import fc from 'fast-check';
import { createUpstash } from '../../tools/upstash/create-upstash.ts';
import { createCartStore, type Outcome } from './cart-store.ts';
import { maxLines, maxQuantity } from './contract.ts';

describe.each(['redis', 'embedded'] as const)('carts on %s', (engine) => {
  const missing = engine === 'redis' && !Bun.which('redis-server');
  const starting = missing ? undefined : createUpstash({ engine, token: 'test' });
  afterAll(async () => (await starting)?.close());

  async function createStore(visitor: string = crypto.randomUUID()) {
    const { url, token } = (await starting) as { url: string; token: string };
    const settings = { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token, REDIS_TIMEOUT: '5000' };
    const redis = createRedis(settings);
    const storeAt = (time?: number, guest?: string) =>
      toOutcomes(createCartStore(redis, visitor, time, guest));
    return { store: storeAt(), storeAt, redis, visitor };
  }
  const line = (item: number, quantity = 1) => ({ productId: '7', itemId: String(item), quantity });

  test.skipIf(missing)('lines keep the order of adding when their quantities change', async () => {
    const { store } = await createStore();
    for (const item of [30, 10, 20]) await store.add(line(item));
    await store.add(line(10, 4));
    await store.change({ 30: 9 });
    const { lines } = await store.read();
    expect(lines.map(({ itemId, quantity }) => [itemId, quantity])).toEqual([
      ['30', 9],
      ['10', 5],
      ['20', 1],
    ]);
  });

  test.skipIf(missing)(
    'the quantity 0 removes an item, also twice; another quantity of a missing item is refused',
    async () => {
      const { store } = await createStore();
      await store.add(line(1));
      expect(await store.change({ 1: 0 })).toEqual({ ok: true });
      expect(await store.change({ 1: 0 })).toEqual({ ok: true });
      expect((await store.read()).lines).toEqual([]);
      expect(await store.change({ 1: 2 })).toEqual({ ok: false, reason: 'not-in-cart' });
    },
  );

  test.skipIf(missing)('an addition with the same key counts once for a day', async () => {
    const { store, redis, visitor } = await createStore();
    for (const key of ['a', 'a', 'b', '']) expect(await store.add(line(1), key)).toEqual({ ok: true });
    await store.add(line(1), '');
    expect((await store.read()).lines[0]?.quantity).toBe(4);
    expect(await redis.ttl(`cart:{${visitor}}:answered:a`)).toBeGreaterThan(24 * 60 * 60 - 60);
  });

  test.skipIf(missing)('a key that another request had before is refused', async () => {
    const { store } = await createStore();
    await store.add(line(1), 'a');
    const reused = { ok: false, reason: 'key-reused' } as const;
    expect(await store.add(line(1, 2), 'a')).toEqual(reused);
    expect(await store.add(line(2), 'a')).toEqual(reused);
    expect(await store.change({ 1: 1 }, 'a')).toEqual(reused);
    expect((await store.read()).lines).toEqual([line(1)]);
  });

  test.skipIf(missing)(
    'a change with the same key counts once, and does not undo later changes',
    async () => {
      const { store, storeAt } = await createStore();
      const start = Date.now();
      await store.add(line(1));
      await store.add(line(2));
      expect(await storeAt(start).change({ 1: 3, 2: 0 }, 'a')).toEqual({ ok: true });
      await store.change({ 1: 5 }, 'b');
      expect(await storeAt(start + 5_000).change({ 1: 3, 2: 0 }, 'a')).toEqual({ ok: true });
      expect(await storeAt(start + 5_001).change({ 1: 3, 2: 0 }, 'a')).toEqual({ ok: true, repeated: true });
      expect((await store.read()).lines).toEqual([line(1, 5)]);
    },
  );

  test.skipIf(missing)('a change of several lines changes all of them or none', async () => {
    const { store } = await createStore();
    await store.add(line(1));
    expect(await store.change({ 1: 4, 2: 1 })).toEqual({ ok: false, reason: 'not-in-cart' });
    expect((await store.read()).lines).toEqual([line(1)]);
  });

  test.skipIf(missing)(
    'an addition is refused if it and the pieces in the cart are more than the stock',
    async () => {
      const { store } = await createStore();
      const short = { ok: false, reason: 'not-enough-stock' } as const;
      expect(await store.add({ ...line(1, 4), most: 3 })).toEqual(short);
      expect(await store.add({ ...line(1, 2), most: 3 })).toEqual({ ok: true });
      expect(await store.add({ ...line(1, 2), most: 3 })).toEqual(short);
      expect(await store.add({ ...line(1, 1), most: 3 }, 'a')).toEqual({ ok: true });
      expect(await store.add({ ...line(1, 1), most: 0 }, 'a')).toEqual({ ok: true });
      expect(await store.add(line(1, 5))).toEqual({ ok: true });
      expect((await store.read()).lines).toEqual([line(1, 8)]);
    },
  );

  test.skipIf(missing)('limits hold, also for additions at the same time', async () => {
    const { store } = await createStore();
    expect(await store.add(line(1, maxQuantity))).toEqual({ ok: true });
    expect(await store.add(line(1))).toEqual({ ok: false, reason: 'too-many-pieces' });
    const outcomes: Outcome[] = [];
    for (let item = 2; item < maxLines + 7; item += 5) {
      const together = Array.from({ length: 5 }, (_, index) => store.add(line(item + index)));
      outcomes.push(...(await Promise.all(together)));
    }
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(maxLines - 1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'too-many-lines')).toHaveLength(6);
    expect((await store.read()).lines).toHaveLength(maxLines);
  });

  test.skipIf(missing)(
    "a member's cart takes the lines of the guest's cart once, with the larger quantity of each item",
    async () => {
      const { store: guest, redis, visitor } = await createStore();
      const { store: member, storeAt } = await createStore(`member:${visitor}`);
      const adopting = storeAt(undefined, visitor);
      for (const item of [1, 2, 5]) await member.add(line(item, 5));
      for (const [item, quantity] of [
        [3, 1],
        [2, 9],
        [4, 1],
        [5, 2],
      ] as const)
        await guest.add(line(item, quantity));
      const merged = {
        lines: [line(1, 5), line(2, 9), line(5, 5), line(3, 1), line(4, 1)],
        remainder: [],
      };
      for (let times = 0; times < 2; times++) expect(await adopting.read()).toEqual(merged);
      expect(await member.read()).toEqual(merged);
      expect((await guest.read()).lines).toEqual([]);
      expect(await redis.ttl(`cart:{member:${visitor}}`)).toBeGreaterThan(30 * 24 * 60 * 60 - 60);
    },
  );

  test.skipIf(missing)(
    'lines without room in a full cart stay in a list until they are added or dismissed',
    async () => {
      const { store: guest, visitor } = await createStore();
      const { store: member, storeAt } = await createStore(`member:${visitor}`);
      const adopting = storeAt(undefined, visitor);
      for (let item = 1; item <= maxLines - 1; item++) await member.add(line(item));
      for (const item of [501, 502, 503, 504]) await guest.add(line(item, 2));
      const { lines, remainder } = await adopting.read();
      expect(lines).toHaveLength(maxLines);
      expect(lines.at(-1)).toEqual(line(501, 2));
      expect(remainder).toEqual([line(502, 2), line(503, 2), line(504, 2)]);

      expect(await member.add(line(503, 2))).toEqual({ ok: false, reason: 'too-many-lines' });
      await member.change({ 7: 0 });
      expect(await member.add(line(503, 2))).toEqual({ ok: true });
      expect((await member.read()).remainder).toEqual([line(502, 2), line(504, 2)]);
      expect((await member.dropRemainder()).remainder).toEqual([]);
      expect((await member.read()).remainder).toEqual([]);
    },
  );

  test.skipIf(missing)('a cart is kept for 30 days from its last change', async () => {
    const { store, redis, visitor } = await createStore();
    await store.add(line(1));
    const left = await redis.ttl(`cart:{${visitor}}`);
    expect(left).toBeGreaterThan(30 * 24 * 60 * 60 - 60);
  });

  test.skipIf(missing)('any sequence of additions and changes ends in the expected quantities', async () => {
    const item = fc.integer({ min: 1, max: 4 });
    const step = fc.oneof(
      fc.record({ add: item, quantity: fc.integer({ min: 1, max: 400 }) }),
      fc.record({ change: item, quantity: fc.integer({ min: 0, max: maxQuantity }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { store } = await createStore();
        const expected = new Map<string, number>();
        for (const step of steps) {
          if ('add' in step) {
            const id = String(step.add);
            const sum = (expected.get(id) ?? 0) + step.quantity;
            const outcome = await store.add(line(step.add, step.quantity));
            expect(outcome.ok).toBe(sum <= maxQuantity);
            if (outcome.ok) expected.set(id, sum);
          } else {
            const id = String(step.change);
            const outcome = await store.change({ [id]: step.quantity });
            expect(outcome.ok).toBe(expected.has(id) || step.quantity === 0);
            if (outcome.ok && step.quantity === 0) expected.delete(id);
            else if (outcome.ok) expected.set(id, step.quantity);
          }
        }
        const { lines } = await store.read();
        expect(lines.map(({ itemId, quantity }) => [itemId, quantity])).toEqual([...expected]);
      }),
      { numRuns: 30 },
    );
  });
});

/** The same store, whose changes give only their outcome. */
function toOutcomes(store: ReturnType<typeof createCartStore>) {
  return {
    ...store,
    add: async (...given: Parameters<typeof store.add>) => (await store.add(...given)).outcome,
    change: async (...given: Parameters<typeof store.change>) => (await store.change(...given)).outcome,
  };
}
