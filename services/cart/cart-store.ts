import addScript from './add.lua';
import adoptScript from './adopt.lua';
import changeScript from './change.lua';
import { type Cart, type Line, maxLines, maxQuantity, type Refusal } from './contract.ts';

/** The calls of Redis that carts take. */
export type RedisClient = {
  hgetall(key: string): Promise<Record<string, unknown> | null>;
  eval(script: string, keys: string[], args: (string | number)[]): Promise<unknown>;
};

export type CartStore = ReturnType<typeof createCartStore>;
export type Outcome = { ok: true } | { ok: false; reason: Refusal };

/** Seconds a cart is kept after its last change: 30 days. */
export const lifetime = 30 * 24 * 60 * 60;
/** Seconds in which a repeated addition is recognised. */
const memory = 10 * 60;

/**
 * A cart in Redis, a guest's or a member's: a hash from item to `sequence:product:quantity`, where the sequence keeps the order of adding.
 * Limits are checked in the same script that writes, so that two tabs cannot pass them together.
 */
export function createCartStore(redis: RedisClient, owner: string) {
  const key = toKey(owner);

  return {
    /** Takes over what a guest put into a cart before logging in. Without such a cart, or a second time, nothing changes. */
    async adopt(guest: string): Promise<void> {
      await redis.eval(adoptScript, [key, toKey(guest)], [maxLines, lifetime]);
    },

    async read(): Promise<Cart> {
      const fields = (await redis.hgetall(key)) ?? {};
      const entries = Object.entries(fields).map(([itemId, value]) => {
        const [sequence = '0', productId = '', quantity = '0'] = String(value).split(':');
        return { sequence: Number(sequence), line: { productId, itemId, quantity: Number(quantity) } };
      });
      return { lines: entries.sort((a, b) => a.sequence - b.sequence).map(({ line }) => line) };
    },

    /** @param idempotencyKey a second addition with the same key changes nothing and succeeds */
    async add(line: Line, idempotencyKey = ''): Promise<Outcome> {
      const keys = [key, `${key}:added:${idempotencyKey}`];
      const limits = [maxLines, maxQuantity, lifetime, idempotencyKey ? memory : 0];
      return toOutcome(
        await redis.eval(addScript, keys, [line.itemId, line.productId, line.quantity, ...limits]),
      );
    },

    async change(itemId: string, quantity: number): Promise<Outcome> {
      return toOutcome(await redis.eval(changeScript, [key], [itemId, quantity, lifetime]));
    },
  };
}

function toKey(owner: string): string {
  return `cart:{${owner}}`;
}

function toOutcome(reply: unknown): Outcome {
  return reply === 'ok' ? { ok: true } : { ok: false, reason: reply as Refusal };
}
