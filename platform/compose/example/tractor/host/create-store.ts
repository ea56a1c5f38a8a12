import { createHash } from 'node:crypto';
import { type Asked, createComposer, type Endpoint, httpEndpoint } from '@jogakbo/compose';
import * as pages from './pages.ts';

/** What the build makes for the host: scripts, styles and pictures, as text. */
export type Built = {
  loader: string;
  styles: { document: string; layout: string };
  /** The content of each file, by path. */
  files: Record<string, string>;
};
/** The address of each team's server. */
export type Teams = Record<'explore' | 'decide' | 'checkout', string>;

/** Makes the host of the Tractor Store. It is the same on every runtime: a function from a request to a response. */
export function createStore(built: Built, teams: Teams) {
  const endpoints = Object.fromEntries(Object.entries(teams).map(([team, url]) => [team, httpEndpoint(url)]));
  const imports = { '@jogakbo/host': '/scripts/host.js' };
  return createComposer({
    endpointOf: (slice) => endpoints[slice],
    frame: {
      head: '<link rel="icon" href="/pictures/logo.svg" type="image/svg+xml">',
      style: inline(built.styles.document),
      layoutStyle: inline(built.styles.layout),
      importMap: inline(JSON.stringify({ imports })),
      loader: inline(built.loader),
      scriptPaths: ['/scripts/', '/assets/'],
      trustedTypes: ['jogakbo'],
    },
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
      '/pictures/*': serveFiles(built.files),
      '/scripts/*': serveFiles(built.files),
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

function serveFiles(files: Built['files']): Endpoint {
  const types: Record<string, string> = { js: 'text/javascript', svg: 'image/svg+xml' };
  return {
    async fetch(input) {
      const { pathname } = new URL(typeof input === 'string' ? input : input.url);
      const type = types[pathname.split('.').pop() ?? ''];
      if (!Object.hasOwn(files, pathname) || !type) return new Response(null, { status: 404 });
      return new Response(files[pathname], {
        headers: { 'content-type': type, 'cache-control': 'max-age=3600' },
      });
    },
  };
}

function inline(content: string) {
  return { content, hash: `sha256-${createHash('sha256').update(content).digest('base64')}` };
}
