import { ProductId } from '@jogakbo/contracts/ids';
import { createClock } from '@jogakbo/edge/clock';
import { forgetConsumed } from '@jogakbo/edge/consume-events';
import { createApp } from '@jogakbo/edge/create-app';
import { flushOutbox, type OutboxBindings, toEvent, toOutboxStatement } from '@jogakbo/edge/outbox';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import * as v from 'valibot';
import { BatchQuery, ListQuery, NewReview, PageQuery } from './contract.ts';
import { followOrders } from './follow-orders.ts';
import { createReviewStore } from './review-store.ts';
import { toReviewId } from './to-review-id.ts';

const cataloguePage = 500;
const OfProduct = v.object({ product: ProductId });

/** Milliseconds for which an event is known by its id: longer than anybody waits to replay one. */
const memory = 90 * 24 * 60 * 60 * 1_000;

const app = createApp<OutboxBindings>('review-service');

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
    const { visitor, member } = c.var.identity ?? {};
    if (!visitor) return problem(c, 401, { detail: 'A review is written by a visitor: send a token.' });
    const { product: productId } = c.req.valid('param');
    const store = createReviewStore(c.env.DB);
    const id = await toReviewId(visitor, productId, c.req.header('idempotency-key'));
    const known = await store.find(id);
    if (known) return c.json(known, 201);

    const review = { id, productId, ...c.req.valid('json'), createdAt: c.var.now() };
    const about = { source: 'review-service', time: review.createdAt, trace: c.var.trace.id };
    const event = toEvent('review.written', { productId, reviewId: id }, about);
    const also = [toOutboxStatement(c.env.DB, event)];
    const written = await store.add(review, { memberId: member, also });
    c.executionCtx.waitUntil(flushOutbox(c.env));
    return c.json(written, 201);
  },
);

export default Object.assign(app, {
  queue: followOrders,
  /** Each minute: says what could not be said when it happened. Each night: forgets what was heard long ago. */
  async scheduled({ cron }: { cron: string }, env: OutboxBindings): Promise<void> {
    await flushOutbox(env);
    if (cron === '* * * * *') return;
    await forgetConsumed(env.DB, createClock(env.DEV_NOW, env.DEV_NOW_SINCE)() - memory);
  },
});
