import type { D1Database } from '@cloudflare/workers-types';
import { createConsumer } from '@jogakbo/edge/consume-events';

/**
 * Notes who bought what. Delivered orders only: one that is confirmed may still be cancelled, and nobody can say how a thing is that
 * has not arrived.
 */
export const followOrders = createConsumer<{ DB: D1Database }>('review-service', {
  'order.delivered': async ({ data: { memberId, lines } }, { DB }) => [
    DB.prepare(
      'INSERT INTO purchase (member_id, product_id) SELECT ?, value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING',
    ).bind(memberId, JSON.stringify(lines.map(({ productId }) => productId))),
  ],
});
