import { ProductId } from '@jogakbo/contracts/ids';
import { createClock } from '@jogakbo/edge/clock';
import { forgetConsumed } from '@jogakbo/edge/consume-events';
import { createApp } from '@jogakbo/edge/create-app';
import { flushOutbox } from '@jogakbo/edge/outbox';
import { requireIssuer, requireMember } from '@jogakbo/edge/require-identity';
import { validate } from '@jogakbo/edge/validate';
import * as v from 'valibot';
import { BatchQuery, ListQuery, NewReview, PageQuery } from './contract.ts';
import { followEvents } from './follow-events.ts';
import type { Bindings } from './review-app.ts';
import { createReviewStore } from './review-store.ts';
import { withdrawReview, writeReview } from './write-review.ts';

const cataloguePage = 500;
const OfProduct = v.object({ product: ProductId });

/** Milliseconds for which the id of a consumed event is kept; an event that is replayed later than that takes effect twice. */
const memory = 90 * 24 * 60 * 60 * 1_000;

/** Milliseconds for which a form that was taken is known; a day is promised. */
const formMemory = 2 * 24 * 60 * 60 * 1_000;

const app = createApp<Bindings>('review-service');

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
  requireMember(),
  requireIssuer('shell'),
  validate('param', OfProduct),
  validate('json', NewReview),
  (c) => writeReview(c, c.req.valid('param').product, c.req.valid('json')),
);

app.get('/products/:product/reviews/own', requireMember(), validate('param', OfProduct), async (c) => {
  const member = c.var.identity?.member as string;
  return c.json(await createReviewStore(c.env.DB).findOwn(member, c.req.valid('param').product));
});

app.delete(
  '/products/:product/reviews/own',
  requireMember(),
  requireIssuer('shell'),
  validate('param', OfProduct),
  (c) => withdrawReview(c, c.req.valid('param').product),
);

export default Object.assign(app, {
  queue: followEvents,
  /** Each minute: sends events that could not be sent when they happened. Each night: drops old notes of events and forms. */
  async scheduled({ cron }: { cron: string }, env: Bindings): Promise<void> {
    await flushOutbox(env);
    if (cron === '* * * * *') return;
    const now = createClock(env.DEV_NOW, env.DEV_NOW_SINCE)();
    await forgetConsumed(env.DB, now - memory);
    await createReviewStore(env.DB).forgetForms(now - formMemory);
  },
});
