import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { EventHandlers } from '@jogakbo/edge/create-service';
import type { ReviewService } from './review-service.ts';

/**
 * Stores which member received which product, and removes members who have left. Only delivered orders count: a confirmed order may
 * still be cancelled.
 */
export const followEvents: EventHandlers<ReviewService, D1PreparedStatement[]> = {
  'order.delivered': async ({ data: { memberId, lines } }, { env: { DB } }) => [
    DB.prepare(
      'INSERT INTO purchase (member_id, product_id) SELECT ?, value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING',
    ).bind(memberId, JSON.stringify(lines.map(({ productId }) => productId))),
  ],

  // The reviews stay, since other shoppers rely on them, but no longer name the member.
  'member.left': async ({ data: { memberId } }, { env: { DB }, var: { publish } }) => {
    const { results } = await DB.prepare('SELECT id, product_id FROM review WHERE member_id = ?')
      .bind(memberId)
      .all<{ id: string; product_id: string }>();
    return [
      DB.prepare("UPDATE review SET author = '', member_id = NULL WHERE member_id = ?").bind(memberId),
      DB.prepare('DELETE FROM purchase WHERE member_id = ?').bind(memberId),
      DB.prepare('DELETE FROM unverified_review WHERE member_id = ?').bind(memberId),
      ...results.map(({ id, product_id: productId }) =>
        publish('review.changed', { productId, reviewId: id }),
      ),
    ];
  },
};
