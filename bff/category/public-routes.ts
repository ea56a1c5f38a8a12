import { withQuery } from '@jogakbo/contracts/path';
import { definePublicRoute } from '@jogakbo/edge/public-route';
import * as v from 'valibot';
import { ListView, paths, Slug, sorts, TreeView } from './contract.ts';

/** `near` describes pages in the middle of a long list, which cannot be found by their number alone. */
const Place = v.object({ page: v.number(), near: v.optional(v.string()) });

/** What partners and assistants may ask about categories. */
export const publicRoutes = [
  definePublicRoute({
    name: 'list_categories',
    ...{ method: 'GET', path: '/categories', scope: 'catalog:read', tool: true },
    summary: 'All categories, three levels deep.',
    answer: TreeView,
    toRequest: () => ({ path: paths.tree }),
  }),
  definePublicRoute({
    name: 'list_products',
    ...{ method: 'GET', path: '/categories/{slug}/products', scope: 'catalog:read', tool: true },
    ...{ refusals: [404] },
    summary: 'The products of a category and of the categories below it, 24 at a time.',
    params: { slug: Slug },
    query: { sort: v.optional(v.picklist(sorts), sorts[0]) },
    position: Place,
    answer: v.omit(ListView, ['page', 'pages', 'near', 'sort']),
    view: ListView,
    toRequest: ({ params, query, position }) => ({
      path: withQuery('/list', { slug: params.slug, ...query, ...position }),
    }),
    toNext: ({ page, pages, near }) =>
      page < pages ? { page: page + 1, ...(near ? { near } : {}) } : undefined,
  }),
];
