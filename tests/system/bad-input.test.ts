import { afterAll, describe, expect, test } from 'bun:test';
import { createConnection } from 'node:net';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { openShop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';

const shop = await openShop();
afterAll(() => shop.close());

const item = { productId: '51862822', itemId: '183485417', quantity: 1 };
const json = { 'content-type': 'application/json' };

describe('the address', () => {
  test.each([
    '/products/999',
    '/products/abc',
    '/products/0',
    '/products/-1',
    '/products/99999999999999999999',
    '/products/%00',
    '/products/%E0%A4%A',
    "/products/1'%20OR%201=1",
    '/categories/no-such-category',
    '/categories/__proto__',
    '/nothing/here',
  ])('%s is a 404 page', async (path) => {
    const answer = await shop.fetch(path);
    expect(answer.status).toBe(404);
    expect(toText(readSlot(await answer.text(), 'message').html)).toContain('찾으시는 페이지가 없어요');
  });

  test.each([
    '/categories/toys?page=abc',
    '/categories/toys?page=-3',
    '/categories/toys?page=1e9',
    '/categories/toys?sort=DROP',
  ])('%s uses the default of a wrong parameter', async (path) =>
    expect((await shop.fetch(path)).status).toBe(200),
  );

  test.each([
    '"',
    '*',
    'NEAR(a b)',
    'a OR b',
    'title:x',
    "'; DROP TABLE listing; --",
    '%',
    '_',
    '\\',
    '\u0000',
    '(((((',
    '^',
    '포켓몬"',
    '💩',
    'x'.repeat(500),
  ])('of a search for %p is 200, with or without results', async (q) => {
    const answer = await shop.fetch(`/search?q=${encodeURIComponent(q)}`);
    expect(answer.status).toBe(200);
    expect(readSlot(await answer.text(), 'results').attributes).not.toHaveProperty('data-fallback');
  });

  test('of a product still works after odd searches', async () => {
    expect((await shop.fetch('/products/51862822')).status).toBe(200);
  });

  test.each([
    '/_fragments/pricing/none',
    '/_fragments/nobody/price',
    '/_fragments/pricing/__proto__',
    '/_fragments/pricing/price?product=x',
  ])('%s is a 404 instead of a fragment', async (path) => expect((await shop.fetch(path)).status).toBe(404));

  test.each([
    '/assets/cart/none/remote.js',
    '/assets/nobody/x.js',
    '/assets/shell/../../wrangler.toml',
    '/api/nobody/x',
    '/api/cart/nothing',
  ])('%s is a 404 instead of an asset', async (path) => expect((await shop.fetch(path)).status).toBe(404));
});

describe('bodies sent to an API', () => {
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  test.each([
    ['malformed JSON', '{"productId":', json, 400],
    ['no JSON at all', 'hello', json, 400],
    ['an empty body', '', json, 400],
    ['another content type', JSON.stringify(item), { 'content-type': 'text/plain' }, 415],
    ['XML', '<item/>', { 'content-type': 'application/xml' }, 415],
    ['invalid UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), json, 400],
    ['a prototype', '{"__proto__":{"productId":"51862822"},"constructor":{}}', json, 422],
    ['depth 10,000', deep, json, 422],
    ['an array', '[]', json, 422],
    ['null', 'null', json, 422],
    ['a number as text it is not', JSON.stringify({ ...item, quantity: 'NaN' }), json, 422],
    ['infinity', '{"productId":"51862822","itemId":"183485417","quantity":1e999}', json, 422],
    ['an object as id', JSON.stringify({ ...item, itemId: { $gt: '' } }), json, 422],
  ] as const)('%s is refused as a problem', async (_, body, headers, status) => {
    const answer = await shop.fetch('/api/cart/items', { method: 'POST', headers, body });
    const text = await answer.text();
    expect({ status: answer.status, text }).toMatchObject({ status });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(JSON.parse(text)).toMatchObject({ status });
    expect(text).not.toContain('at ');
  });

  test('a body over 64 KB with its length in a header is 413', async () => {
    const answer = await shop.fetch('/api/cart/items', {
      method: 'POST',
      headers: json,
      body: `"${'x'.repeat(65_536)}"`,
    });
    expect(answer.status).toBe(413);
  });

  test('a body over 64 KB without its length in a header is 413', async () => {
    const { port, hostname } = new URL(shop.url);
    const socket = createConnection(Number(port), hostname);
    const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    socket.write(
      `POST /api/cart/items HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    for (let sent = 0; sent < 80 && socket.writable; sent++) socket.write(`400\r\n${'x'.repeat(1_024)}\r\n`);
    socket.write('0\r\n\r\n');
    expect(await answer).toStartWith('HTTP/1.1 413');
    socket.destroy();
  });

  test('a body of 64 KB is read, and its content decides', async () => {
    const padded = JSON.stringify({ ...item, note: 'x'.repeat(64_000) });
    expect((await createVisitor(shop.url).postJson('/api/cart/items', padded)).status).toBe(200);
  });
});

describe('forms', () => {
  test('a form with invalid UTF-8 or another content type is refused', async () => {
    const send = (body: BodyInit, type: string) =>
      shop.fetch('/cart/items', { method: 'POST', headers: { 'content-type': type }, body });
    expect((await send(new Uint8Array([0x61, 0x3d, 0xff]), 'application/x-www-form-urlencoded')).status).toBe(
      400,
    );
    expect((await send('x', 'multipart/form-data; boundary=x')).status).toBe(415);
  });

  test('a form that is too large is 413', async () => {
    const visitor = createVisitor(shop.url);
    expect((await visitor.post('/cart/items', { quantity: 'x'.repeat(70_000) })).status).toBe(413);
  });

  test.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this host', { origin: 'http://localhost:1' }],
  ])('a post from %s is 403 and changes nothing', async (_, headers) => {
    const visitor = createVisitor(shop.url);
    await visitor.postJson('/api/cart/items', item);
    const refused = await visitor.post('/cart/items', { ...item, quantity: '5' }, headers);
    expect(refused.status).toBe(403);
    const api = await visitor.postJson('/api/cart/items', item, headers);
    expect(api.status).toBe(403);
    expect(JSON.parse((await visitor.get('/api/cart/cart')).text).lines[0].quantity).toBe(1);
  });

  test('posting to a path without a form is 404, and 405 on a page', async () => {
    const visitor = createVisitor(shop.url);
    expect((await visitor.post('/nothing', {})).status).toBe(404);
    expect((await visitor.post('/', {})).status).toBe(405);
  });
});
