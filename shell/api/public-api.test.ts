import { afterAll, describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { createUpstash } from '../../tools/upstash/create-upstash.ts';
import { createTestShell } from '../create-test-shell.helper.ts';
import { client, key, openShell, part } from './open-shell.helper.ts';

const upstash = await createUpstash({ engine: 'embedded', token: 'test' });
afterAll(() => upstash.close());

describe('a request to /api/v1', () => {
  test.each([
    ['without a key', {}, 'no-key'],
    ['with a password', { authorization: 'Basic YTpi' }, 'no-key'],
    ['with a text that is no key', { authorization: 'Bearer secret' }, 'malformed-key'],
    ['with an unknown key', { authorization: `Bearer jbk_${'x'.repeat(43)}` }, 'unknown-key'],
    ['with a cookie only', { cookie: 'session=0123456789012345678901' }, 'no-key'],
  ])('%s gets 401 and reaches no slice', async (_, sent, reason) => {
    const { ask, reached } = await openShell();
    const answer = await ask('/product/products/1', sent as Record<string, string>);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('www-authenticate')).toStartWith('Bearer realm="api"');
    expect(await answer.json()).toMatchObject({ reason });
    expect(reached()).toEqual([]);
  });

  test('with a revoked key learns that it was revoked', async () => {
    const revoked = { type: 'about:blank', title: 'Not Found', status: 404 };
    const details = { reason: 'revoked-key', detail: 'This key was revoked on 2026-11-01.' };
    const { ask } = await openShell(Response.json({ ...revoked, ...details }, { status: 404 }));
    const answer = await ask('/product/products/1');
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject(details);
  });

  test('gets 503 while keys cannot be looked up', async () => {
    const { ask } = await openShell(new Response('{}', { status: 503 }));
    const answer = await ask('/product/products/1');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
  });

  test('reaches the slice with the scopes, and without the key and cookies', async () => {
    const { ask, reached } = await openShell();
    const sent = { authorization: `Bearer ${key}`, cookie: 'session=s', [headers.scopes]: 'everything' };
    expect((await ask('/product/products/1?item=2', sent)).status).toBe(200);
    const [{ request } = { request: new Request('http://none') }] = reached();
    expect(request.url).toEndWith('/v1/products/1?item=2');
    expect(request.headers.get(headers.scopes)).toBe('catalog:read');
    for (const name of ['authorization', 'cookie', headers.identity, headers.credential])
      expect(request.headers.get(name)).toBeNull();
  });

  test.each(['/nothing/here', '/nothing', ''])(
    'to %s gets 404 with the address of the document',
    async (path) => {
      const { ask } = await openShell();
      const answer = await ask(path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('/api/v1/openapi.json');
    },
  );

  test('over the quota gets 429 with the time until it may try again', async () => {
    const redis = { UPSTASH_REDIS_REST_URL: upstash.url, UPSTASH_REDIS_REST_TOKEN: upstash.token };
    const own = { ...client, id: `client-${crypto.randomUUID()}` };
    const { ask } = await openShell(own, { ...redis, REDIS_TIMEOUT: '5000' });
    const answers = [await ask('/product/products/1')];
    expect(answers[0]?.headers.get('ratelimit-policy')).toBe('"api";q=2;w=60');
    expect(answers[0]?.headers.get('ratelimit')).toStartWith('"api";r=1;t=');
    // A new window may begin between two of the requests.
    while (answers.at(-1)?.status === 200 && answers.length < 6)
      answers.push(await ask('/product/products/1'));
    const refused = answers.at(-1) as Response;
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit')).toStartWith('"api";r=0;t=');
    expect(await refused.json()).toMatchObject({ reason: 'too-many-requests' });
  });
});

describe('the reference page', () => {
  test.each([
    ['ko', '조각보 API'],
    ['en', 'The Jogakbo API'],
  ])('in %s lists every route, and no script may run on it', async (language, title) => {
    const { ask } = await openShell();
    const page = await ask('/docs', { 'accept-language': language });
    const html = await page.text();
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).toContain('GET /api/v1/product/x');
    for (const text of ['jbk_', '/oauth/authorize', 'jba_', 'Idempotency-Key', 'webhook-signature'])
      expect(html).toContain(text);
    expect(html).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).toStartWith("default-src 'none'; style-src 'sha256-");
  });
});

describe('the document', () => {
  test('has the public routes of all slices, for everybody', async () => {
    const { ask } = await openShell();
    const answer = await ask('/openapi.json', {});
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      openapi: '3.1.1',
      servers: [{ url: 'https://shop.example/api/v1' }],
      paths: part.paths,
    });
    const etag = answer.headers.get('etag') as string;
    expect((await ask('/openapi.json', { 'if-none-match': etag })).status).toBe(304);
  });

  test('is not sent while a slice is away, as a part of it would look whole', async () => {
    const shell = await createTestShell();
    shell.state.answer = ({ binding }) =>
      binding === 'CART_BFF' ? new Response('{}', { status: 503 }) : new Response('{}', { status: 404 });
    const answer = await shell.fetch('/api/v1/openapi.json');
    expect(answer.status).toBe(503);
  });
});
