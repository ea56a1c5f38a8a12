import { expect, test } from 'bun:test';
import { Hono } from 'hono';
import { serveAsset } from './serve-asset.ts';

const tag = '"abc"';
const assets = {
  fetch: async (request: Request) => {
    if (!request.url.endsWith('/there.js')) return new Response(null, { status: 404 });
    if (request.headers.get('if-none-match') === tag)
      return new Response(null, { status: 304, headers: { etag: tag } });
    return new Response('code', { headers: { etag: tag, 'content-type': 'text/javascript' } });
  },
};
const app = new Hono().get('/*', (c) => serveAsset(c, assets));
const immutable = 'public, max-age=31536000, immutable';

test('browsers may keep an asset forever', async () => {
  const answer = await app.request('/there.js');
  expect([answer.status, answer.headers.get('cache-control'), await answer.text()]).toEqual([
    200,
    immutable,
    'code',
  ]);
});

test('a request with the ETag of the asset gets 304', async () => {
  const answer = await app.request('/there.js', { headers: { 'if-none-match': tag } });
  expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual([
    304,
    immutable,
    tag,
  ]);
});

test('a missing asset is a 404 problem', async () => {
  const answer = await app.request('/gone.js', { headers: { 'if-none-match': tag } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
});
