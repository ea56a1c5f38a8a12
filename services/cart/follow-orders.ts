import { createClock } from '@jogakbo/edge/clock';
import type { Settings } from '@jogakbo/edge/create-app';
import { receiveEvents } from '@jogakbo/edge/receive-events';
import { createRedis, type RedisSettings } from '@jogakbo/edge/redis';
import { createCartOrders, isFromCart, toOwner } from './cart-orders.ts';
import { toKeys } from './keys.ts';

/**
 * Handles events: a confirmed order removes its lines from the cart, a cancelled one shows them again, and the cart of a member who
 * leaves is deleted. Each order takes effect once.
 */
export const followOrders = receiveEvents<RedisSettings & Settings>('cart-service', async (event, env) => {
  if (event.type === 'member.left') {
    const { cart, remainder } = toKeys(toOwner(event.data.memberId));
    await createRedis(env).del(cart, remainder);
    return;
  }
  if (event.type !== 'order.confirmed' && event.type !== 'order.cancelled') return;
  const { data } = event;
  if (!isFromCart(data)) return;
  const now = createClock(env.DEV_NOW, env.DEV_NOW_SINCE)();
  const orders = createCartOrders(createRedis(env), data.memberId, now);
  if (event.type === 'order.confirmed') await orders.takeOut(data.orderId, data.lines);
  else await orders.giveBack(data.orderId);
});
