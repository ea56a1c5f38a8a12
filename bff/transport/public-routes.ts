import { withQuery } from '@jogakbo/contracts/path';
import { definePublicRoute } from '@jogakbo/edge/public-route';
import { ArrivalQuery, ArrivalView } from './contract.ts';

/** What partners and assistants may ask about delivery. */
export const publicRoutes = [
  definePublicRoute({
    name: 'get_arrival',
    ...{ method: 'GET', path: '/arrival', scope: 'catalog:read', tool: true, refusals: [404] },
    summary: 'The day on which a product arrives if it is ordered now, and the terms of delivery.',
    query: ArrivalQuery.entries,
    answer: ArrivalView,
    toRequest: ({ query }) => ({ path: withQuery('/arrival', query) }),
  }),
];
