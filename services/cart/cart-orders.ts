import type { DomainEventData } from '@jogakbo/contracts/domain-events';
import asideScript from './aside.lua';
import type { RedisClient } from './cart-store.ts';
import giveBackScript from './give-back.lua';
import { lifetime, toKeys } from './keys.ts';
import setAsideScript from './set-aside.lua';
import takeOutScript from './take-out.lua';

type Piece = { itemId: string; quantity: number };

/** Seconds for which the end of an order is stored. An event may be replayed for that long. */
const endLifetime = 90 * 24 * 60 * 60;
/** Seconds for which an order under way hides its lines. They show again where no event about its end arrives. */
const hidingLifetime = 60 * 60;

/**
 * Applies a member's orders to the cart. While an order is under way, its lines stay in the cart and are hidden. A confirmed order
 * removes them, a cancelled one shows them again. Every call may be repeated and may come in any order.
 *
 * @param now epoch milliseconds
 */
export function createCartOrders(redis: RedisClient, member: string, now: number) {
  const keys = toKeys(toOwner(member));

  return {
    /** Hides the lines of an order that is under way. */
    async setAside(order: string, lines: readonly Piece[]): Promise<void> {
      const args = [order, now, now + hidingLifetime * 1_000, hidingLifetime, ...toArguments(lines)];
      await redis.eval(
        `${asideScript}\n${setAsideScript}`,
        [keys.cart, keys.orders, keys.order(order)],
        args,
      );
    },

    /** Removes the lines of a confirmed order. */
    async takeOut(order: string, lines: readonly Piece[]): Promise<void> {
      const args = [order, now, lifetime, endLifetime, ...toArguments(lines)];
      await redis.eval(`${asideScript}\n${takeOutScript}`, [keys.cart, keys.orders, keys.order(order)], args);
    },

    /** Shows the lines of a cancelled order again. */
    async giveBack(order: string): Promise<void> {
      await redis.eval(giveBackScript, [keys.orders, keys.order(order)], [order, endLifetime]);
    },
  };
}

/** The owner of a member's cart. */
export function toOwner(member: string): string {
  return `member:${member}`;
}

/** Whether an order was made from the cart. An order without an origin does not change the cart. */
export function isFromCart({ origin }: Pick<DomainEventData<'order.confirmed'>, 'origin'>): boolean {
  return origin === 'cart';
}

function toArguments(lines: readonly Piece[]): (string | number)[] {
  return lines.flatMap(({ itemId, quantity }) => [itemId, quantity]);
}
