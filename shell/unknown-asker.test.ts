import { describe, expect, test } from 'bun:test';
import { readSlot, toText } from '../tests/read-page.helper.ts';
import { createTestShell, readSetCookie } from './create-test-shell.helper.ts';
import { actions } from './pages.ts';

const product = '/products/51862822';
const session = `__Host-session=${'s'.repeat(43)}`;

/** Opens a shop whose sessions cannot be looked up, for a member with the cookies of earlier visits. */
async function open() {
  const house = await createTestShell();
  house.state.answer = ({ binding, request }) => {
    if (!request.url.includes('/fragments/links')) return undefined;
    const name = request.headers.has('x-jogakbo-identity') ? '홍길동 님 로그아웃' : '로그인 회원가입';
    const headers = { 'content-type': 'text/html', 'x-jogakbo-version': 'test' };
    const shared = name.startsWith('로그인') ? { 'cache-control': 'public, s-maxage=3600' } : {};
    return new Response(`<p>${binding === 'MEMBER_FRONTEND' ? name : ''}</p>`, {
      headers: { ...headers, ...shared },
    });
  };
  const visitor = readSetCookie(await house.fetch(product), '__Host-visitor') as string;
  const cookie = `${session}; __Host-visitor=${visitor}`;
  house.state.sessions = 'm1';
  const grant = readSetCookie(await house.fetch('/checkout', { headers: { cookie } }), '__Host-grant');
  house.state.sessions = 'away';
  house.asked.length = 0;
  const get = (path: string, more = '') => house.fetch(path, { headers: { cookie: `${cookie}${more}` } });
  return { ...house, cookie, get, grant: `; __Host-grant=${grant}` };
}

const linksOf = (html: string) => toText(readSlot(html, 'links').html);

describe('while sessions cannot be looked up', () => {
  test.each(['/my', '/cart', '/orders', '/orders/o1', '/checkout'])('%s says so with 503', async (path) => {
    const { get } = await open();
    const page = await get(path);
    const html = await page.text();
    expect([page.status, page.headers.get('cache-control')]).toEqual([503, 'private, no-store']);
    expect(page.headers.get('retry-after')).toBe('1');
    expect(toText(readSlot(html, 'message').html)).toContain('로그인 상태를 확인할 수 없어요');
  });

  test.each(['/checkout', '/orders', '/orders/o1'])('a checkout grant opens %s', async (path) => {
    const { get, grant } = await open();
    expect((await get(path, grant)).status).toBe(200);
  });

  test('a grant opens nothing else', async () => {
    const { get, grant } = await open();
    for (const path of ['/my', '/cart']) expect((await get(path, grant)).status).toBe(503);
  });

  test.each(['/', product, '/search?q=a', '/login'])(
    'the header of %s shows no log-in, no name and no count',
    async (path) => {
      const { get, asked } = await open();
      const page = await get(path);
      const html = await page.text();
      expect(page.status).toBe(200);
      expect(linksOf(html)).toBe('고객센터');
      expect(readSlot(html, 'cart').attributes).toHaveProperty('data-fallback');
      const personal = asked.filter(({ request }) => /fragments\/(links|mini-cart)$/.test(request.url));
      expect(personal).toEqual([]);
    },
  );

  const forAnyone = ['/login', '/signup', '/logout', '/password/forgot', '/password/reset', '/confirm'];
  const forms = Object.keys(actions).filter((path) => !forAnyone.includes(path));
  test.each(forms)('a form that is sent to %s is given back, and reaches no slice', async (pattern) => {
    const { post, asked, cookie } = await open();
    const path = pattern.replace(/:\w+/g, '1');
    const fields = { title: '"좋아요" <b>', key: 'k-1', quantity: '2' };
    const answer = await post(path, fields, { cookie });
    const html = await answer.text();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(asked.filter(({ request }) => request.method === 'POST')).toEqual([]);
    const message = readSlot(html, 'message').html;
    expect(message).toContain(`<form method="post" action="${path}">`);
    expect(message).toContain('<input type="hidden" name="title" value="&quot;좋아요&quot; &lt;b>">');
    expect(message).toContain('<input type="hidden" name="key" value="k-1">');
    expect(toText(message)).toContain('다시 시도');
    expect(linksOf(html)).toBe('고객센터');
  });

  test('a password has to be typed again, and is not in the page', async () => {
    const { post, cookie } = await open();
    const answer = await post('/my/password', { current: 'old-secret', password: 'new-secret' }, { cookie });
    const html = await answer.text();
    expect(html).not.toContain('-secret');
    expect(html).toContain('<input type="password" name="current"');
  });

  test('a checkout with a grant goes on', async () => {
    const { post, asked, cookie, grant, whoAsked } = await open();
    await post('/checkout', { draft: 'd' }, { cookie: `${cookie}${grant}` });
    const posted = asked.find(({ request }) => request.method === 'POST');
    expect(posted && (await whoAsked(posted))).toMatchObject({ member: 'm1' });
  });

  test('log-in and log-out reach the member slice, with neither a visitor nor a member', async () => {
    for (const path of ['/login', '/logout']) {
      const { post, asked, cookie, whoAsked } = await open();
      await post(path, {}, { cookie });
      const posted = asked.find(({ request }) => request.method === 'POST');
      expect(posted && (await whoAsked(posted))).toEqual({
        ...{ issuer: 'shell', member: undefined, visitor: undefined, unknown: true },
      });
    }
  });

  test('an API changes nothing, and learns that the asker is unknown', async () => {
    const { fetch, get, asked, cookie, whoAsked } = await open();
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const headers = { cookie, 'content-type': 'application/json' };
      const answer = await fetch('/api/cart/items', { method, headers, body: '{}' });
      expect([answer.status, await answer.json()]).toMatchObject([503, { reason: 'sessions' }]);
    }
    expect(asked.filter(({ binding }) => binding === 'CART_BFF')).toEqual([]);
    await get('/api/cart/cart');
    const read = asked.find(({ binding }) => binding === 'CART_BFF');
    expect(read && (await whoAsked(read))).toMatchObject({ unknown: true, visitor: undefined });
  });

  test('a personal fragment that is refreshed is refused, and no cache stores the answer', async () => {
    const { get } = await open();
    for (const path of ['/_fragments/member/links', '/_fragments/cart/mini-cart']) {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([503, 'private, no-store']);
    }
  });

  test('guests still get the pages of guests, and later pages are right for everyone', async () => {
    const { get, fetch, state } = await open();
    await (await get('/')).text();
    expect(linksOf(await (await fetch('/')).text())).toBe('로그인 회원가입');
    state.sessions = 'm1';
    expect(linksOf(await (await get('/')).text())).toBe('홍길동 님 로그아웃');
    expect((await get('/my')).status).toBe(200);
    expect(linksOf(await (await fetch('/')).text())).toBe('로그인 회원가입');
    state.sessions = 'nobody';
    expect(linksOf(await (await get('/')).text())).toBe('로그인 회원가입');
    expect((await get('/my')).status).toBe(303);
  });
});

test('without a service of sessions the asker with a session is unknown, and not a guest', async () => {
  const house = await createTestShell({ SESSIONS: '' });
  expect((await house.fetch('/my', { headers: { cookie: session } })).status).toBe(503);
});

test('without keys pages still work, and an asker with a cookie does not become a guest', async () => {
  const house = await createTestShell({ IDENTITY_KEY: '' });
  const cookie = `__Host-visitor=${readSetCookie(await (await createTestShell()).fetch(product), '__Host-visitor')}`;
  for (const headers of [{}, { cookie }]) {
    const page = await house.fetch(product, { headers });
    expect([page.status, page.headers.getSetCookie()]).toEqual([200, []]);
  }
  expect((await house.fetch('/cart', { headers: { cookie } })).status).toBe(503);
});

test('a form without a free place is given back, and reaches no slice', async () => {
  const house = await createTestShell({ PAGE_LIMIT: '0' });
  const answer = await house.post('/orders/o1/cancellation?page-version=1', {
    key: 'k-1',
    reason: '"단순 변심"',
  });
  const html = await answer.text();
  expect([answer.status, answer.headers.get('retry-after'), house.asked]).toEqual([503, '1', []]);
  expect(html).toContain('<form method="post" action="/orders/o1/cancellation?page-version=1">');
  expect(html).toContain('name="reason" value="&quot;단순 변심&quot;"');
});

test('a form without an answer from its slice is given back', async () => {
  const house = await createTestShell();
  house.state.answer = ({ request }) =>
    request.method === 'POST' ? new Response(null, { status: 503 }) : undefined;
  const answer = await house.post('/cart/items', { productId: '1', itemId: '2', quantity: '3' });
  const message = readSlot(await answer.text(), 'message').html;
  expect(answer.status).toBe(503);
  expect(toText(message)).toContain('처리됐는지 확인하지 못했어요');
  expect(message).toContain('<input type="hidden" name="quantity" value="3">');
});
