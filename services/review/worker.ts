import { ProductId } from '@jogakbo/contracts/ids';
import { MoveBatch, MoveQuery } from '@jogakbo/contracts/moves';
import { readMoves, storeMoves } from '@jogakbo/edge/answer-moves';
import { createService } from '@jogakbo/edge/create-service';
import { guardOperator } from '@jogakbo/edge/guard-operator';
import { requireIssuer, requireMember } from '@jogakbo/edge/require-identity';
import { consumedLifetimeMs, forgetConsumed } from '@jogakbo/edge/take-once';
import { validate } from '@jogakbo/edge/validate';
import * as v from 'valibot';
import { BatchQuery, ListQuery, MovedReview, NewReview, PageQuery, ReviewImport } from './contract.ts';
import { followEvents } from './follow-events.ts';
import { createMovableReviews } from './movable-reviews.ts';
import type { ReviewService } from './review-service.ts';
import { createReviewStore } from './review-store.ts';
import { seedReviews } from './seed.ts';
import { withdrawReview, writeReview } from './write-review.ts';

const pageSize = 500;
const OfProduct = v.object({ product: ProductId });

/** Milliseconds for which a form that was taken is remembered; a day is promised. */
const formLifetimeMs = 2 * 24 * 60 * 60 * 1_000;

export default createService<ReviewService>('review-service', {
  keeps: { '/ratings': 1_000 },
  routes(app) {
    app.get('/ratings', validate('query', BatchQuery), async (c) => {
      return c.json({ ratings: await createReviewStore(c.env.DB).summaries(c.req.valid('query').products) });
    });

    app.get('/catalogue', validate('query', PageQuery), async (c) => {
      const ratings = await createReviewStore(c.env.DB).page(c.req.valid('query').after, pageSize);
      return c.json({ ratings, next: ratings.length === pageSize ? ratings.at(-1)?.productId : null });
    });

    app.put('/reviews', guardOperator(), validate('json', ReviewImport), async (c) => {
      const { reviews } = c.req.valid('json');
      await seedReviews(c.env.DB, reviews);
      return c.json({ stored: reviews.length });
    });

    app.get('/moves', guardOperator(), validate('query', MoveQuery), async (c) =>
      c.json(await readMoves(createMovableReviews(c.env.DB, c.var.publish), c.req.valid('query'))),
    );

    app.put('/moves', guardOperator(), validate('json', MoveBatch(MovedReview)), async (c) => {
      const rows = createMovableReviews(c.env.DB, c.var.publish);
      return c.json(await storeMoves(rows, c.req.valid('json').moves));
    });

    app.get(
      '/products/:product/reviews',
      validate('param', OfProduct),
      validate('query', ListQuery),
      async (c) => {
        return c.json(
          await createReviewStore(c.env.DB).list(c.req.valid('param').product, c.req.valid('query')),
        );
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
  },
  followsOnce: followEvents,
  eachNight: [
    (c) => forgetConsumed(c.env.DB, c.var.now() - consumedLifetimeMs),
    (c) => createReviewStore(c.env.DB).forgetForms(c.var.now() - formLifetimeMs),
  ],
});
