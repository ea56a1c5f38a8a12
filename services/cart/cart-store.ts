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

/** `repeated`: the same request was answered more than 5 seconds ago, so this one is no double click. */
export type Outcome = { ok: true; repeated?: true } | { ok: false; reason: Refusal };
/** The outcome of a change, and the cart after it. */
export type Changed = { outcome: Outcome; cart: Cart };

/** Seconds for which an idempotency key is stored. */
const keyLifetimeSeconds = 24 * 60 * 60;

/**
 * The cart of a guest or a member in Redis: a hash from item to `sequence:product:quantity`, where the sequence keeps the order of
 * adding. The script that writes also checks the limits, so two tabs cannot pass them together. The same request with the same
 * idempotency key changes the cart once; without a key, each request does. Each method sends one request to Redis.
 *
 * @param owner a visitor's id, or a member's by `toOwner`
 * @param now epoch milliseconds
 * @param guest a visitor's id: the lines of this visitor's cart first move into the cart of the owner
 */
export function createCartStore(redis: RedisClient, owner: string, now: number = Date.now(), guest?: string) {
  const keys = toKeys(owner);

  return {
    async read(): Promise<Cart> {
      return (await send()).cart;
    },

    /** Adds pieces to those that the cart already has of the item. */
    async add({ itemId, productId, quantity, most }: Addition, key = ''): Promise<Changed> {
      const names = [keys.cart, keys.orders, keys.remainder, keys.answered(key)];
      const line = [itemId, productId, quantity];
      const limits = [maxLines, maxQuantity, cartLifetimeSeconds, most ?? ''];
      const args = [now, key ? keyLifetimeSeconds : 0, ...line, ...limits];
      return toChanged(await send((commands) => run(commands, addScript, names, args)));
    },

    /** Sets the quantity of each item; 0 removes it. */
    async change(quantities: Record<string, number>, key = ''): Promise<Changed> {
      const names = [keys.cart, keys.orders, keys.answered(key)];
      const lines = Object.entries(quantities).flat();
      const args = [now, key ? keyLifetimeSeconds : 0, cartLifetimeSeconds, ...lines];
      return toChanged(await send((commands) => run(commands, changeScript, names, args)));
    },

    /** Deletes the list of lines that had no room. */
    async dropRemainder(): Promise<Cart> {
      return (await send((commands) => commands.del(keys.remainder))).cart;
    },
  };

  /** Sends a command and the reads after it as one transaction. */
  async function send(add?: (commands: Transaction) => void): Promise<{ reply: unknown; cart: Cart }> {
    const commands = redis.multi();
    if (guest) {
      const names = [keys.cart, keys.orders, keys.remainder, toKeys(guest).cart];
      run(commands, adoptScript, names, [now, maxLines, cartLifetimeSeconds]);
    }
    add?.(commands);
    for (const key of [keys.cart, keys.orders, keys.remainder]) commands.hgetall(key);
    const replies = await commands.exec<unknown[]>();
    const [fields, orders, remainder] = replies.slice(-3) as Hash[];
    const cart = {
      lines: toLines(fields ?? null, orders ?? null, now),
      remainder: toLines(remainder ?? null, null, now),
    };
    return { reply: replies.at(-4), cart };
  }
}

type Transaction = ReturnType<Redis['multi']>;

function run(commands: Transaction, script: string, names: string[], args: (string | number)[]): void {
  commands.eval(`${countHiddenScript}\n${answeredScript}\n${script}`, names, args);
}

function toChanged({ reply, cart }: { reply: unknown; cart: Cart }): Changed {
  return { outcome: toOutcome(reply), cart };
}

function toOutcome(reply: unknown): Outcome {
  if (reply === 'ok') return { ok: true };
  return reply === 'repeated' ? { ok: true, repeated: true } : { ok: false, reason: reply as Refusal };
}
