import { definePublicRoute } from '@jogakbo/edge/public-route';
import { PriceQuery, PriceView, paths } from './contract.ts';

/** What partners and assistants may ask about prices. */
export const publicRoutes = [
  definePublicRoute({
    name: 'get_price',
    ...{ method: 'GET', path: '/price', scope: 'catalog:read', tool: true, refusals: [404] },
    summary: "The price of a product's item in won, with its discount and coupon.",
    query: PriceQuery.entries,
    answer: PriceView,
    toRequest: ({ query }) => ({ path: paths.price(query.product, query.item) }),
  }),
];
