import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import fc from 'fast-check';
import { readSlot } from '../tests/read-page.helper.ts';
import { createTestShell } from './create-test-shell.helper.ts';

/**
 * A shop whose personal fragments may be shown again for 3 s. Sessions are named after their members: `mina-1`. `count` is how many pages
 * of orders were made, and `state.away` ends the look-up of sessions.
 */
async function openShop() {
  const house = await createTestShell();
  const state = { count: 0, away: false, ended: new Set<string>() };
  const members = new Map<string, string>();
  house.state.answer = ({ binding, request }) => {
    if (binding === 'SESSIONS') {
      const session = request.headers.get(headers.session) ?? '';
      if (state.away) return new Response('{}', { status: 503 });
      const member = members.get(session);
      return member && !state.ended.has(session)
        ? Response.json({ member })
        : new Response('{}', { status: 404 });
    }
    if (request.method === 'POST')
      return new Response(null, { status: 303, headers: { location: '/orders' } });
    if (!request.url.includes('/fragments/list')) return undefined;
    state.count += 1;
    return house.whoAsked({ binding, request }).then(
      (identity) =>
        new Response(`<i>${identity?.member}, ${state.count}</i>`, {
          headers: {
            ...{ 'content-type': 'text/html', [headers.version]: 'test' },
            'cache-control': 'private, max-age=3',
          },
        }),
    );
  };
  return { ...house, state, createBrowser };

  /** A browser that keeps its cookies. */
  function createBrowser(member?: string) {
    const cookies = new Map<string, string>();
    const browser = {
      cookies,
      logIn(who: string) {
        const session = `${who}-${members.size}`.padEnd(43, '_');
        members.set(session, who);
        cookies.set('__Host-session', session);
      },
      logOut: () => cookies.delete('__Host-session'),
      async send(path: string, init: RequestInit = {}) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await house.fetch(path, { ...init, headers: { cookie, ...init.headers } });
        for (const set of response.headers.getSetCookie()) {
          const [name = '', value = ''] = (set.split(';')[0] as string).split('=');
          cookies.set(name, value);
        }
        return response;
      },
      /** What the list of orders shows; the status if there is none. */
      async open(more: Record<string, string> = {}): Promise<string> {
        const response = await browser.send('/orders', { headers: more });
        const html = await response.text();
        return response.status === 200
          ? (/<i>(.*)<\/i>/.exec(readSlot(html, 'orders').html)?.[1] ?? 'nothing')
          : String(response.status);
      },
      change: (path = '/cart/items', method = 'POST') =>
        browser.send(path, {
          ...{ method, body: path.startsWith('/api') ? '{}' : 'item=1' },
          headers: {
            'content-type': path.startsWith('/api')
              ? 'application/json'
              : 'application/x-www-form-urlencoded',
          },
        }),
    };
    if (member) browser.logIn(member);
    return browser;
  }
}

describe('a member who opens a page again', () => {
  test('is shown the same without a call of the slice', async () => {
    const { createBrowser, asked } = await openShop();
    const mina = createBrowser('mina');
    expect(await mina.open()).toBe('mina, 1');
    asked.length = 0;
    expect(await mina.open()).toBe('mina, 1');
    const lists = asked.filter(({ request }) => request.url.includes('/list'));
    expect([lists.length, asked.some(({ binding }) => binding === 'SESSIONS')]).toEqual([0, true]);
  });

  test.each([
    ['a form', '/cart/items', 'POST'],
    ['a form of an API', '/api/cart/items', 'POST'],
    ['a change by an API', '/api/cart/items/1', 'PUT'],
    ['a removal by an API', '/api/cart/items/1', 'DELETE'],
  ])('sees a new page after %s', async (_, path, method) => {
    const { createBrowser } = await openShop();
    const mina = createBrowser('mina');
    await mina.open();
    await mina.change(path, method);
    expect(await mina.open()).toBe('mina, 2');
    expect(await mina.open()).toBe('mina, 2');
  });

  test('sees a new page after a form that got no answer', async () => {
    const { createBrowser, state } = await openShop();
    const mina = createBrowser('mina');
    await mina.open();
    state.away = true;
    expect((await mina.change()).status).toBe(503);
    state.away = false;
    expect(await mina.open()).toBe('mina, 2');
  });

  test('sees a new page after a reload that bypasses caches', async () => {
    const { createBrowser } = await openShop();
    const mina = createBrowser('mina');
    await mina.open();
    expect(await mina.open({ 'cache-control': 'no-cache' })).toBe('mina, 2');
    expect(await mina.open()).toBe('mina, 2');
  });

  test('is not shown a page while the session cannot be looked up, or after it was ended elsewhere', async () => {
    const { createBrowser, state } = await openShop();
    const mina = createBrowser('mina');
    await mina.open();
    state.away = true;
    expect(await mina.open()).toBe('503');
    state.away = false;
    state.ended.add(mina.cookies.get('__Host-session') as string);
    expect(await mina.open()).toBe('303');
  });
});

test('a report of a page is no change', async () => {
  const { createBrowser } = await openShop();
  const mina = createBrowser('mina');
  await mina.open();
  await mina.send('/_beacon', { method: 'POST', body: '{}' });
  expect(await mina.open()).toBe('mina, 1');
});

test('a program without cookies gets no cookie for its change', async () => {
  const { fetch } = await openShop();
  const answer = await fetch('/api/cart/items', {
    ...{ method: 'POST', body: '{}' },
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.headers.getSetCookie().join()).not.toContain('epoch');
});

test('whatever members and guests do, each is shown only what is their own, and nothing from before their change', async () => {
  const step = fc.record({
    browser: fc.nat(2),
    act: fc.constantFrom('open', 'open', 'change', 'log in', 'log in as another', 'log out'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 15 }), async (steps) => {
      const { createBrowser, state } = await openShop();
      // Two browsers of one member, and one of another.
      const names = ['mina', 'mina', 'jun'] as const;
      const browsers = names.map((name) => ({
        ...createBrowser(name),
        who: name as string | undefined,
        /** The pages that were made until the browser's last change. */
        changed: 0,
      }));
      for (const { browser: index, act } of steps) {
        const browser = browsers[index] as (typeof browsers)[number];
        if (act === 'log in' || act === 'log in as another') {
          browser.who = act === 'log in' ? names[index] : 'eun';
          browser.logIn(browser.who as string);
          browser.changed = state.count;
        } else if (act === 'log out') {
          browser.who = undefined;
          browser.logOut();
        } else if (act === 'change') {
          await browser.change();
          browser.changed = state.count;
        } else {
          const [who, count] = (await browser.open()).split(', ');
          expect(who).toBe(browser.who ?? '303');
          if (browser.who) expect(Number(count)).toBeGreaterThan(browser.changed);
        }
      }
    }),
    { numRuns: 25 },
  );
});
