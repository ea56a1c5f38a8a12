import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { actions, type Outcome } from './actions.ts';
import { toCart, toCartText } from './cart.ts';
import { fragments } from './fragments.ts';

const version = '1';
const assets = `/assets/checkout/${version}/`;
const content = readFileSync(new URL('./styles.css', import.meta.url), 'utf8');
const manifest = JSON.stringify({
  slice: 'checkout',
  version,
  fragments,
  stylesheet: { content },
  remote: `${assets}remote.js`,
});

/**
 * Makes the server of team Checkout: the HTTP server of Node, with components of React.
 *
 * @param files the files of the islands, by name
 */
export function createCheckout(files: Map<string, string>) {
  return createServer(async (request, response) => {
    const { pathname, searchParams: params } = new URL(request.url ?? '/', 'http://checkout');
    // The host takes the cart from a cookie, and passes it in this header.
    const cart = toCart(String(request.headers['x-jogakbo-identity'] ?? ''));
    response.setHeader('x-jogakbo-version', version);
    const action =
      request.method === 'POST' && Object.hasOwn(actions, pathname) ? actions[pathname] : undefined;
    if (action) return sendOutcome(response, action(await readForm(request), cart));
    if (pathname === '/fragments.json') return send(response, manifest, 'application/json', 'no-cache');
    if (pathname.startsWith(assets)) {
      const file = files.get(pathname.slice(assets.length));
      return send(response, file, 'text/javascript', 'public, max-age=31536000, immutable');
    }
    const name = pathname.replace('/fragments/', '');
    const fragment = Object.hasOwn(fragments, name) ? fragments[name] : undefined;
    const location = fragment?.next?.({ params, cart });
    if (location) return response.writeHead(303, { location }).end();
    const sharing = fragment?.personal
      ? 'private, no-store'
      : 'public, s-maxage=5, stale-while-revalidate=60, stale-if-error=3600';
    return send(response, fragment?.render({ params, cart }), 'text/html; charset=utf-8', sharing);
  });
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await text(request));
}

function send(response: ServerResponse, body: string | undefined, type: string, sharing: string): void {
  if (body === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': type, 'cache-control': sharing }).end(body);
}

function sendOutcome(response: ServerResponse, outcome: Outcome): void {
  if (outcome.ok) {
    const cookie = `cart=${toCartText(outcome.cart)}; Path=/; HttpOnly; SameSite=Lax`;
    response.writeHead(303, { location: outcome.location, 'set-cookie': cookie }).end();
    return;
  }
  const { status, fragment, place, html } = outcome;
  response.writeHead(status, {
    ...{ 'content-type': 'text/html; charset=utf-8', 'content-location': place },
    'x-jogakbo-fragment': fragment,
  });
  response.end(html);
}
