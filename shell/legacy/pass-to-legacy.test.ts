import { describe, expect, test } from 'bun:test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readSetCookie } from '../create-test-shell.helper.ts';
import { page, startLegacies } from './start-legacies.helper.ts';

const { errors, start } = startLegacies();
const html = { accept: 'text/html' };

describe('which side answers', () => {
  test('the shell answers its routes, and the legacy answers the rest', async () => {
    const { fetch, seen } = await start(() => page('<h1>legacy</h1>'));
    expect(await (await fetch('/search?q=x')).text()).toContain('<jb-page');
    expect(seen).toEqual([]);
    const answer = await fetch('/Old//Page.php/?q=%ED%99%8D&b');
    expect([answer.status, await answer.text()]).toEqual([200, '<h1>legacy</h1>']);
    expect(seen.map(({ path }) => path)).toEqual(['/Old//Page.php/?q=%ED%99%8D&b']);
  });

  test('the APIs of the shop are never passed on, also those without a frontend', async () => {
    const operator = { fetch: async () => Response.json({}) } as unknown as string;
    const settings = { LEGACY_ROUTES: '{"*":0}', OPERATOR_BFF: operator };
    const { fetch, seen } = await start(() => page(''), settings);
    for (const path of ['/api/operator/moves/review', '/api/cart/cart']) await fetch(path);
    expect(seen).toEqual([]);
  });

  test('without LEGACY_ORIGIN nothing is passed on', async () => {
    const { fetch, seen } = await start(() => page('legacy'), {
      LEGACY_ORIGIN: '',
      LEGACY_ROUTES: '{"*":0}',
    });
    expect((await fetch('/nothing')).status).toBe(404);
    expect(seen).toEqual([]);
  });

  test('a visitor stays on one side while the share rises, with pages and forms', async () => {
    const settings = { LEGACY_ROUTES: '{"/cart":25}' };
    const { fetch, post, seen, asked } = await start(() => page('legacy'), settings);
    const as = (arm: string) => ({ headers: { cookie: `__Host-arm=${arm}` } });
    expect(await (await fetch('/cart', as('3fff'))).text()).toContain('<jb-page');
    expect(await (await fetch('/cart', as('4000'))).text()).toBe('legacy');
    asked.length = 0;
    await post('/cart/items', {}, { ...as('3fff').headers });
    expect(asked.some(({ binding }) => binding === 'CART_FRONTEND')).toBe(true);
    await post('/cart/items', {}, { ...as('4000').headers });
    expect(seen.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  test('a new visitor gets a number with the first answer, from either side', async () => {
    const { fetch } = await start(() => page('legacy'), { LEGACY_ROUTES: '{"/search":50}' });
    for (let each = 0; each < 20; each++) {
      const answer = await fetch('/search?q=x');
      const isOurs = (await answer.text()) !== 'legacy';
      expect(Number.parseInt(readSetCookie(answer, '__Host-arm') ?? '', 16) < 0x8000).toBe(isOurs);
    }
  });
});

describe('the border', () => {
  test('neither side gets or sets a cookie of the other', async () => {
    const { fetch, seen } = await start(() => {
      const answer = page('x', { 'clear-site-data': '"cookies"', 'strict-transport-security': 'max-age=1' });
      answer.headers.append('set-cookie', '__Host-session=evil; Path=/; Secure; HttpOnly');
      answer.headers.append('set-cookie', 'PHPSESSID=7; Domain=legacy.internal; Path=/old; SameSite=Lax');
      return answer;
    });
    const cookie = '__Host-session=ours; legacy-PHPSESSID=6; other=1; legacy-__Host-session=5';
    const answer = await fetch('/old', { headers: { cookie } });
    expect(seen[0]?.headers.get('cookie')).toBe('PHPSESSID=6; __Host-session=5');
    expect(answer.headers.getSetCookie()).toEqual([
      'legacy-__Host-session=evil; Path=/; HttpOnly; Secure',
      'legacy-PHPSESSID=7; Path=/old; SameSite=Lax; Secure',
    ]);
    expect(answer.headers.get('clear-site-data')).toBeNull();
    expect(answer.headers.get('strict-transport-security')).not.toBe('max-age=1');
  });

  test('redirects and absolute links lead to the shop, and other links stay', async () => {
    const legacy = await start((request) => {
      const { origin, host } = new URL(request.url);
      if (request.url.endsWith('/moved')) return Response.redirect(`${origin}/target?a=1#b`, 302);
      return page(
        `<a href="${origin}/a?b=1&amp;c">1</a><a href="//${host}/b">2</a><form action="${origin}"></form><a href="https://other.example/">3</a>` +
          `<img srcset="${origin}/1.png 1x, ${origin}/2.png 2x"><meta http-equiv="refresh" content="3; url=${origin}/c"><a href="${origin}.evil.example/">4</a><p`,
      );
    });
    expect((await legacy.fetch('/moved')).headers.get('location')).toBe('https://shop.example/target?a=1#b');
    const text = await (await legacy.fetch('/page')).text();
    expect(text.replaceAll('https://shop.example', 'SHOP')).toBe(
      `<a href="SHOP/a?b=1&amp;c">1</a><a href="SHOP/b">2</a><form action="SHOP"></form><a href="https://other.example/">3</a>` +
        `<img srcset="SHOP/1.png 1x, SHOP/2.png 2x"><meta http-equiv="refresh" content="3; url=SHOP/c"><a href="${legacy.origin}.evil.example/">4</a><p`,
    );
  });

  test('a form reaches the legacy with its own origin, and a form of another site does not', async () => {
    const { post, seen, origin } = await start(
      () => new Response(null, { status: 303, headers: { location: '/done' } }),
    );
    const own = { origin: 'https://shop.example', referer: 'https://shop.example/form' };
    const answer = await post('/old/form', { name: '홍' }, own);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/done']);
    expect(seen[0]?.body).toBe('name=%ED%99%8D');
    expect(['origin', 'referer'].map((name) => seen[0]?.headers.get(name))).toEqual([
      origin,
      `${origin}/form`,
    ]);
    expect((await post('/old/form', {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect(seen).toHaveLength(1);
  });

  test('pages are never kept, and public files are', async () => {
    const { fetch } = await start((request) => {
      const cached = { 'cache-control': 'public, max-age=60' };
      if (request.url.endsWith('.css'))
        return new Response('a{}', { headers: { 'content-type': 'text/css', ...cached } });
      return page('x', {
        ...cached,
        'x-jogakbo-session': 'evil',
        'content-security-policy': "default-src 'self'",
      });
    });
    const answer = await fetch('/old');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'self'");
    expect(answer.headers.get('x-jogakbo-session')).toBeNull();
    const file = await fetch('/old.css');
    expect(file.headers.get('cache-control')).toBe('public, max-age=60');
    expect(file.headers.get('content-security-policy')).toBeNull();
  });

  test('HEAD has no body, and the language of the visitor is passed on', async () => {
    const { fetch, seen } = await start(() => page('x'));
    const answer = await fetch('/old?lang=en', { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(seen[0]?.method).toBe('HEAD');
    expect(seen[0]?.headers.get('accept-language')).toBe('en');
    // The shell rewrites pages, so it reads them as they are.
    expect(seen[0]?.headers.get('accept-encoding')).toBe('identity');
  });

  test('a page streams: its start arrives before its end is written', async () => {
    const rest = Promise.withResolvers<void>();
    const { fetch } = await start(() => {
      const body = new ReadableStream({
        async start(controller) {
          controller.enqueue(new TextEncoder().encode('<p>first</p>'));
          await rest.promise;
          controller.enqueue(new TextEncoder().encode('<p>last</p>'));
          controller.close();
        },
      });
      return new Response(body, { headers: { 'content-type': 'text/html' } });
    });
    const reader = ((await fetch('/old')).body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    expect(decoder.decode((await reader.read()).value)).toContain('first');
    rest.resolve();
    let end = '';
    for (let part = await reader.read(); !part.done; part = await reader.read())
      end += decoder.decode(part.value);
    expect(end).toContain('last');
  });
});

describe('a legacy that fails', () => {
  test.each([500, 503])('status %p becomes a page of the shop and a line in the log', async (status) => {
    const { fetch } = await start(() => new Response('<b>stack trace</b>', { status }));
    const answer = await fetch('/old', { headers: html });
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('stack trace');
    expect(errors).toMatchObject([{ legacy: 'failed', detail: `status ${status}`, path: '/old' }]);
  });

  test('a legacy that is down and one that is slow are a page, too', async () => {
    const slow = await start(() => new Promise<Response>(() => {}), { LEGACY_TIMEOUT: '30' });
    expect((await slow.fetch('/old', { headers: html })).status).toBe(503);
    const down = await start(() => page(''));
    down.stop();
    expect(await (await down.fetch('/old', { headers: html })).text()).toContain(
      '이 페이지를 잠시 열 수 없어요',
    );
    expect(errors.map(({ legacy }) => legacy)).toEqual(['late', 'away']);
  });

  test('a form without an answer is shown again as it was filled in', async () => {
    const { post } = await start(() => new Response(null, { status: 502 }));
    const answer = await post('/old/form', { memo: '문 앞' }, html);
    expect(answer.status).toBe(503);
    const text = await answer.text();
    expect(text).toContain('action="/old/form');
    expect(text).toContain('name="memo" value="문 앞"');
  });

  test('redirects in a circle end with a page', async () => {
    const { fetch, seen } = await start((request) =>
      Response.redirect(new URL(request.url.endsWith('/a') ? '/b' : '/a', request.url).href, 302),
    );
    let path = '/a';
    let cookie = '';
    for (let status = 302; status === 302; ) {
      const answer = await fetch(path, { headers: { ...html, cookie } });
      cookie = `__Host-hops=${readSetCookie(answer, '__Host-hops')}`;
      path = answer.headers.get('location') ?? path;
      status = answer.status;
      if (status !== 302) expect(status).toBe(503);
    }
    expect(seen.length).toBeLessThan(15);
    expect(readSetCookie(await fetch('/search?q=x'), '__Host-hops')).toBeUndefined();
    expect(errors).toMatchObject([{ legacy: 'circle' }]);
  });

  test('a page that breaks off is shown as far as it arrived, and the log says so', async () => {
    const broken = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': 100 });
      response.write('<p>the start', () => setTimeout(() => response.destroy(), 20));
    });
    await new Promise<void>((listening) => broken.listen(0, '127.0.0.1', listening));
    const { port } = broken.address() as AddressInfo;
    const { fetch } = await start(() => page(''), { LEGACY_ORIGIN: `http://127.0.0.1:${port}` });
    const answer = await fetch('/old', { headers: html });
    expect([answer.status, await answer.text()]).toEqual([200, '<p>the start']);
    expect(errors).toMatchObject([{ legacy: 'broken' }]);
    broken.close();
  });

  test('a page in another encoding passes as it is', async () => {
    const bytes = (url: string) =>
      new Uint8Array([...new TextEncoder().encode(`<a href="${url}">`), 0xc8, 0xab]);
    const { fetch, origin } = await start(
      ({ url }) => new Response(bytes(url), { headers: { 'content-type': 'text/html; charset=euc-kr' } }),
    );
    const answer = await fetch('/old');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes(`${origin}/old`));
  });
});
