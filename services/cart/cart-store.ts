import type { Redis } from '@upstash/redis';
import addScript from './add.lua';
import adoptScript from './adopt.lua';
import asideScript from './aside.lua';
import changeScript from './change.lua';
import { type Cart, type Line, maxLines, maxQuantity, type Refusal } from './contract.ts';
import { lifetime, toKeys } from './keys.ts';

/** The calls of Redis that carts take. */
export type RedisClient = Pick<Redis, 'multi'> & {
  eval(script: string, keys: string[], args: (string | number)[]): Promise<unknown>;
};

export type CartStore = ReturnType<typeof createCartStore>;
export type Outcome = { ok: true } | { ok: false; reason: Refusal };

/** Seconds in which a repeated addition is recognised. */
const memory = 10 * 60;

/**
 * A cart in Redis, a guest's or a member's: a hash from item to `sequence:product:quantity`, where the sequence keeps the order of adding.
 * Limits are checked in the same script that writes, so that two tabs cannot pass them together.
 */
export function createCartStore(redis: RedisClient, owner: string, now: number = Date.now()) {
  const keys = toKeys(owner);

  return {
    /** Takes over what a guest put into a cart before logging in. Without such a cart, or a second time, nothing changes. */
    async adopt(guest: string): Promise<void> {
      await redis.eval(adoptScript, [keys.cart, toKeys(guest).cart], [maxLines, lifetime]);
    },

    async read(): Promise<Cart> {
      const [fields, orders] = await redis.multi().hgetall(keys.cart).hgetall(keys.orders).exec<Hash[]>();
      const hidden = toHidden(orders, now);
      const entries = Object.entries(fields ?? {}).map(([itemId, value]) => {
        const [sequence = '0', productId = '', stored = '0'] = String(value).split(':');
        const quantity = Number(stored) - (hidden.get(itemId) ?? 0);
        return { sequence: Number(sequence), line: { productId, itemId, quantity } };
      });
      const shown = entries.filter(({ line }) => line.quantity > 0);
      return { lines: shown.sort((a, b) => a.sequence - b.sequence).map(({ line }) => line) };
    },

    /** @param idempotencyKey a second addition with the same key changes nothing and succeeds */
    async add(line: Line, idempotencyKey = ''): Promise<Outcome> {
      const limits = [maxLines, maxQuantity, lifetime, idempotencyKey ? memory : 0];
      return toOutcome(
        await redis.eval(
          addScript,
          [keys.cart, keys.answered(idempotencyKey)],
          [line.itemId, line.productId, line.quantity, ...limits],
        ),
      );
    },

    async change(itemId: string, quantity: number): Promise<Outcome> {
      const script = `${asideScript}\n${changeScript}`;
      return toOutcome(await redis.eval(script, [keys.cart, keys.orders], [itemId, quantity, lifetime, now]));
    },
  };
}

type Hash = Record<string, unknown> | null;

/** Item → pieces that orders under way hide, as `aside.lua` counts them. */
function toHidden(orders: Hash | undefined, now: number): Map<string, number> {
  const hidden = new Map<string, number>();
  for (const value of Object.values(orders ?? {})) {
    const [ends = '0', lines = ''] = String(value).split(' ');
    if (Number(ends) <= now) continue;
    for (const line of lines.split(',')) {
      const [itemId = '', pieces = '0'] = line.split('=');
      hidden.set(itemId, (hidden.get(itemId) ?? 0) + Number(pieces));
    }
  }
  return hidden;
}

function toOutcome(reply: unknown): Outcome {
  return reply === 'ok' ? { ok: true } : { ok: false, reason: reply as Refusal };
}
