import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { definePublicRoute } from '@jogakbo/edge/public-route';
import * as v from 'valibot';
import { CartView, ChangedView, maxQuantity, paths } from './contract.ts';

const toQuantity = (least: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(maxQuantity));

/** What a program may do with the cart of a member who allows it. */
export const publicRoutes = [
  definePublicRoute({
    name: 'get_cart',
    ...{ method: 'GET', path: '/cart', scope: 'cart', tool: true },
    summary: "The member's cart, with current prices and stock.",
    answer: CartView,
    toRequest: () => ({ path: paths.cart }),
  }),
  definePublicRoute({
    name: 'add_to_cart',
    ...{ method: 'POST', path: '/items', scope: 'cart', tool: true, keyed: true, refusals: [409] },
    summary: "Adds pieces of an item to the member's cart.",
    body: v.object({ productId: ProductId, itemId: ItemId, quantity: toQuantity(1) }),
    answer: ChangedView,
    toRequest: ({ body }) => ({ path: paths.items, method: 'POST', body }),
  }),
  definePublicRoute({
    name: 'change_cart_item',
    ...{ method: 'PUT', path: '/items/{itemId}', scope: 'cart', tool: true, keyed: true, refusals: [409] },
    summary: "Sets how many pieces of an item are in the member's cart. 0 removes it.",
    params: { itemId: ItemId },
    body: v.object({ quantity: toQuantity(0) }),
    answer: ChangedView,
    toRequest: ({ params, body }) => ({ path: paths.item(params.itemId), method: 'PUT', body }),
  }),
  definePublicRoute({
    name: 'remove_from_cart',
    ...{ method: 'DELETE', path: '/items/{itemId}', scope: 'cart', tool: true, keyed: true },
    summary: "Removes an item from the member's cart. An item that is not there is no error.",
    params: { itemId: ItemId },
    answer: ChangedView,
    toRequest: ({ params }) => ({ path: paths.removals, method: 'POST', body: { items: [params.itemId] } }),
  }),
];
