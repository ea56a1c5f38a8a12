import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import { createRedis } from '@jogakbo/edge/redis';
import type { ServiceContext } from '@jogakbo/edge/service-context';
import type { Redis } from '@upstash/redis';
import { createCartOrders, isFromCart, toOwner } from './cart-orders.ts';
import type { CartService } from './cart-service.ts';
import { toKeys } from './keys.ts';

/** A confirmed order takes its lines out of the cart, and a member who leaves loses the cart. Each order takes effect once. */
export const followOrders = {
  types: ['order.confirmed', 'order.cancelled', 'member.left'] as const,
  /** All commands start at once, so that the client sends them as one pipeline. */
  async take(events: DomainEvent[], c: ServiceContext<CartService>): Promise<void> {
    const redis = createRedis(c.env);
    await Promise.all(events.map((event) => follow(event, redis, c.var.now())));
  },
};

async function follow({ type, data }: DomainEvent, redis: Redis, now: number): Promise<void> {
  switch (type) {
    case 'order.confirmed':
      if (isFromCart(data))
        await createCartOrders(redis, data.memberId, now).removeLines(data.orderId, data.lines);
      return;
    case 'order.cancelled':
      if (isFromCart(data)) await createCartOrders(redis, data.memberId, now).showLines(data.orderId);
      return;
    case 'member.left': {
      const { cart, remainder } = toKeys(toOwner(data.memberId));
      await redis.del(cart, remainder);
    }
  }
}
