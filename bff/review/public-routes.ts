import { withQuery } from '@jogakbo/contracts/path';
import { definePublicRoute, numberedPages } from '@jogakbo/edge/public-route';
import * as v from 'valibot';
import { paths, ReviewsView, SummaryQuery, SummaryView, sorts } from './contract.ts';

/** What partners and assistants may ask about reviews. */
export const publicRoutes = [
  definePublicRoute({
    name: 'get_rating',
    ...{ method: 'GET', path: '/summary', scope: 'catalog:read', refusals: [404] },
    summary: 'The average rating of a product, and how many reviews gave how many stars.',
    query: SummaryQuery.entries,
    answer: SummaryView,
    toRequest: ({ query }) => ({ path: paths.summary(query.product) }),
  }),
  definePublicRoute({
    name: 'list_reviews',
    ...{ method: 'GET', path: '/reviews', scope: 'catalog:read', tool: true, refusals: [404] },
    summary: 'The reviews of a product, ten at a time.',
    query: {
      ...SummaryQuery.entries,
      sort: v.optional(v.picklist(sorts), 'newest'),
      rating: v.optional(v.picklist(['1', '2', '3', '4', '5'])),
    },
    ...numberedPages,
    answer: v.omit(ReviewsView, ['page', 'pages']),
    view: ReviewsView,
    toRequest: ({ query, position }) => ({ path: withQuery('/reviews', { ...query, ...position }) }),
  }),
];
