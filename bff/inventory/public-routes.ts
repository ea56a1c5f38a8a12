import { definePublicRoute } from '@jogakbo/edge/public-route';
import { paths, StockQuery, StockView } from './contract.ts';

/** What partners and assistants may ask about stock. */
export const publicRoutes = [
  definePublicRoute({
    name: 'get_stock',
    ...{ method: 'GET', path: '/stock', scope: 'catalog:read', tool: true, refusals: [404] },
    summary: 'Whether an item can be ordered, and how many pieces are left if few are.',
    query: StockQuery.entries,
    answer: StockView,
    toRequest: ({ query }) => ({ path: paths.stock(query.product, query.item) }),
  }),
];
