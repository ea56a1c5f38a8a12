import type { D1Database } from '@cloudflare/workers-types';
import { insertRows } from '@jogakbo/edge/insert-rows';
import type { Review } from './contract.ts';

export async function seedReviews(database: D1Database, reviews: Review[]): Promise<void> {
  await insertRows(
    database,
    'review',
    ['id', 'product_id', 'rating', 'title', 'body', 'author', 'created_at'],
    reviews.map(({ id, productId, rating, title, body, author, createdAt }) => [
      ...[id, productId, rating, title, body, author, createdAt],
    ]),
  );
}
