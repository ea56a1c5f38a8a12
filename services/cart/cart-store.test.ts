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
    return { store: createCartStore(redis, visitor), redis, visitor };
  }
  const line = (item: number, quantity = 1) => ({ productId: '7', itemId: String(item), quantity });

  test.skipIf(missing)('lines keep the order of adding, however they change', async () => {
    const { store } = await createStore();
    for (const item of [30, 10, 20]) await store.add(line(item));
    await store.add(line(10, 4));
    await store.change('30', 9);
    const { lines } = await store.read();
    expect(lines.map(({ itemId, quantity }) => [itemId, quantity])).toEqual([
      ['30', 9],
      ['10', 5],
      ['20', 1],
    ]);
  });

  test.skipIf(missing)(
    '0 removes, twice as well as once; another change of what is not there is told',
    async () => {
      const { store } = await createStore();
      await store.add(line(1));
      expect(await store.change('1', 0)).toEqual({ ok: true });
      expect(await store.change('1', 0)).toEqual({ ok: true });
      expect(await store.read()).toEqual({ lines: [] });
      expect(await store.change('1', 2)).toEqual({ ok: false, reason: 'not-in-cart' });
    },
  );

  test.skipIf(missing)('the same key adds once', async () => {
    const { store } = await createStore();
    for (const key of ['a', 'a', 'b', '']) await store.add(line(1), key);
    await store.add(line(1), '');
    expect((await store.read()).lines[0]?.quantity).toBe(4);
  });

  test.skipIf(missing)('limits hold, also for those who add at once', async () => {
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

  test.skipIf(missing)("a member's cart takes over the guest's, once", async () => {
    const { store: guest, redis, visitor } = await createStore();
    const { store: member } = await createStore(`member:${visitor}`);
    for (const item of [1, 2]) await member.add(line(item, 5));
    await guest.add(line(3, 1));
    await guest.add(line(2, 9));
    await guest.add(line(4, 1));
    await member.adopt(visitor);
    const merged = { lines: [line(1, 5), line(2, 9), line(3, 1), line(4, 1)] };
    expect(await member.read()).toEqual(merged);
    await member.adopt(visitor);
    expect(await member.read()).toEqual(merged);
    expect(await guest.read()).toEqual({ lines: [] });
    expect(await redis.ttl(`cart:{member:${visitor}}`)).toBeGreaterThan(30 * 24 * 60 * 60 - 60);
  });

  test.skipIf(missing)('a full cart takes over what it has room for', async () => {
    const { store: guest, visitor } = await createStore();
    const { store: member } = await createStore(`member:${visitor}`);
    for (let item = 1; item <= maxLines - 1; item++) await member.add(line(item));
    for (const item of [501, 502]) await guest.add(line(item));
    await member.adopt(visitor);
    expect((await member.read()).lines).toHaveLength(maxLines);
  });

  test.skipIf(missing)('a cart is kept for 30 days from its last change', async () => {
    const { store, redis, visitor } = await createStore();
    await store.add(line(1));
    const left = await redis.ttl(`cart:{${visitor}}`);
    expect(left).toBeGreaterThan(30 * 24 * 60 * 60 - 60);
  });

  test.skipIf(missing)('any sequence of additions and changes ends in the sum of it', async () => {
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
            const outcome = await store.change(id, step.quantity);
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
