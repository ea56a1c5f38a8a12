import { definePage, type Page, type Slot } from '@jogakbo/compose';

const frame = {
  header: { fragment: 'explore/header', fallback: () => '<a href="/">Tractor Store</a>' },
  'mini-cart': { fragment: 'checkout/mini-cart', fallback: () => '<a href="/cart">Cart</a>' },
  footer: { fragment: 'explore/footer' },
} satisfies Record<string, Slot>;

function toLayout(main: string): string {
  const bar = '<slot name="header"></slot><slot name="mini-cart"></slot>';
  return `<header>${bar}</header><main>${main}</main><footer><slot name="footer"></slot></footer>`;
}

function toTitle(text: string): { markup: () => string } {
  return { markup: () => `<title>${text} | Tractor Store</title>` };
}

const similar = { fragment: 'explore/recommendations', deadline: 500 } satisfies Slot;

export const home = definePage({
  layout: toLayout('<slot name="home"></slot><slot name="similar"></slot>'),
  head: toTitle('Home'),
  slots: { ...frame, home: { fragment: 'explore/home', primary: true }, similar },
});

export const category = definePage({
  layout: toLayout('<slot name="category"></slot>'),
  head: { fragment: 'explore/category-head', primary: true },
  slots: { ...frame, category: { fragment: 'explore/category', primary: true } },
});

export const product = definePage({
  query: ['sku'],
  choice: 'sku',
  layout: toLayout(
    '<div class="offer"><slot name="product"></slot><slot name="buy"></slot></div><slot name="similar"></slot>',
  ),
  head: { fragment: 'decide/head', primary: true },
  slots: {
    ...frame,
    product: { fragment: 'decide/product', primary: true },
    buy: { fragment: 'checkout/add-to-cart', fallback: () => '<p>It cannot be bought right now.</p>' },
    similar,
  },
});

export const stores = definePage({
  layout: toLayout('<slot name="stores"></slot>'),
  head: toTitle('Stores'),
  slots: { ...frame, stores: { fragment: 'explore/stores', primary: true } },
});

export const cart = definePage({
  layout: toLayout('<slot name="cart"></slot><slot name="similar"></slot>'),
  head: toTitle('Cart'),
  slots: { ...frame, cart: { fragment: 'checkout/cart', primary: true }, similar },
});

/** The checkout has no other links than the one to the shop. */
export const checkout = definePage({
  layout:
    '<header><slot name="header"></slot></header><main class="narrow"><slot name="title"></slot><slot name="store"></slot><slot name="order"></slot></main>' +
    '<footer><slot name="footer"></slot></footer>',
  head: toTitle('Checkout'),
  slots: {
    header: {
      markup: () =>
        '<a class="brand" href="/"><img src="/pictures/logo.svg" alt="" width="40" height="40"> Tractor Store</a>',
    },
    title: { markup: () => '<h1>Checkout</h1>' },
    store: { fragment: 'explore/store-picker', primary: true },
    order: { fragment: 'checkout/order', primary: true },
    footer: frame.footer,
  },
});

export const thanks = definePage({
  query: ['store'],
  layout: toLayout('<slot name="thanks"></slot>'),
  head: toTitle('Thank you'),
  slots: { ...frame, thanks: { fragment: 'checkout/thanks', primary: true } },
});

export const notFound = toMessage('There is nothing here');
export const unavailable = toMessage('Please try again in a moment');

function toMessage(text: string): Page {
  return definePage({
    layout: toLayout('<slot name="text"></slot>'),
    head: toTitle(text),
    slots: {
      ...frame,
      text: { markup: () => `<h1>${text}</h1><p><a href="/tractors">See all tractors</a></p>` },
    },
  });
}
