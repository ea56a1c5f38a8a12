import { ProductId } from '@jogakbo/contracts/ids';
import { definePublicRoute } from '@jogakbo/edge/public-route';
import { ItemQuery, OptionsView, ProductView, paths, ShelfName, ShelfView } from './contract.ts';

/** What partners and assistants may ask about products. */
export const publicRoutes = [
  definePublicRoute({
    name: 'get_product',
    ...{ method: 'GET', path: '/products/{id}', scope: 'catalog:read', tool: true, refusals: [404] },
    summary:
      'A product: its title, brand, pictures, attributes and options. Prices and stock have routes of their own.',
    params: { id: ProductId },
    query: ItemQuery.entries,
    answer: ProductView,
    toRequest: ({ params, query }) => ({ path: paths.product(params.id, query.item) }),
  }),
  definePublicRoute({
    name: 'get_product_options',
    ...{ method: 'GET', path: '/products/{id}/options', scope: 'catalog:read', refusals: [404] },
    summary: 'The options of a product, and which of them are sold out.',
    params: { id: ProductId },
    query: ItemQuery.entries,
    answer: OptionsView,
    toRequest: ({ params, query }) => ({ path: paths.options(params.id, query.item) }),
  }),
  definePublicRoute({
    name: 'get_shelf',
    ...{ method: 'GET', path: '/shelves/{shelf}', scope: 'catalog:read' },
    summary: 'The products of a shelf of the home page.',
    params: { shelf: ShelfName },
    answer: ShelfView,
    toRequest: ({ params }) => ({ path: paths.shelf(params.shelf) }),
  }),
];
