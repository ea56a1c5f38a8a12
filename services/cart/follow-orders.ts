import type { EventHandlers } from '@jogakbo/edge/create-service';
import { createRedis } from '@jogakbo/edge/redis';
import type { ServiceContext } from '@jogakbo/edge/service-context';
import { createCartOrders, isFromCart, toOwner } from './cart-orders.ts';
import type { CartService } from './cart-service.ts';
import { toKeys } from './keys.ts';

type CartContext = ServiceContext<CartService>;

/** A confirmed order takes its lines out of the cart, and a member who leaves loses the cart. Each order takes effect once. */
export const followOrders = {
  async 'order.confirmed'({ data }, c) {
    if (isFromCart(data)) await ordersOf(c, data.memberId).removeLines(data.orderId, data.lines);
  },
  async 'order.cancelled'({ data }, c) {
    if (isFromCart(data)) await ordersOf(c, data.memberId).showLines(data.orderId);
  },
  async 'member.left'({ data }, c) {
    const { cart, remainder } = toKeys(toOwner(data.memberId));
    await createRedis(c.env).del(cart, remainder);
  },
} satisfies EventHandlers<CartService, void>;

function ordersOf(c: CartContext, member: string) {
  return createCartOrders(createRedis(c.env), member, c.var.now());
}
