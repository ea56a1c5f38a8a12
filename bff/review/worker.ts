import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { type Binding, call } from '@jogakbo/edge/call';
import { createApp, type EdgeEnv } from '@jogakbo/edge/create-app';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { ProductBatch, paths as productPaths } from '@jogakbo/product-service/contract';
import { RatingBatch, Review, ReviewPage, paths as reviewPaths } from '@jogakbo/review-service/contract';
import type { Context } from 'hono';
import { ReviewInput, ReviewsQuery, SummaryQuery } from './contract.ts';
import { toAuthor } from './to-author.ts';

type Bindings = { REVIEW: Binding; PRODUCT: Binding };

const app = createApp<Bindings>('review-bff');

app.get('/summary', validate('query', SummaryQuery), async (c) => {
  const { product } = c.req.valid('query');
  const batch = await call(c, c.env.REVIEW, reviewPaths.ofProducts([product]), RatingBatch);
  if (!batch.ok) return passFailure(c, batch);
  const [summary] = batch.value.ratings;
  if (!summary?.count && (await isUnknown(c, product))) return problem(c, 404);
  return c.json(summary);
});

app.get('/reviews', validate('query', ReviewsQuery), async (c) => {
  const { product, ...query } = c.req.valid('query');
  const page = await call(c, c.env.REVIEW, reviewPaths.list(product, query), ReviewPage);
  if (!page.ok) return passFailure(c, page);
  if (page.value.summary.count === 0 && (await isUnknown(c, product))) return problem(c, 404);
  return c.json(page.value);
});

app.post('/reviews', validate('json', ReviewInput), async (c) => {
  const { visitor } = c.var.identity ?? {};
  if (!visitor) return problem(c, 401, { detail: 'A review is written by a visitor.' });
  const { productId, ...text } = c.req.valid('json');
  const found = await call(c, c.env.PRODUCT, productPaths.batch([productId]), ProductBatch);
  if (!found.ok) return passFailure(c, found);
  if (found.value.products.length === 0) return problem(c, 404, { reason: 'no-such-product' });
  const key = c.req.header('idempotency-key');
  const written = await call(c, c.env.REVIEW, reviewPaths.reviews(productId), Review, {
    method: 'POST',
    body: { ...text, author: await toAuthor(visitor) },
    headers: key ? { 'idempotency-key': key } : {},
    identified: true,
  });
  return written.ok ? c.json(written.value, 201) : passFailure(c, written);
});

addOpenApi(app, 'review');

export default app;

/**
 * Whether the product team says that there is no such product. Asked only where there are no reviews: those that exist are
 * shown whatever becomes of that team.
 */
async function isUnknown(c: Context<EdgeEnv<Bindings>>, product: string): Promise<boolean> {
  const found = await call(c, c.env.PRODUCT, productPaths.batch([product]), ProductBatch);
  return found.ok && found.value.products.length === 0;
}
