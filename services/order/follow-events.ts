import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { EventHandlers } from '@jogakbo/edge/create-service';
import { createJournal } from './create-journal.ts';
import type { OrderService } from './order-service.ts';

export const followEvents: EventHandlers<OrderService, D1PreparedStatement[]> = {
  async 'shipment.delivered'({ data: { orderId } }, c) {
    // An order that is being undone learns of the delivery when it recalls the shipment.
    return createJournal(c, orderId).prepareMove({
      from: ['CAPTURED', 'FULFILLING'],
      to: 'DELIVERED',
      undoing: false,
    });
  },

  // Drafts of a member who left are deleted. Orders stay for five years, as the law asks, with the personal data encrypted.
  async 'member.left'({ data: { memberId } }, { env }) {
    return [env.DB.prepare('DELETE FROM draft WHERE member = ? AND order_id IS NULL').bind(memberId)];
  },
};
