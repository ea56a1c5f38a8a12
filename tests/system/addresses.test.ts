import { describe, expect, test } from 'bun:test';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { rawRequest } from '../raw-request.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { server } from '../servers.helper.ts';

const shop = await openSharedShop();
const { host } = new URL(shop.url);

/** Follows redirects as a browser does, and fails if one leads to another host. */
async function follow(path: string, headers: Record<string, string> = {}) {
  let at = path;
  for (let hops = 0; hops < 4; hops++) {
    const answer = await rawRequest(shop.url, at, headers);
    const location = answer.headers.get('location');
    if (!location) return { ...answer, at, hops };
    const target = new URL(location, shop.url);
    expect(target.host).toBe(host);
    at = target.pathname + target.search + target.hash;
    if (answer.status === 303) return { ...answer, at, hops };
  }
  throw new Error(`${path} redirects too often`);
}

const product = '/products/51862822';
const title = '퍼즐사랑 포켓몬스터 치코리타 나노블록 90피스';

describe('another form of an address leads to the page', () => {
  test.each([
    [`${product}/`, title],
    [`/${product}`, title],
    ['//products//51862822//', title],
    [`${product}%20`, title],
    ['/Products/51862822', title],
    ['/%70roducts/51862822', title],
    [`${product}?item=`, title],
    [`${product}?item=183485417?utm_source=x`, title],
    [`${product}?item=183485417%20`, title],
    [`${product}?item=183485417&item=1`, title],
    [`${product}?utm_source=x&amp;item=183485417`, title],
    [`${product}%3Fitem=183485417`, title],
    [`${product}?item=1`, title],
    [`${product}?item=abc`, title],
    [`${product}?`, title],
    ['/categories/toys/?page=1&page=2', '완구'],
    ['/CATEGORIES/toys', '완구'],
    ['//cart/', '장바구니'],
    ['/search/?q=%ED%8F%AC%EC%BC%93%EB%AA%AC&q=x', '포켓몬'],
    ['/campaigns/goldbox//', '골드박스'],
    ['//', '조각보'],
    ['/?utm_source=x&fbclid=y', '조각보'],
  ])('%s', async (path, words) => {
    const { status, text } = await follow(path);
    expect({ path, status }).toEqual({ path, status: 200 });
    expect(text.match(/<title>([^<]*)/)?.[1] + toText(text)).toContain(words);
  });

  test('a host in capital letters leads to the page', async () => {
    const answer = await rawRequest(shop.url, product, { Host: host.toUpperCase() });
    expect(answer.status).toBe(200);
  });

  test('a redirect keeps the method and the query of the request', async () => {
    const answer = await rawRequest(shop.url, '/cart/items/?a=b', { 'Content-Length': '0' }, 'POST');
    expect([answer.status, answer.headers.get('location')]).toEqual([308, '/cart/items?a=b']);
  });
});

describe('no address leads to another host', () => {
  test.each([
    '//evil.example/',
    '///evil.example',
    '//evil.example/%20',
    '/%09/evil.example',
    '//evil.example/x?y',
  ])('%s', async (path) => {
    const { status, text } = await follow(path);
    expect(status).toBe(404);
    expect(text).not.toMatch(/(?:href|action|content)="(?:https?:)?\/\/(?!jogakbo\.example)/);
  });
});

describe('a path that is not in normal form is refused', () => {
  test.each([
    '/assets/cart/..%2f..%2ffragments.json',
    '/assets/cart/%00',
    '/api/cart/%E0%A4%A',
    '/api/product/products%2F51862822',
    '/_fragments/cart/..%5cfragments.json',
  ])('%s', async (path) => {
    const answer = await rawRequest(shop.url, path);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});

test.each(['/assets/x/../../fragments.json', '/assets/cart/%2e%2e/%2E%2e/fragments.json', '/\\evil.example'])(
  '%s leads to no file and to no other host',
  async (path) => {
    // Bun resolves dots and backslashes before the shell sees the path, and nothing is at the address that is left.
    expect((await follow(path)).status).toBe(server?.startsWith('bun') ? 404 : 400);
  },
);

describe('the address of a form leads to the page that holds it', () => {
  test.each([
    ['/cart/items', '/cart'],
    ['/cart/items/183485417', '/cart'],
    ['/products/51862822/reviews', '/products/51862822?review=write#review-form'],
    ['/checkout/start', '/cart'],
    ['/orders/x/cancellation', '/orders/x'],
    ['/my/password', '/my'],
    ['/my/addresses/x', '/my#addresses'],
    ['/logout', '/'],
  ])('%s leads to %s', async (path, page) => {
    const answer = await rawRequest(shop.url, path);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, page]);
  });
});

test('a search term on another page fills no search box', async () => {
  const { text } = await follow('/?q=secret-term');
  expect(readSlot(text, 'search').html).not.toContain('secret-term');
  expect((await follow('/search?q=secret-term')).text).toContain('secret-term');
});

test.each([
  '/.env',
  '/wp-login.php',
  '/.git/config',
  '/wp-admin/setup',
  '/backup.zip',
  '/%2eenv',
  '//xmlrpc.php',
])('the shell composes no page for %s', async (path) => {
  const { status, text } = await follow(path);
  expect(status).toBe(404);
  expect(text).not.toContain('jb-fragment');
  expect(text.length).toBeLessThan(1_000);
});
