import { createFrame } from '@jogakbo/compose/browser';
import { type Asked, createHost } from '@jogakbo/compose/host';
import { httpEndpoint } from '@jogakbo/compose/http';
import documentStyle from './document.css' with { type: 'text' };
import { pictures } from './draw-pictures.ts';
import layoutStyle from './layout.css' with { type: 'text' };
import * as pages from './pages.ts';

/** The address of each team's server. */
export type Teams = Record<'explore' | 'decide' | 'checkout', string>;

const { frame, scripts } = createFrame({
  head: '<link rel="icon" href="/pictures/logo.svg" type="image/svg+xml">',
  style: documentStyle,
  layoutStyle,
});

/** Makes the host of the Tractor Store. It is the same on every runtime: a function from a request to a response. */
export function createStore(teams: Teams) {
  const endpoints = Object.fromEntries(Object.entries(teams).map(([team, url]) => [team, httpEndpoint(url)]));
  return createHost({
    endpointOf: (slice) => endpoints[slice],
    frame,
    notFound: pages.notFound,
    unavailable: pages.unavailable,
    routes: {
      '/': pages.home,
      '/tractors': pages.category,
      '/tractors/:category': pages.category,
      '/products/:product': pages.product,
      '/stores': pages.stores,
      '/cart': pages.cart,
      '/cart/items': { action: 'checkout', shownOn: '/cart' },
      '/cart/items/remove': { action: 'checkout', shownOn: '/cart' },
      '/checkout': { page: pages.checkout, action: 'checkout' },
      '/thanks': pages.thanks,
      '/pictures/*': pictures,
      '/scripts/*': scripts,
    },
    hooks: {
      visitOf(asked) {
        const cart = readCart(asked.request);
        return {
          identity: (slice) => (slice === 'checkout' ? { 'x-jogakbo-identity': cart } : undefined),
          ...(asked.path === '/cart' ? { params: { skus: toSkus(cart) } } : {}),
        };
      },
    },
  });
}

/** The cookie of team Checkout. Only its personal fragments and its forms get it. */
function readCart({ headers }: Asked['request']): string {
  return /(?:^|;\s*)cart=([\w.-]*)/.exec(headers.get('cookie') ?? '')?.[1] ?? '';
}

/** The variants in a cart such as `HA-RED.2_PI-MNT.1`. Team Explore recommends others like them. */
function toSkus(cart: string): string {
  return cart.replace(/\.\d+/g, '').replaceAll('_', ',');
}
