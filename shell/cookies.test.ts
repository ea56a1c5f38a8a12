import { describe, expect, test } from 'bun:test';
import { createTestShell, readSetCookie } from './create-test-shell.helper.ts';

const product = '/products/51862822';
const item = { productId: '51862822', itemId: '183485417', quantity: '1' };
const plain = 'http://localhost:8787';

async function open(settings?: Record<string, string>) {
  const house = await createTestShell(settings);
  const visit = async (path = product) => readSetCookie(await house.fetch(path), '__Host-visitor') ?? 'none';
  /** Reads the visitor that the cart learns from a request with these cookies. */
  const visitorOf = async (cookie: string, url = '/_fragments/cart/mini-cart') => {
    house.asked.length = 0;
    await house.fetch(url, { headers: { cookie } });
    const asked = house.asked.find(({ request }) => request.url.endsWith('/fragments/mini-cart'));
    return asked && (await house.whoAsked(asked))?.visitor;
  };
  return { ...house, visit, visitorOf };
}

describe('cookies', () => {
  test('have the prefix and are secure over https', async () => {
    const { fetch, post, state } = await open();
    state.sessions = 'm1';
    state.answer = ({ request }) =>
      new URL(request.url).pathname === '/login'
        ? new Response(null, {
            status: 303,
            headers: { location: '/', 'x-jogakbo-session': 'n'.repeat(43) },
          })
        : undefined;
    const headers = { cookie: `__Host-session=${'s'.repeat(43)}` };
    const answers = [
      await fetch('/checkout', { headers }),
      await fetch('/?lang=en'),
      await fetch(product),
      await post('/login', { email: 'a', password: 'b' }),
    ];
    const set = answers.flatMap((answer) => answer.headers.getSetCookie());
    const names = new Set(set.map((cookie) => cookie.split('=')[0]));
    expect([...names].sort()).toEqual(['__Host-grant', '__Host-lang', '__Host-session', '__Host-visitor']);
    for (const cookie of set)
      expect(cookie).toMatch(/^__Host-[^;]*; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/);
  });

  test('that were set over http on a developer’s machine are not read over https', async () => {
    const house = await open({ PLAIN_HTTP: '1' });
    const set = readSetCookie(await house.fetch(`${plain}${product}`), 'visitor') as string;
    expect(await house.visitorOf(`visitor=${set}`, `${plain}/_fragments/cart/mini-cart`)).toBeString();
    expect(await house.visitorOf(`visitor=${set}`)).toBeUndefined();
  });

  test('give the first value that can be the id of a session, at any place in the header', async () => {
    const house = await open();
    house.state.sessions = 'm1';
    const [first, second] = ['a'.repeat(43), 'b'.repeat(43)];
    for (const cookie of [
      `__Host-session=${first}; __Host-session=${second}`,
      `__Host-session=; __Host-session=short; __Host-session=${first}; __Host-session=${second}`,
      `__Host-session="x y"; other=1;__Host-session=${first};__Host-session=${second}`,
    ]) {
      house.asked.length = 0;
      await house.fetch('/_fragments/member/links', { headers: { cookie } });
      const looked = house.asked.find(({ binding }) => binding === 'SESSIONS');
      expect(looked?.request.headers.get('x-jogakbo-session')).toBe(first);
    }
  });

  test('give the first language that the shop has', async () => {
    const house = await open();
    const answer = await house.fetch('/', { headers: { cookie: '__Host-lang=tlh; __Host-lang=en' } });
    expect(answer.headers.get('content-language')).toBe('en');
  });
});

describe('a visitor’s id', () => {
  test('is accepted only if this shop has issued it', async () => {
    const house = await open();
    const set = await house.visit();
    const visitor = await house.visitorOf(`__Host-visitor=${set}`);
    expect(visitor).toMatch(/^[\w-]{36}$/);
    const [head, body, mark] = set.split('.') as [string, string, string];
    const another = btoa(JSON.stringify({ sub: 'someone-else', iat: 1, exp: 4e9 })).replace(/=+$/, '');
    const elsewhere = await open();
    for (const forged of [
      visitor,
      crypto.randomUUID(),
      `${head}.${another}.${mark}`,
      `${btoa('{"alg":"none"}').replace(/=+$/, '')}.${body}.${mark}`,
      await elsewhere.visit(),
    ])
      expect(await house.visitorOf(`__Host-visitor=${forged}`)).toBeUndefined();
  });

  test('is the first id among several cookies that this shop has issued', async () => {
    const house = await open();
    const [first, second] = [await house.visit(), await house.visit()];
    const visitor = await house.visitorOf(`__Host-visitor=${first}`);
    const forged = `__Host-visitor=${(await (await open()).visit()) as string}`;
    for (const cookie of [
      `__Host-visitor=${first}; __Host-visitor=${second}`,
      `${forged}; __Host-visitor=x; __Host-visitor=${first}; __Host-visitor=${second}`,
    ])
      expect(await house.visitorOf(cookie)).toBe(visitor as string);
  });

  test('cannot be used as a checkout grant, and a grant cannot be used as an id', async () => {
    const house = await open();
    house.state.sessions = 'm1';
    const session = `__Host-session=${'s'.repeat(43)}`;
    const grant = readSetCookie(
      await house.fetch('/checkout', { headers: { cookie: session } }),
      '__Host-grant',
    );
    expect(grant).toBeString();
    expect(await house.visitorOf(`__Host-visitor=${grant}`)).toBeUndefined();
    house.state.sessions = 'away';
    const status = async (cookie: string) =>
      (await house.fetch('/checkout', { headers: { cookie: `${session}; ${cookie}` } })).status;
    expect(await status(`__Host-grant=${grant}`)).toBe(200);
    expect(await status(`__Host-grant=${await house.visit()}`)).toBe(503);
  });

  test('comes with a page that has a form, so two forms that are sent at once belong to one visitor', async () => {
    const house = await open();
    const page = await house.fetch(product);
    expect(page.headers.get('cache-control')).toBe('private, no-cache');
    const cookie = `__Host-visitor=${readSetCookie(page, '__Host-visitor')}`;
    expect(await (await house.fetch(product)).text()).toBe(await page.text());
    const again = await house.fetch(product, { headers: { cookie } });
    expect(again.headers.getSetCookie()).toEqual([]);
    expect((await house.fetch('/')).headers.getSetCookie()).toEqual([]);

    house.asked.length = 0;
    const headers = { cookie, 'content-type': 'application/json' };
    await Promise.all([
      house.post('/cart/items', item, { cookie }),
      house.fetch('/api/cart/items', { method: 'POST', headers, body: JSON.stringify(item) }),
    ]);
    const added = house.asked.filter(({ request }) => request.method === 'POST');
    const visitors = await Promise.all(added.map(async (each) => (await house.whoAsked(each))?.visitor));
    expect(visitors).toHaveLength(2);
    expect(new Set(visitors).size).toBe(1);
    expect(visitors[0]).toBeString();
  });

  test('is renewed by every change, and lasts longer than the cart', async () => {
    const house = await open();
    const cookie = `__Host-visitor=${await house.visit()}`;
    const visitor = await house.visitorOf(cookie);
    const answers = [
      await house.post('/cart/items', item, { cookie }),
      await house.fetch('/api/cart/items/1', {
        ...{ method: 'PUT', body: '{}', headers: { cookie, 'content-type': 'application/json' } },
      }),
    ];
    for (const answer of answers) {
      const set = answer.headers.getSetCookie().find((each) => each.startsWith('__Host-visitor='));
      expect(Number(set?.match(/Max-Age=(\d+)/)?.[1])).toBeGreaterThan(30 * 24 * 60 * 60);
      expect(await house.visitorOf(set?.split(';')[0] as string)).toBe(visitor as string);
    }
    const read = await house.fetch('/api/cart/cart', { headers: { cookie } });
    expect(read.headers.getSetCookie()).toEqual([]);
  });
});

describe('at log-in and log-out', () => {
  async function logIn(adopted: number) {
    const house = await open();
    const cookie = `__Host-visitor=${await house.visit()}`;
    const before = await house.visitorOf(cookie);
    house.state.sessions = 'm1';
    house.state.answer = ({ request }) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/adoption') return new Response('{}', { status: adopted });
      const session = pathname === '/login' ? 'n'.repeat(43) : pathname === '/logout' ? '' : undefined;
      const headers = { location: '/', 'x-jogakbo-session': session ?? '' };
      return session === undefined ? undefined : new Response(null, { status: 303, headers });
    };
    house.asked.length = 0;
    const answer = await house.post('/login', { email: 'a', password: 'b' }, { cookie });
    const asked = house.asked.find(({ request }) => request.url.endsWith('/adoption'));
    const adoption = asked && (await house.whoAsked(asked));
    const set = `__Host-visitor=${readSetCookie(answer, '__Host-visitor')}`;
    return { ...house, before, adoption, set, after: await house.visitorOf(set) };
  }

  test('the member gets the cart, and the visitor gets a new id', async () => {
    const { before, after, adoption } = await logIn(200);
    expect(adoption).toMatchObject({ member: 'm1', visitor: before as string });
    expect(after).toBeString();
    expect(after).not.toBe(before as string);
  });

  test('the visitor keeps the id if the member could not get the cart, so nothing is lost', async () => {
    for (const status of [503, 404]) {
      const { before, after } = await logIn(status);
      expect(after).toBe(before as string);
    }
  });

  test('log-out gives a new id, and deletes session and grant', async () => {
    const { post, set, after, visitorOf } = await logIn(200);
    const out = await post('/logout', {}, { cookie: `${set}; __Host-session=${'n'.repeat(43)}` });
    expect([readSetCookie(out, '__Host-session'), readSetCookie(out, '__Host-grant')]).toEqual(['', '']);
    const left = await visitorOf(`__Host-visitor=${readSetCookie(out, '__Host-visitor')}`);
    expect(left).toBeString();
    expect(left).not.toBe(after as string);
  });
});
