import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { EventHandlers } from '@jogakbo/edge/create-service';
import { createJournal } from './create-journal.ts';
import type { OrderService } from './order-service.ts';
import { createOrderStore } from './order-store.ts';

export const followEvents: EventHandlers<OrderService, D1PreparedStatement[]> = {
  async 'shipment.delivered'({ data: { orderId } }, c) {
    const order = await createOrderStore(c.env.DB).read(orderId);
    // An order that is being undone learns of the delivery when it recalls the shipment.
    if (!order || order.cancelling || !['CAPTURED', 'FULFILLING'].includes(order.state)) return [];
    return createJournal(c, orderId).prepareMove(order.state, 'DELIVERED', 'cancelling IS NULL');
  },

  // Drafts of a member who left are deleted. Orders stay for five years, as the law asks, with the personal data encrypted.
  async 'member.left'({ data: { memberId } }, { env }) {
    return [env.DB.prepare('DELETE FROM draft WHERE member = ? AND order_id IS NULL').bind(memberId)];
  },
};
