import { describe, expect, test } from 'bun:test';
import { readSlot } from '../../tests/read-page.helper.ts';
import { readSetCookie } from '../create-test-shell.helper.ts';
import { page, startLegacies } from './start-legacies.helper.ts';

const { errors, start: startBefore } = startLegacies();

/** A program whose pages say who the visitor is. */
const legacyPage = (who: string) =>
  page(`<body><div data-region="links"><b>${who}</b></div><main>legacy</main></body>`, {
    'set-cookie': `sid=${who}2; Path=/`,
  });
const LEGACY_PERSONAL = JSON.stringify({
  links: { selector: '[data-region=links]', route: '/login' },
  cart: { selector: '.cart', route: '/cart' },
});
/** The shop has products, and the program before has the members and the carts. */
const before = { LEGACY_PERSONAL, LEGACY_TIMEOUT: '600000', LEGACY_ROUTES: '{"*":0,"/products":100}' };
/** The shop has all but the home page. */
const after = { LEGACY_PERSONAL, LEGACY_ROUTES: '{"/":0}' };

function start(
  settings: Record<string, string>,
  answer = (who: string): Response | Promise<Response> => legacyPage(who),
) {
  return startBefore(
    ({ headers }) => answer(/sid=(\w+)/.exec(headers.get('cookie') ?? '')?.[1] ?? 'guest'),
    settings,
  );
}

describe('while the legacy has the members, a page of the shop', () => {
  test('shows the links of a member of the legacy, and keeps its session', async () => {
    const { fetch, seen } = await start(before);
    const answer = await fetch('/products/7?item=8', { headers: { cookie: 'legacy-sid=mina' } });
    const html = await answer.text();
    const links = readSlot(html, 'links');
    expect(links.html).toBe('<div data-region="links"><b>mina</b></div>');
    expect(links.attributes).toEqual({
      slot: 'links',
      'data-boundary': 'legacy',
      'data-fragment': 'member/links',
    });
    expect(readSetCookie(answer, 'legacy-sid')).toBe('mina2');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(html).toEndWith('</html>');
    expect(seen.map(({ path }) => path)).toEqual(['/products/7?item=8']);
  });

  test('shows a part that is not found as its fallback, and the log says so', async () => {
    const { fetch } = await start(before);
    const html = await (await fetch('/products/7', { headers: { cookie: 'legacy-sid=mina' } })).text();
    expect(readSlot(html, 'cart').html).toContain('shell-plain-cart');
    expect(errors).toMatchObject([{ legacy: 'personal', detail: 'the page has no part .cart' }]);
  });

  test('asks nothing of the legacy for a visitor whom it does not know, nor for files', async () => {
    const { fetch, seen } = await start(before);
    const html = await (await fetch('/products/7')).text();
    expect(readSlot(html, 'links').html).toBe('<p>member /fragments/links</p>');
    await fetch('/assets/shell/x.js', { headers: { cookie: 'legacy-sid=mina' } });
    expect(seen).toEqual([]);
  });

  test('of visitors at the same time shows each one the own part', async () => {
    const { fetch } = await start(before, async (who) => {
      await Bun.sleep(who.length);
      return legacyPage(who);
    });
    const names = Array.from({ length: 12 }, (_, at) => 'x'.repeat((at % 4) + 1) + at);
    const read = async (name: string) =>
      readSlot(
        await (await fetch('/products/7', { headers: { cookie: `legacy-sid=${name}` } })).text(),
        'links',
      ).html;
    expect(await Promise.all(names.map(read))).toEqual(
      names.map((name) => `<div data-region="links"><b>${name}</b></div>`),
    );
  });

  const unfinished = () =>
    page(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('<b>')) }));
  const redirect = () => new Response(null, { status: 302, headers: { location: '/login' } });
  const late = { LEGACY_TIMEOUT: '500' };

  test.each([
    ['is late', late, () => new Promise<Response>(() => {}), 'no answer within 50 ms'],
    ['stops in the middle', late, unfinished, 'no answer within 50 ms'],
    ['fails', {}, () => new Response('', { status: 500 }), 'status 500'],
    ['redirects', {}, redirect, 'status 302 without a page'],
  ])(
    'answers if the legacy %s, with links that are right for members and guests',
    async (_, settings, answer, fault) => {
      const { fetch } = await start({ ...before, ...settings }, answer);
      const shown = await fetch('/products/7?boundaries=1', { headers: { cookie: 'legacy-sid=mina' } });
      expect(shown.status).toBe(200);
      const links = readSlot(await shown.text(), 'links');
      expect(links.html).toContain('shell-plain-links');
      expect(links.attributes['data-about']).toBe(
        `[data-region=links] · follows /login · LEGACY_PERSONAL · ${fault}`,
      );
      expect(errors).toMatchObject([{ legacy: 'personal', detail: fault }]);
    },
  );
});

describe('when the shop has the members, a page of the legacy', () => {
  const html = { accept: 'text/html' };

  test('has the links of the shop, also at a path that only the legacy has', async () => {
    const { fetch, seen } = await start(after);
    for (const path of ['/', '/old/page.php']) {
      const text = await (await fetch(path, { headers: html })).text();
      expect(text).toContain('data-boundary="member"><p>member /fragments/links</p></div>');
      expect(text).toContain('<main>legacy</main>');
    }
    expect(seen.map(({ path }) => path)).toEqual(['/', '/old/page.php']);
  });

  test('asks no slice for a file', async () => {
    const { fetch, asked } = await start(after);
    await fetch('/old/picture.png');
    expect(asked).toEqual([]);
  });
});

test('a slot that is not in every page is named in the log', async () => {
  const { fetch } = await start({
    ...before,
    LEGACY_PERSONAL: '{"price":{"selector":".price","route":"/login"}}',
  });
  await fetch('/products/7', { headers: { cookie: 'legacy-sid=mina' } });
  expect(errors[0]?.detail).toContain('LEGACY_PERSONAL cannot be read: is no fragment that every page has');
});
