import { withQuery } from '@jogakbo/contracts/path';
import { definePublicRoute, numberedPages } from '@jogakbo/edge/public-route';
import { Draft, Order } from '@jogakbo/order-service/contract';
import * as v from 'valibot';
import { CheckoutLink, CheckoutView, OrdersView, PlacedView, PlaceInput, paths } from './contract.ts';

const OrderId = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/));
/** Without the form that the shopper has begun to fill in on the page. */
const ShownDraft = v.pick(Draft, ['id', 'snapshot', 'current']);

/** What a program may do with the checkout and the orders of a member who allows it. */
export const publicRoutes = [
  definePublicRoute({
    name: 'get_checkout',
    ...{ method: 'GET', path: '/checkout', scope: 'checkout', refusals: [404, 409] },
    summary:
      "What the member's cart costs now, with the addresses, coupons and ways to pay. `draft` is null if the cart is empty.",
    answer: v.object({
      draft: v.nullable(ShownDraft),
      ...v.pick(CheckoutView, ['addresses', 'coupons', 'left', 'payment']).entries,
    }),
    toRequest: () => ({ path: paths.checkout({}) }),
  }),
  definePublicRoute({
    name: 'get_checkout_link',
    ...{ method: 'GET', path: '/checkout-link', scope: 'cart', tool: true },
    summary:
      'The link at which the member orders and pays for the cart, relative to the shop. Give it to the member: no tool can place an order.',
    answer: CheckoutLink,
    toRequest: () => ({ path: paths.checkoutLink }),
  }),
  definePublicRoute({
    name: 'place_order',
    ...{ method: 'POST', path: '/orders', scope: 'checkout', keyed: true, status: 201, refusals: [404, 409] },
    summary:
      'Places an order of a draft, at the revision that the member has seen. `agree` says that the member has agreed to buy. 409 if a price has changed or an item is sold out.',
    body: v.omit(PlaceInput, ['save']),
    answer: PlacedView,
    toRequest: ({ body }) => ({ path: paths.orders, method: 'POST', body }),
  }),
  definePublicRoute({
    name: 'list_orders',
    ...{ method: 'GET', path: '/orders', scope: 'orders', tool: true },
    summary: "The member's orders, ten at a time, the newest first.",
    ...numberedPages,
    answer: v.pick(OrdersView, ['orders']),
    view: OrdersView,
    toRequest: ({ position }) => ({ path: withQuery('/orders', { page: 1, ...position }) }),
  }),
  definePublicRoute({
    name: 'get_order',
    ...{ method: 'GET', path: '/orders/{id}', scope: 'orders', tool: true, refusals: [404] },
    summary: 'An order of the member, with its address and the time of each state.',
    params: { id: OrderId },
    answer: Order,
    toRequest: ({ params }) => ({ path: paths.order(params.id) }),
  }),
  definePublicRoute({
    name: 'cancel_order',
    ...{ method: 'POST', path: '/orders/{id}/cancellation', scope: 'orders', keyed: true, status: 202 },
    refusals: [404, 409],
    summary: 'Begins to cancel an order. 409 if it is too late.',
    params: { id: OrderId },
    answer: v.pick(Order, ['id', 'state', 'cancellable']),
    toRequest: ({ params }) => ({ path: paths.cancellation(params.id), method: 'POST' }),
  }),
];
