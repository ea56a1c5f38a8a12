import { Slug } from '@jogakbo/category-service/contract';
import { withQuery } from '@jogakbo/contracts/path';
import { definePublicRoute, numberedPages } from '@jogakbo/edge/public-route';
import * as v from 'valibot';
import { maxTerm, ResultView, SuggestionView, sorts } from './contract.ts';

const Words = v.pipe(
  v.string(),
  v.minLength(1, 'must have at least one character'),
  v.maxLength(maxTerm, `must have at most ${maxTerm} characters`),
);

/** What partners and assistants may search. */
export const publicRoutes = [
  definePublicRoute({
    name: 'search_products',
    ...{ method: 'GET', path: '/products', scope: 'catalog:read', tool: true },
    summary:
      'Products that match words in Korean or English, with price, rating, stock and day of arrival, 24 at a time.',
    query: {
      q: Words,
      department: v.optional(Slug),
      sort: v.optional(v.picklist(sorts), 'relevance'),
    },
    ...numberedPages,
    answer: v.omit(ResultView, ['page', 'pages', 'more']),
    view: ResultView,
    toRequest: ({ query, position }) => ({ path: withQuery('/results', { ...query, ...position }) }),
  }),
  definePublicRoute({
    name: 'suggest_words',
    ...{ method: 'GET', path: '/suggestions', scope: 'catalog:read' },
    summary: 'Words and products for the beginning of a search.',
    query: { q: Words, department: v.optional(Slug) },
    answer: SuggestionView,
    toRequest: ({ query }) => ({ path: withQuery('/suggestions', query) }),
  }),
];
