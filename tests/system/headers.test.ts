import { describe, expect, test } from 'bun:test';
import { openSharedShop } from '../open-shared-shop.helper.ts';

const shop = await openSharedShop();
const asset = (html: string, pattern: RegExp) => html.match(pattern)?.[0] as string;
const home = await (await shop.fetch('/')).text();
const script = asset(home, /\/assets\/shell\/[^"]+\/host\.js/);
const remote = asset(await (await shop.fetch('/products/51862822')).text(), /\/assets\/cart\/[^"]+\.json/);

const foreign = { method: 'POST', headers: { origin: 'https://evil.example' } };
const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };

type Kind = [path: string, status: number, init?: RequestInit];
/** One answer of every kind that the shell gives. */
const pages: Kind[] = [
  ['/', 200],
  ['/', 200, { method: 'HEAD' }],
  ['/products/51862822', 200],
  ['/nothing/here', 404],
  ['/cart/items', 403, foreign],
];
const others: Kind[] = [
  ['/healthz', 200],
  ['/readyz', 200],
  ['/favicon.svg', 200],
  ['/favicon.ico', 301],
  ['/robots.txt', 200],
  [script, 200],
  [remote, 200],
  ['/assets/cart/none/x.js', 404],
  ['/assets/nobody/x.js', 404],
  ['/_fragments/pricing/price?product=51862822', 200],
  ['/_fragments/order/list', 401],
  ['/_fragments/nobody/price', 404],
  ['/api/cart/cart', 200],
  ['/api/cart/openapi.json', 200],
  ['/api/cart/items', 422, json],
  ['/api/product/pictures/51862822.svg', 200],
  ['/api/nobody/x', 404],
  ['/my', 303],
  ['/nothing', 404, { method: 'POST' }],
  ['/', 405, { method: 'DELETE' }],
  ['/_dev/faults', 200],
];

function toNamed(kind: Kind) {
  const [path, status, init] = kind;
  return { name: `${init?.method ?? 'GET'} ${path} ${status}`, kind };
}

async function ask([path, status, init]: Kind) {
  const answer = await shop.fetch(path, init);
  await answer.text();
  expect({ path, status: answer.status }).toEqual({ path, status });
  expect(answer.headers.has('cache-control')).toBe(true);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(answer.headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
  const policy = answer.headers.get('content-security-policy') as string;
  expect(policy).toStartWith("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  return { headers: answer.headers, policy };
}

describe('the headers of a page', () => {
  test.each(pages.map(toNamed))('$name limit what the page may do', async ({ kind }) => {
    const { headers, policy } = await ask(kind);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=(), ');
    const { host } = new URL(shop.url);
    expect(policy.match(/script-src ([^;]*)/)?.[1]?.replace(/ 'sha256-[^']+'/g, '')).toBe(`${host}/assets/`);
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types jogakbo");
    expect(policy).toContain("frame-ancestors 'none'");
  });
});

describe('the headers of an answer that is not a page', () => {
  test.each(others.map(toNamed))('$name allow nothing if somebody opens it as a page', async ({ kind }) => {
    const { headers, policy } = await ask(kind);
    expect(headers.has('cross-origin-opener-policy')).toBe(false);
    if (!kind[0].endsWith('.svg')) expect(policy).toContain('sandbox');
  });
});
