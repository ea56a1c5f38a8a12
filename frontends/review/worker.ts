import build from 'jogakbo:build';
import { cacheTags } from '@jogakbo/contracts/cache-tags';
import { ProductId } from '@jogakbo/contracts/ids';
import { call } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment, toFailureAnswer } from '@jogakbo/edge/fragment';
import { ListQuery, paths, ReviewsView, SummaryView } from '@jogakbo/review-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { addActions } from './actions.ts';
import { readOwn } from './read-own.ts';
import { renderForm } from './render-form.ts';
import { ReviewList } from './review-list.tsx';
import { StarSummary } from './star-summary.tsx';

const sharing = { maxAge: 10, staleWhileRevalidate: 60, staleIfError: 86_400 };

const stars = defineFragment({
  params: v.object({ product: ProductId }),
  sharing,
  async render(c, { product }) {
    const summary = await call(c, c.env.BFF, paths.summary(product), SummaryView);
    if (!summary.ok) return toFailureAnswer(summary);
    const html = renderStatic(() => StarSummary({ language: c.var.language, summary: summary.value }));
    return { html, tags: [cacheTags.reviews(product)] };
  },
});

const list = defineFragment({
  params: v.object({
    product: ProductId,
    'reviews-sort': ListQuery.entries.sort,
    'reviews-rating': ListQuery.entries.rating,
    'reviews-page': ListQuery.entries.page,
  }),
  sharing,
  async render(c, { product, ...asked }) {
    const listing = {
      sort: asked['reviews-sort'],
      rating: asked['reviews-rating'],
      page: asked['reviews-page'],
    };
    const view = await call(c, c.env.BFF, paths.list(product, listing), ReviewsView);
    if (!view.ok) return toFailureAnswer(view);
    const html = renderStatic(() => ReviewList({ language: c.var.language, view: view.value, listing }));
    return { html, tags: [cacheTags.reviews(product)] };
  },
});

const form = defineFragment({
  params: v.object({ product: ProductId, review: v.fallback(v.optional(v.literal('write')), undefined) }),
  // Everyone sees the same link to the form, and all guests the same note on who may write.
  anonymous: sharing,
  island: true,
  async render(c, { product, review }) {
    const { language, identity } = c.var;
    if (!review && !identity) return renderForm({ language, product, who: 'not-asked' });
    return renderForm({ language, product, ...(await readOwn(c, product)) });
  },
});

const app = createFrontend({ slice: 'review', build, fragments: { stars, list, form } });
addActions(app);

export default app;
