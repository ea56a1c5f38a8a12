import { expect, test } from 'bun:test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { page, startLegacies } from './start-legacies.helper.ts';

const { start } = startLegacies();
const path = '/products/7?boundaries=1';
const parts = (ours: number, selector = '#price') => ({
  LEGACY_FRAGMENTS: JSON.stringify({ '/products/:product': { price: { selector, ours } } }),
});
const html = '<body><p id="price">10원</p>';
const aboutOf = (text: string, boundary: string) =>
  text.match(new RegExp(`data-boundary="${boundary}"[^>]* data-about="([^"]*)"`))?.[1];

test('a page of the legacy says why the legacy answers, and where a fragment of the shop comes from', async () => {
  const legacy = () => page(html, { 'content-security-policy': "default-src 'self'" });
  const { fetch } = await start(legacy, { LEGACY_ROUTES: '{"*":100,"/products":0}', ...parts(100) });
  const answer = await fetch(path);
  const text = await answer.text();
  expect(aboutOf(text, 'legacy')).toBe('/products is ours for 0 % · LEGACY_ROUTES');
  expect(aboutOf(text, 'pricing')).toBe('#price · ours for 100 % · LEGACY_FRAGMENTS');
  expect(answer.headers.get('content-security-policy')).toContain("'sha256-");
  expect(await (await fetch('/products/7')).text()).not.toContain('data-about');
  expect(aboutOf(await (await fetch('/old?boundaries=1')).text(), 'legacy')).toBe(
    'the shop has no such route',
  );
});

test('a fragment that does not answer, and a page without its element, say so', async () => {
  const { fetch, state } = await start(() => page(html), { LEGACY_ROUTES: '{"*":0}', ...parts(100) });
  state.answer = ({ binding }) =>
    binding === 'PRICING_FRONTEND' ? new Response(null, { status: 500 }) : undefined;
  expect(await (await fetch(path)).text()).toContain('data-about="pricing/price did not answer · #price');
  const moved = await start(() => page(html), { LEGACY_ROUTES: '{"*":0}', ...parts(100, '#moved') });
  expect(await (await moved.fetch(path)).text()).toContain(
    'data-about="the page has no part #moved for pricing/price"',
  );
});

test('a page of the shop says where a part of the legacy was cut out, and why it shows a fallback', async () => {
  const aboutSlot = (text: string) => text.match(/slot="price"[^>]* data-about="([^"]*)"/)?.[1];
  const { fetch } = await start(() => page(html), parts(20));
  const visitor = { headers: { cookie: '__Host-arm=f000' } };
  expect(aboutSlot(await (await fetch(path, visitor)).text())).toMatch(
    /^#price · ours for 20 % · LEGACY_FRAGMENTS · \d+ ms · fresh$/,
  );
  const down = await start(() => new Response(null, { status: 500 }), parts(20));
  expect(aboutSlot(await (await down.fetch(path, visitor)).text())).toMatch(/ms · fallback · .*503/);
});

test('a page in place of a legacy that is down says why', async () => {
  const { fetch } = await start(() => new Response(null, { status: 500 }), { LEGACY_ROUTES: '{"*":0}' });
  const look = async (address: string) => {
    const answer = await fetch(address, { headers: { accept: 'text/html' } });
    return { status: answer.status, legacy: (await answer.text()).match(/data-legacy="([^"]*)"/)?.[1] };
  };
  expect(await look('/cart?boundaries=1')).toEqual({
    status: 503,
    legacy: 'failed · * is ours for 0 % · LEGACY_ROUTES',
  });
  expect(await look('/cart')).toEqual({ status: 503, legacy: undefined });
});

test('a page that breaks off says so at its end', async () => {
  const broken = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': 100 });
    response.write('<body><p>the start', () => setTimeout(() => response.destroy(), 20));
  });
  await new Promise<void>((listening) => broken.listen(0, '127.0.0.1', listening));
  const { port } = broken.address() as AddressInfo;
  const { fetch } = await start(() => page(''), { LEGACY_ORIGIN: `http://127.0.0.1:${port}` });
  expect(await (await fetch('/old?boundaries=1')).text()).toContain('data-about="the page broke off: ');
  broken.close();
});

test.each([
  ['late', { LEGACY_TIMEOUT: '30' }, () => new Promise<Response>(() => {})],
  ['circle', {}, ({ url }: Request) => Response.redirect(url, 302)],
])('a page in place of a legacy that is %s says so', async (reason, settings, answer) => {
  const { fetch } = await start(answer, settings as Record<string, string>);
  const headers = { accept: 'text/html', cookie: '__Host-hops=10' };
  const text = await (await fetch('/old?boundaries=1', { headers })).text();
  expect(text).toMatch(new RegExp(`data-legacy="${reason} · the shop has no such route"`));
});
