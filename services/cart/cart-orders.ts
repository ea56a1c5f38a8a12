import type { DomainEventData } from '@jogakbo/contracts/domain-events';
import type { RedisClient } from './cart-store.ts';
import countHiddenScript from './count-hidden.lua';
import hideLinesScript from './hide-lines.lua';
import { cartLifetimeSeconds, toKeys } from './keys.ts';
import removeLinesScript from './remove-lines.lua';
import showLinesScript from './show-lines.lua';

type Piece = { itemId: string; quantity: number };

/** Seconds for which the end of an order is stored. An event may be replayed for that long. */
const endLifetimeSeconds = 90 * 24 * 60 * 60;
/** Seconds for which an order under way hides its lines. They show again if no event about its end arrives. */
const hidingLifetimeSeconds = 60 * 60;

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
    async hideLines(order: string, lines: readonly Piece[]): Promise<void> {
      const args = [
        order,
        now,
        now + hidingLifetimeSeconds * 1_000,
        hidingLifetimeSeconds,
        ...toArguments(lines),
      ];
      await redis.eval(
        `${countHiddenScript}\n${hideLinesScript}`,
        [keys.cart, keys.orders, keys.order(order)],
        args,
      );
    },

    /** Removes the lines of a confirmed order. */
    async removeLines(order: string, lines: readonly Piece[]): Promise<void> {
      const args = [order, now, cartLifetimeSeconds, endLifetimeSeconds, ...toArguments(lines)];
      await redis.eval(
        `${countHiddenScript}\n${removeLinesScript}`,
        [keys.cart, keys.orders, keys.order(order)],
        args,
      );
    },

    /** Shows the lines of a cancelled order again. */
    async showLines(order: string): Promise<void> {
      await redis.eval(showLinesScript, [keys.orders, keys.order(order)], [order, endLifetimeSeconds]);
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
