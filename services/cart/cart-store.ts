import type { Redis } from '@upstash/redis';
import addScript from './add.lua';
import adoptScript from './adopt.lua';
import answeredScript from './answered.lua';
import changeScript from './change.lua';
import { type Addition, type Cart, maxLines, maxQuantity, type Refusal } from './contract.ts';
import countHiddenScript from './count-hidden.lua';
import { cartLifetimeSeconds, toKeys } from './keys.ts';
import { type Hash, toLines } from './to-lines.ts';

/** The calls of Redis that carts use. */
export type RedisClient = Pick<Redis, 'multi' | 'del'> & {
  eval(script: string, keys: string[], args: (string | number)[]): Promise<unknown>;
};

export type CartStore = ReturnType<typeof createCartStore>;
/** `repeated`: the same request was answered more than 5 seconds ago, so this one is no double click. */
export type Outcome = { ok: true; repeated?: true } | { ok: false; reason: Refusal };

/** Seconds for which an idempotency key is stored. */
const keyLifetimeSeconds = 24 * 60 * 60;

/**
 * The cart of a guest or a member in Redis: a hash from item to `sequence:product:quantity`, where the sequence keeps the order of
 * adding. The script that writes also checks the limits, so two tabs cannot pass them together. The same request with the same
 * idempotency key changes the cart once; without a key, each request does.
 *
 * @param owner a visitor's id, or a member's by `toOwner`
 * @param now epoch milliseconds
 */
export function createCartStore(redis: RedisClient, owner: string, now: number = Date.now()) {
  const keys = toKeys(owner);

  return {
    /** Moves the lines of a guest's cart into this one. Without such a cart, nothing changes. @param guest the visitor's id */
    async adopt(guest: string): Promise<void> {
      const names = [keys.cart, keys.orders, keys.remainder, toKeys(guest).cart];
      await run(adoptScript, names, [now, maxLines, cartLifetimeSeconds]);
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

    /** Adds pieces to those that the cart already has of the item. */
    async add({ itemId, productId, quantity, most }: Addition, key = ''): Promise<Outcome> {
      const names = [keys.cart, keys.orders, keys.remainder, keys.answered(key)];
      const line = [itemId, productId, quantity];
      const limits = [maxLines, maxQuantity, cartLifetimeSeconds, most ?? ''];
      return toOutcome(await run(addScript, names, [now, key ? keyLifetimeSeconds : 0, ...line, ...limits]));
    },

    /** Sets the quantity of each item; 0 removes it. */
    async change(quantities: Record<string, number>, key = ''): Promise<Outcome> {
      const names = [keys.cart, keys.orders, keys.answered(key)];
      const lines = Object.entries(quantities).flat();
      return toOutcome(
        await run(changeScript, names, [now, key ? keyLifetimeSeconds : 0, cartLifetimeSeconds, ...lines]),
      );
    },

    /** Deletes the list of lines that had no room. */
    async dropRemainder(): Promise<void> {
      await redis.del(keys.remainder);
    },
  };

  function run(script: string, names: string[], args: (string | number)[]): Promise<unknown> {
    return redis.eval(`${countHiddenScript}\n${answeredScript}\n${script}`, names, args);
  }
}

function toOutcome(reply: unknown): Outcome {
  if (reply === 'ok') return { ok: true };
  return reply === 'repeated' ? { ok: true, repeated: true } : { ok: false, reason: reply as Refusal };
}
