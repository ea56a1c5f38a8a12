import type { D1Database } from '@cloudflare/workers-types';
import { ProductId } from '@jogakbo/contracts/ids';
import { createApp } from '@jogakbo/edge/create-app';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import * as v from 'valibot';
import { BatchQuery, ListQuery, NewReview, PageQuery } from './contract.ts';
import { createReviewStore } from './review-store.ts';
import { toReviewId } from './to-review-id.ts';

const cataloguePage = 500;
const OfProduct = v.object({ product: ProductId });

const app = createApp<{ DB: D1Database }>('review-service');

app.get('/ratings', validate('query', BatchQuery), async (c) => {
  return c.json({ ratings: await createReviewStore(c.env.DB).summaries(c.req.valid('query').products) });
});

app.get('/catalogue', validate('query', PageQuery), async (c) => {
  const ratings = await createReviewStore(c.env.DB).page(c.req.valid('query').after, cataloguePage);
  return c.json({ ratings, next: ratings.length === cataloguePage ? ratings.at(-1)?.productId : null });
});

app.get(
  '/products/:product/reviews',
  validate('param', OfProduct),
  validate('query', ListQuery),
  async (c) => {
    return c.json(await createReviewStore(c.env.DB).list(c.req.valid('param').product, c.req.valid('query')));
  },
);

app.post(
  '/products/:product/reviews',
  validate('param', OfProduct),
  validate('json', NewReview),
  async (c) => {
    const { visitor } = c.var.identity ?? {};
    if (!visitor) return problem(c, 401, { detail: 'A review is written by a visitor: send a token.' });
    const { product: productId } = c.req.valid('param');
    const id = await toReviewId(visitor, productId, c.req.header('idempotency-key'));
    const review = { id, productId, ...c.req.valid('json'), createdAt: c.var.now() };
    return c.json(await createReviewStore(c.env.DB).add(review), 201);
  },
);

export default app;
