import { createElement as h } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { addToCart, type Cart, removeFromCart } from './cart.ts';
import { renderAddToCart } from './fragments.ts';
import { variants } from './variants.ts';
import { OrderForm } from './views.ts';

/**
 * The answer to a form: the visitor goes to another page with a new cart, or sees the form again, in the page at `place`.
 */
export type Outcome =
  | { ok: true; location: string; cart: Cart }
  | { ok: false; status: 409 | 422; fragment: string; place: string; html: string };

type Action = (form: URLSearchParams, cart: Cart) => Outcome;

/** The forms of team Checkout, by path. */
export const actions: Record<string, Action> = {
  '/cart/items'(form, cart) {
    const sku = form.get('sku') ?? '';
    const added = addToCart(cart, sku);
    if (added.ok) return { ok: true, location: '/cart', cart: added.cart };
    const html = renderAddToCart(sku, added.reason) ?? `<p>${added.reason}</p>`;
    const place = variants.get(sku)?.href ?? '/cart';
    return { ok: false, status: 409, fragment: 'checkout/add-to-cart', place, html };
  },

  '/cart/items/remove': (form, cart) => ({
    ...{ ok: true, location: '/cart', cart: removeFromCart(cart, form.get('sku') ?? '') },
  }),

  '/checkout'(form, cart) {
    const name = (form.get('name') ?? '').trim().slice(0, 80);
    const store = (form.get('store') ?? '').slice(0, 80);
    const problem = findProblem(name, store, cart);
    if (!problem)
      return { ok: true, location: `/thanks?${new URLSearchParams({ name, store })}`, cart: new Map() };
    const html = renderToStaticMarkup(h(OrderForm, { cart, name, problem }));
    return { ok: false, status: 422, fragment: 'checkout/order', place: '/checkout', html };
  },
};

function findProblem(name: string, store: string, cart: Cart): string {
  if (cart.size === 0) return 'Your cart is empty.';
  if (!name) return 'Please tell us your name.';
  return store ? '' : 'Please choose a store.';
}
