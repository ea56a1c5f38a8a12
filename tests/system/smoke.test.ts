import { afterAll, expect, test } from 'bun:test';
import { runSmoke } from '../../tools/smoke/run-smoke.ts';
import { waitForShop } from '../../tools/smoke/wait-for-shop.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';

const shop = await openSharedShop();
/** A shop in front of the shared one, in which one path is broken. */
let broken: { path: string; answer: () => Response } | undefined;
const proxy = Bun.serve({
  port: 0,
  fetch(request) {
    const { pathname, search } = new URL(request.url);
    if (broken?.path === pathname) return broken.answer();
    const headers = new Headers(request.headers);
    if (headers.has('origin')) headers.set('origin', new URL(shop.url).origin);
    headers.set('host', new URL(shop.url).host);
    return fetch(new URL(pathname + search, shop.url), {
      ...{ method: request.method, headers, body: request.body, redirect: 'manual' },
    });
  },
});
afterAll(() => proxy.stop(true));

async function smoke() {
  const lines: string[] = [];
  const passed = await runSmoke(proxy.url.origin, (line) => lines.push(line));
  return { passed, output: lines.join('\n') };
}

test('the smoke test passes for a whole shop', async () => {
  broken = undefined;
  const { passed, output } = await smoke();
  expect(output).toContain('All 8 checks passed');
  expect(passed).toBe(true);
});

test.each([
  [
    '/readyz',
    Response.json({ slices: { cart: 'unavailable', menu: 'ok' } }),
    'these slices do not answer: cart',
  ],
  ['/robots.txt', new Response(null, { status: 500 }), '/robots.txt answers 500'],
  ['/search', new Response('<html></html>'), 'does not find /products/'],
  ['/cart/items', new Response(null, { status: 503 }), 'adding to the cart answers 503'],
  ['/cart', new Response('<html>'), '/cart ends before its end'],
])('the smoke test names the fault of %s', async (path, answer, sentence) => {
  broken = { path, answer: () => answer.clone() };
  const { passed, output } = await smoke();
  expect(output).toContain(sentence);
  expect(passed).toBe(false);
});

test('a deploy waits until the shop answers, and no longer than it may', async () => {
  broken = { path: '/healthz', answer: () => new Response(null, { status: 404 }) };
  expect(await waitForShop(proxy.url.origin, { pause: 5, longest: 50 })).toBe(false);
  broken = undefined;
  expect(await waitForShop(proxy.url.origin)).toBe(true);
});
