import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { addPublicRoutes } from '@jogakbo/edge/add-public-routes';
import { type Binding, call } from '@jogakbo/edge/call';
import { createApp, type EdgeEnv } from '@jogakbo/edge/create-app';
import type { RatePolicy } from '@jogakbo/edge/create-rate-limit';
import { limitRate } from '@jogakbo/edge/limit-rate';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { requireMember } from '@jogakbo/edge/require-identity';
import { validate } from '@jogakbo/edge/validate';
import { ProductBatch, paths as productPaths } from '@jogakbo/product-service/contract';
import {
  OwnReview,
  Review,
  ReviewPage,
  paths as reviewPaths,
  Withdrawal,
} from '@jogakbo/review-service/contract';
import type { Context } from 'hono';
import { OwnQuery, ReviewInput, ReviewsQuery, SummaryQuery } from './contract.ts';
import { publicRoutes } from './public-routes.ts';

type Bindings = { REVIEW: Binding; PRODUCT: Binding };

/** What the list of a product page shows first. */
const firstPage = { sort: 'newest', rating: undefined, page: 1 } as const;

/** Without Redis there is no limit. A member has one review of a product, and only of delivered products. */
const perMember: RatePolicy = {
  name: 'reviews',
  setting: 'REVIEWS_BY_MEMBER',
  quota: 20,
  window: 60 * 60,
  away: 'open',
};

const app = createApp<Bindings>('review-bff');

app.get('/summary', validate('query', SummaryQuery), async (c) => {
  const { product } = c.req.valid('query');
  // The list on the same page has the summary, too, so both fragments read it once.
  const first = await call(c, c.env.REVIEW, reviewPaths.list(product, firstPage), ReviewPage);
  if (!first.ok) return passFailure(c, first);
  const { summary } = first.value;
  if (summary.count === 0 && (await isUnknown(c, product))) return problem(c, 404);
  return c.json(summary);
});

app.get('/reviews', validate('query', ReviewsQuery), async (c) => {
  const { product, ...query } = c.req.valid('query');
  const page = await call(c, c.env.REVIEW, reviewPaths.list(product, query), ReviewPage);
  if (!page.ok) return passFailure(c, page);
  if (page.value.summary.count === 0 && (await isUnknown(c, product))) return problem(c, 404);
  return c.json(page.value);
});

app.get('/own', requireMember(), validate('query', OwnQuery), async (c) => {
  const { product } = c.req.valid('query');
  const own = await call(c, c.env.REVIEW, reviewPaths.own(product), OwnReview, { identified: true });
  return own.ok ? c.json(own.value) : passFailure(c, own);
});

const limited = limitRate(perMember, (c) => c.var.identity?.member);

app.post('/reviews', requireMember(), limited, validate('json', ReviewInput), async (c) => {
  const { productId, ...text } = c.req.valid('json');
  const key = c.req.header('idempotency-key');
  const written = await call(c, c.env.REVIEW, reviewPaths.reviews(productId), Review, {
    method: 'POST',
    body: text,
    headers: key ? { 'idempotency-key': key } : {},
    identified: true,
  });
  return written.ok ? c.json(written.value, 201) : passFailure(c, written);
});

app.delete('/own', requireMember(), limited, validate('query', OwnQuery), async (c) => {
  const path = reviewPaths.own(c.req.valid('query').product);
  const gone = await call(c, c.env.REVIEW, path, Withdrawal, { method: 'DELETE', identified: true });
  return gone.ok ? c.json(gone.value) : passFailure(c, gone);
});

addPublicRoutes(app, 'review', publicRoutes);
addOpenApi(app, 'review');

export default app;

/**
 * Whether the product team says that the product does not exist. It is asked only about products without reviews, so that existing
 * reviews are shown while that team is away.
 */
async function isUnknown(c: Context<EdgeEnv<Bindings>>, product: string): Promise<boolean> {
  const found = await call(c, c.env.PRODUCT, productPaths.batch([product]), ProductBatch);
  return found.ok && found.value.products.length === 0;
}
