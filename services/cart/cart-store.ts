import type { Redis } from '@upstash/redis';
import addScript from './add.lua';
import adoptScript from './adopt.lua';
import answeredScript from './answered.lua';
import asideScript from './aside.lua';
import changeScript from './change.lua';
import { type Addition, type Cart, maxLines, maxQuantity, type Refusal } from './contract.ts';
import { lifetime, toKeys } from './keys.ts';
import { type Hash, toLines } from './to-lines.ts';

/** The calls of Redis that carts take. */
export type RedisClient = Pick<Redis, 'multi' | 'del'> & {
  eval(script: string, keys: string[], args: (string | number)[]): Promise<unknown>;
};

export type CartStore = ReturnType<typeof createCartStore>;
/** `repeated`: the same request was answered before, long enough ago to be no double press. */
export type Outcome = { ok: true; repeated?: true } | { ok: false; reason: Refusal };

/** Seconds for which a request is known by its idempotency key. */
const memory = 24 * 60 * 60;

/**
 * A cart in Redis, a guest's or a member's: a hash from item to `sequence:product:quantity`, where the sequence keeps the order of adding.
 * Limits are checked in the same script that writes, so that two tabs cannot pass them together. An idempotency key makes the same
 * request change the cart once; without a key each request counts.
 *
 * @param now epoch milliseconds
 */
export function createCartStore(redis: RedisClient, owner: string, now: number = Date.now()) {
  const keys = toKeys(owner);

  return {
    /** Takes over what a guest put into a cart before logging in. Without such a cart, or a second time, nothing changes. */
    async adopt(guest: string): Promise<void> {
      const names = [keys.cart, keys.orders, keys.remainder, toKeys(guest).cart];
      await run(adoptScript, names, [now, maxLines, lifetime]);
    },

    async read(): Promise<Cart> {
      const [fields, orders, remainder] = await redis
        .multi()
        .hgetall(keys.cart)
        .hgetall(keys.orders)
        .hgetall(keys.remainder)
        .exec<[Hash, Hash, Hash]>();
      return { lines: toLines(fields, orders, now), remainder: toLines(remainder, null, now) };
    },

    async add({ itemId, productId, quantity, most }: Addition, key = ''): Promise<Outcome> {
      const names = [keys.cart, keys.orders, keys.remainder, keys.answered(key)];
      const line = [itemId, productId, quantity];
      const limits = [maxLines, maxQuantity, lifetime, most ?? ''];
      return toOutcome(await run(addScript, names, [now, key ? memory : 0, ...line, ...limits]));
    },

    /** Sets the quantity of each item; 0 removes it. */
    async change(quantities: Record<string, number>, key = ''): Promise<Outcome> {
      const names = [keys.cart, keys.orders, keys.answered(key)];
      const lines = Object.entries(quantities).flat();
      return toOutcome(await run(changeScript, names, [now, key ? memory : 0, lifetime, ...lines]));
    },

    /** Forgets the lines that had no room. */
    async dropRemainder(): Promise<void> {
      await redis.del(keys.remainder);
    },
  };

  function run(script: string, names: string[], args: (string | number)[]): Promise<unknown> {
    return redis.eval(`${asideScript}\n${answeredScript}\n${script}`, names, args);
  }
}

function toOutcome(reply: unknown): Outcome {
  if (reply === 'ok') return { ok: true };
  return reply === 'repeated' ? { ok: true, repeated: true } : { ok: false, reason: reply as Refusal };
}
