import { createElement as h, type ReactNode } from 'react';
import { renderToStaticMarkup, renderToString } from 'react-dom/server';
import { AddToCart } from './add-to-cart.ts';
import type { Cart } from './cart.ts';
import { variants } from './variants.ts';
import { CartView, MiniCart, OrderForm, Thanks, toDollars } from './views.ts';

/** What a fragment is made from: its parameters, and the cart of the visitor. */
export type Asked = { params: URLSearchParams; cart: Cart };
type Fragment = {
  params: string[];
  personal: boolean;
  island: boolean;
  refreshOn: string[];
  /** Where the visitor goes instead, if the fragment is a primary one. */
  next?: (asked: Asked) => string | undefined;
  /** The HTML; undefined if there is no such thing. */
  render(asked: Asked): string | undefined;
};

/** The fragments of team Checkout. Those that show the cart are personal. */
export const fragments: Record<string, Fragment> = {
  'mini-cart': personal(({ cart }) => h(MiniCart, { cart }), { refreshOn: ['cart:updated'] }),
  cart: personal(({ cart }) => h(CartView, { cart })),
  order: personal(({ cart }) => h(OrderForm, { cart }), {
    next: ({ cart }) => (cart.size === 0 ? '/cart' : undefined),
  }),
  thanks: personal(({ params }) => h(Thanks, { store: params.get('store') || 'the store' }), {
    params: ['store'],
  }),
  'add-to-cart': {
    ...{ params: ['sku'], personal: false, island: true, refreshOn: [] },
    render: ({ params }) => renderAddToCart(params.get('sku') ?? ''),
  },
};

/** Renders the form with which a visitor adds a tractor to the cart, and the data for its island. */
export function renderAddToCart(sku: string, message = ''): string | undefined {
  const variant = variants.get(sku);
  if (!variant) return undefined;
  const props = { sku, price: toDollars(variant.price), stock: variant.stock, message };
  const data = JSON.stringify(props).replaceAll('<', '\\u003c');
  return `${renderToString(h(AddToCart, props))}<script type="application/json">${data}</script>`;
}

function personal(view: (asked: Asked) => ReactNode, more: Partial<Fragment> = {}): Fragment {
  return {
    ...{ params: [], personal: true, island: false, refreshOn: [], ...more },
    render: (asked) => renderToStaticMarkup(view(asked)),
  };
}
