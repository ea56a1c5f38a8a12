import type { DomainEventData } from '@jogakbo/contracts/domain-events';
import asideScript from './aside.lua';
import type { RedisClient } from './cart-store.ts';
import giveBackScript from './give-back.lua';
import { lifetime, toKeys } from './keys.ts';
import setAsideScript from './set-aside.lua';
import takeOutScript from './take-out.lua';

type Piece = { itemId: string; quantity: number };

/** Seconds for which an ended order is known: longer than an event may still be replayed. */
const memory = 90 * 24 * 60 * 60;
/** Seconds for which an order under way hides its lines. If its end is never heard of, they show again. */
const patience = 60 * 60;

/**
 * What a member's orders do to their cart. While an order is under way, its lines stay in the cart but are hidden; once it is
 * confirmed, they leave the cart; when it is cancelled, they show again. Every call may be repeated and may come in any order.
 */
export function createCartOrders(redis: RedisClient, member: string, now: number) {
  const keys = toKeys(toOwner(member));

  return {
    async setAside(order: string, lines: readonly Piece[]): Promise<void> {
      const args = [order, now, now + patience * 1_000, patience, ...toArguments(lines)];
      await redis.eval(
        `${asideScript}\n${setAsideScript}`,
        [keys.cart, keys.orders, keys.order(order)],
        args,
      );
    },

    async takeOut(order: string, lines: readonly Piece[]): Promise<void> {
      const args = [order, now, lifetime, memory, ...toArguments(lines)];
      await redis.eval(`${asideScript}\n${takeOutScript}`, [keys.cart, keys.orders, keys.order(order)], args);
    },

    async giveBack(order: string): Promise<void> {
      await redis.eval(giveBackScript, [keys.orders, keys.order(order)], [order, memory]);
    },
  };
}

/** The owner of a member's cart. */
export function toOwner(member: string): string {
  return `member:${member}`;
}

/** Whether an order was made from the cart. An order of which this is not known leaves the cart alone. */
export function isFromCart({ origin }: Pick<DomainEventData<'order.confirmed'>, 'origin'>): boolean {
  return origin === 'cart';
}

function toArguments(lines: readonly Piece[]): (string | number)[] {
  return lines.flatMap(({ itemId, quantity }) => [itemId, quantity]);
}
