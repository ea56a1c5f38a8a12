import { afterAll, expect, test } from 'bun:test';
import { createElsewhere } from './answer-elsewhere.ts';

const asked: { path: string; cookie: string | null; identity: string | null }[] = [];
const shop = Bun.serve({
  ...{ hostname: '127.0.0.1', port: 0 },
  fetch({ url, headers }) {
    const { pathname, search } = new URL(url);
    asked.push({
      path: pathname + search,
      cookie: headers.get('cookie'),
      identity: headers.get('x-jogakbo-identity'),
    });
    return pathname.includes('pricing') ? new Response('', { status: 403 }) : Response.json({ products: [] });
  },
});
afterAll(() => shop.stop(true));
const refused: string[] = [];
const upstream = { origin: shop.url.origin, open: true, preview: '__Host-preview=t' };
const elsewhere = createElsewhere(upstream, (sentence) => refused.push(sentence));
const ask = (path: string, init: RequestInit = {}, answer = elsewhere) =>
  answer(new Request(`http://here${path}`, init));

test('a read of another service goes to the deployed shop, with the preview and without an identity', async () => {
  const answer = await ask('/product-service/products?ids=1,2', {
    headers: { 'x-jogakbo-identity': 'local' },
  });
  expect(await answer.json()).toEqual({ products: [] });
  expect(asked.splice(0)).toEqual([
    { path: '/_services/product/products?ids=1,2', cookie: '__Host-preview=t', identity: null },
  ]);
});

test('a change of another service is refused, and nothing reaches the deployed shop', async () => {
  expect((await ask('/order-service/orders', { method: 'POST', body: '{}' })).status).toBe(503);
  expect(asked).toEqual([]);
  expect(refused.splice(0)).toEqual(['POST /orders of order-service is a change']);
});

test('events end on this machine', async () => {
  expect((await ask('/events-service/events', { method: 'POST', body: '{}' })).status).toBe(202);
  expect(asked).toEqual([]);
});

test('a sentence says why another service cannot be read', async () => {
  expect((await ask('/pricing-service/prices')).status).toBe(503);
  const closed = createElsewhere({ ...upstream, open: false }, (sentence) => refused.push(sentence));
  expect((await ask('/menu-service/menu', {}, closed)).status).toBe(503);
  expect(refused.splice(0)).toEqual([
    `${shop.url.origin} no longer lets this machine read pricing-service: the preview may have ended`,
    'menu-service cannot be read',
  ]);
});
