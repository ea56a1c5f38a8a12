import { createClock } from '@jogakbo/edge/clock';
import { createConsumer } from '@jogakbo/edge/consume-events';
import type { Bindings } from './bindings.ts';
import { createJournal } from './create-journal.ts';
import { createOrderStore } from './order-store.ts';

/** What others say happened to an order, and to its member. */
export const consume = createConsumer<Bindings>('order-service', {
  async 'shipment.delivered'({ data: { orderId } }, env) {
    const order = await createOrderStore(env.DB).read(orderId);
    // One that is to be undone learns of it from transport itself, when it asks for the shipment back.
    if (!order || order.cancelling || !['CAPTURED', 'FULFILLING'].includes(order.state)) return [];
    const journal = createJournal(env.DB, orderId, createClock(env.DEV_NOW, env.DEV_NOW_SINCE));
    return journal.toMove(order.state, 'DELIVERED', 'cancelling IS NULL');
  },

  // What was only about to be ordered goes. Orders stay for five years, as the law asks, with what names a person encrypted.
  async 'member.left'({ data: { memberId } }, env) {
    return [env.DB.prepare('DELETE FROM draft WHERE member = ? AND order_id IS NULL').bind(memberId)];
  },
});
