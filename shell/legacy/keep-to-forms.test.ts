import { expect, test } from 'bun:test';
import { readSetCookie } from '../create-test-shell.helper.ts';
import { page, startLegacies } from './start-legacies.helper.ts';

const { start } = startLegacies();
const islandsOf = (html: string) =>
  [...html.matchAll(/data-fragment="([\w/-]+)"[^>]* data-island=/g)].map(([, name]) => name);
const product = '/products/7';

test('an island whose form the legacy answers is switched off, and others stay', async () => {
  const { fetch } = await start(() => page('legacy'), { LEGACY_ROUTES: '{"*":0,"/products":100}' });
  const answer = await fetch(product);
  const html = await answer.text();
  expect(answer.status).toBe(200);
  expect(islandsOf(html)).toEqual(['search/box']);
  expect(html).toContain('<p>cart /fragments/add-to-cart</p>');
  expect(html).toEndWith('</html>');
  const both = await start(() => page('legacy'), { LEGACY_ROUTES: '{"*":0,"/products":100,"/cart":100}' });
  expect(islandsOf(await (await both.fetch(product)).text())).toEqual(['search/box', 'cart/add-to-cart']);
});

test('the share of the form decides for each visitor, and a new visitor keeps the side of the first page', async () => {
  const settings = { LEGACY_ROUTES: '{"*":0,"/products":100,"/cart":50}' };
  const { fetch } = await start(() => page('legacy'), settings);
  const read = async (arm: string) =>
    islandsOf(await (await fetch(product, { headers: { cookie: `__Host-arm=${arm}` } })).text());
  expect([await read('7fff'), await read('8000')]).toEqual([
    ['search/box', 'cart/add-to-cart'],
    ['search/box'],
  ]);
  for (let each = 0; each < 20; each++) {
    const answer = await fetch(product);
    const isOurs = islandsOf(await answer.text()).includes('cart/add-to-cart');
    expect(Number.parseInt(readSetCookie(answer, '__Host-arm') ?? '', 16) < 0x8000).toBe(isOurs);
  }
});
