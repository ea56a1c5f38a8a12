import { expect, test } from 'bun:test';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { readSlot } from '../read-page.helper.ts';

const shop = await openSharedShop();
// On a busy machine the first pages may lack fragments.
let html = '';
for (let tries = 0; tries < 20 && !html.includes('data-fragment="cart/add-to-cart"'); tries++)
  html = await (await shop.fetch('/products/51862822')).text();
const remote = readSlot(html, 'buy').attributes['data-island'] as string;
const runtime = html.match(/\/assets\/shell\/[^"]+\.js/)?.[0] as string;

const files = [remote, runtime, '/favicon.svg', '/api/product/pictures/51862822.svg'];

test.each(files)('the file %s is sent once, and then answered with 304', async (path) => {
  const first = await shop.fetch(path);
  const tag = first.headers.get('etag') as string;
  expect([first.status, Boolean(tag)]).toEqual([200, true]);
  const again = await shop.fetch(path, { headers: { 'if-none-match': tag } });
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
  expect(again.headers.get('cache-control')).toBe(first.headers.get('cache-control'));
});

test.each(files)(
  'the file %s has the same headers for HEAD and GET, and answers a range with the range or the whole file',
  async (path) => {
    const whole = await (await shop.fetch(path)).text();
    const head = await shop.fetch(path, { method: 'HEAD' });
    expect([head.status, await head.text(), Boolean(head.headers.get('etag'))]).toEqual([200, '', true]);
    const range = await shop.fetch(path, { headers: { range: 'bytes=0-9' } });
    const text = await range.text();
    expect([200, 206]).toContain(range.status);
    expect(text).toBe(range.status === 206 ? whole.slice(0, 10) : whole);
  },
);
