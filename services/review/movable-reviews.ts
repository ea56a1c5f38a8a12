import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { MovableRows } from '@jogakbo/edge/answer-moves';
import { upsertRows } from '@jogakbo/edge/upsert-rows';
import type { MovedReview } from './contract.ts';

type Type = 'review.written' | 'review.changed' | 'review.withdrawn';
type Publish = (type: Type, data: { productId: string; reviewId: string }) => D1PreparedStatement;

const columns = ['id', 'product_id', 'member_id', 'author', 'rating', 'title', 'body', 'created_at'];
const select = `SELECT id AS key, product_id AS productId, member_id AS memberId, author, rating, title, body, created_at AS createdAt
  FROM review`;

/** The reviews as they move between the shop and the program that it replaces. */
export function createMovableReviews(database: D1Database, publish: Publish): MovableRows<MovedReview> {
  return {
    find: (keys) => read('WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(keys)),
    list: (after, limit) => read('WHERE id > ? ORDER BY id LIMIT ?', after, limit),

    async write(changes) {
      const gone = changes.filter(({ row }) => !row).map(({ key }) => key);
      const stored = changes.flatMap(({ key, row }) =>
        row
          ? [
              [
                ...[key, row.productId, row.memberId, row.author],
                ...[row.rating, row.title, row.body, row.createdAt],
              ],
            ]
          : [],
      );
      const events = changes.map(({ key, row, before }) => {
        const type = !row ? 'review.withdrawn' : before ? 'review.changed' : 'review.written';
        return publish(type, { productId: (row ?? before)?.productId as string, reviewId: key });
      });
      await database.batch([
        database
          .prepare('DELETE FROM review WHERE id IN (SELECT value FROM json_each(?))')
          .bind(JSON.stringify(gone)),
        upsertRows(database, 'review', columns, stored),
        ...events,
      ]);
    },
  };

  async function read(where: string, ...values: (string | number)[]) {
    const { results } = await database
      .prepare(`${select} ${where}`)
      .bind(...values)
      .all<MovedReview & { key: string }>();
    return new Map(results.map(({ key, ...row }) => [key, row]));
  }
}
