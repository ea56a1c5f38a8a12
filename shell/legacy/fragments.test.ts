import { describe, expect, test } from 'bun:test';
import { manifestPath } from '@jogakbo/contracts/fragment';
import { readSlot } from '../../tests/read-page.helper.ts';
import { cutRegion } from './cut-region.ts';
import { allowStyles } from './put-fragments.ts';
import { page, startLegacies } from './start-legacies.helper.ts';

const { errors, start: startBefore } = startLegacies();

const table = (ours: number, selector = '[data-region=price]') =>
  JSON.stringify({ '/products/:product': { price: { selector, ours } } });

/** A shop before a program with a product page. */
async function start(
  settings: Record<string, string>,
  html = '<body><div data-region="price"><b>10원</b></div><p>rest',
) {
  return startBefore(() => page(html, { 'content-security-policy': "default-src 'self'" }), settings);
}

describe('a fragment of the shop in a page of the legacy', () => {
  const routes = { LEGACY_ROUTES: '{"/products":0}' };

  test('it replaces the content of its element, and its styles are allowed', async () => {
    const { fetch, state, seen, asked } = await start({ ...routes, LEGACY_FRAGMENTS: table(100) });
    state.answer = ({ binding, request }) =>
      binding === 'PRICING_FRONTEND' && new URL(request.url).pathname === manifestPath
        ? Response.json({
            ...{ slice: 'pricing', version: 'test', fragments: { price: { params: ['product', 'item'] } } },
            stylesheet: { content: 'b{color:red}' },
          })
        : undefined;
    const answer = await fetch('/products/7?item=8&other=9', { headers: { cookie: 'legacy-sid=1' } });
    expect(await answer.text()).toBe(
      '<body><style>b{color:red}</style><div data-region="price" data-boundary="pricing"><p>pricing /fragments/price</p></div><p>rest',
    );
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'self'; style-src 'self' 'sha256-.{44}'$/,
    );
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(seen[0]?.headers.get('cookie')).toBe('sid=1');
    const { search } = new URL(
      asked.find(({ request }) => request.url.includes('/price'))?.request.url ?? '',
    );
    expect(Object.fromEntries(new URLSearchParams(search))).toEqual({ product: '7', item: '8' });
  });

  test('a paragraph becomes a block, as a browser would end it before the fragment', async () => {
    const html = '<body><p data-region="price" class="old">10원</p><p>rest</p>';
    const { fetch } = await start({ ...routes, LEGACY_FRAGMENTS: table(100) }, html);
    expect(await (await fetch('/products/7')).text()).toBe(
      '<body><div data-region="price" class="old" data-boundary="pricing"><p>pricing /fragments/price</p></div><p>rest</p>',
    );
  });

  test('only the share of visitors gets it', async () => {
    const { fetch } = await start({ ...routes, LEGACY_FRAGMENTS: table(50) });
    const read = async (arm: string) =>
      (await fetch('/products/7', { headers: { cookie: `__Host-arm=${arm}` } })).text();
    expect([(await read('7fff')).includes('pricing'), (await read('8000')).includes('pricing')]).toEqual([
      true,
      false,
    ]);
  });

  test('if it does not answer, the part of the legacy stays, and the log says so', async () => {
    const { fetch, state } = await start({ ...routes, LEGACY_FRAGMENTS: table(100) });
    state.answer = ({ binding }) =>
      binding === 'PRICING_FRONTEND' ? new Response(null, { status: 500 }) : undefined;
    expect(await (await fetch('/products/7')).text()).toContain('<b>10원</b>');
    expect(errors.filter(({ legacy }) => legacy)).toMatchObject([{ detail: 'pricing/price did not answer' }]);
  });

  test('a part that does not end takes only the rest of its parent, and the log says so', async () => {
    const html = '<body><main><div data-region="price"><b>10원</b><p>rest</main><footer>foot</footer>';
    const { fetch } = await start({ ...routes, LEGACY_FRAGMENTS: table(100) }, html);
    const text = await (await fetch('/products/7')).text();
    expect(text).toContain('<p>pricing /fragments/price</p>');
    expect(text).toEndWith('</main><footer>foot</footer>');
    expect(errors).toMatchObject([{ legacy: 'no-region', detail: expect.stringContaining('does not end') }]);
  });

  test('an element that can have no content is no part', async () => {
    const html = '<body><img data-region="price"><p>rest</p>';
    const { fetch } = await start({ ...routes, LEGACY_FRAGMENTS: table(100) }, html);
    expect(await (await fetch('/products/7')).text()).toBe(html);
    expect(errors).toMatchObject([{ legacy: 'no-region' }]);
  });

  test('a page without the element stays as it is, and the log says so', async () => {
    const { fetch } = await start({ ...routes, LEGACY_FRAGMENTS: table(100, '.moved') });
    expect(await (await fetch('/products/7')).text()).toContain('<b>10원</b>');
    expect(errors).toMatchObject([
      { legacy: 'no-region', detail: 'the page has no part .moved for pricing/price' },
    ]);
  });
});

describe('a part of the legacy in a page of the shop', () => {
  test('it is in the slot of the fragment that is not taken over, for each visitor alike', async () => {
    const { fetch, seen, asked } = await start({ LEGACY_FRAGMENTS: table(0) });
    const cookie = '__Host-session=ours; legacy-sid=theirs';
    for (let visit = 1; visit <= 2; visit++) {
      const answer = await fetch('/products/7?item=8&other=9', { headers: { cookie } });
      expect(answer.status).toBe(200);
      expect(readSlot(await answer.text(), 'price').html).toBe('<div data-region="price"><b>10원</b></div>');
      expect(seen.length).toBe(visit);
    }
    expect(seen[0]?.path).toBe('/products/7?item=8');
    expect(seen.some(({ headers }) => headers.has('cookie'))).toBe(false);
    expect(asked.some(({ request }) => request.url.includes('/fragments/price'))).toBe(false);
  });

  test('the share decides between both for each visitor', async () => {
    const { fetch } = await start({ LEGACY_FRAGMENTS: table(50) });
    const read = async (arm: string) =>
      readSlot(
        await (await fetch('/products/7', { headers: { cookie: `__Host-arm=${arm}` } })).text(),
        'price',
      ).html;
    expect(await read('7fff')).toContain('pricing /fragments/price');
    expect(await read('8000')).toContain('10원');
  });

  test.each([
    ['has no such part', '<p>nothing'],
    ['is broken', '<div data-region="price"><b>10원'],
  ])('a page of the legacy that %s leaves the fallback of the slot', async (_, html) => {
    const { fetch } = await start({ LEGACY_FRAGMENTS: table(0) }, html);
    const answer = await fetch('/products/7');
    expect(answer.status).toBe(200);
    expect(readSlot(await answer.text(), 'price').html).toContain('지금은 가격을 보여 드릴 수 없어요');
    expect(errors).toMatchObject([{ legacy: 'no-region' }]);
  });

  test('a legacy that is down leaves the fallback, and the page still answers', async () => {
    const legacy = await start({ LEGACY_FRAGMENTS: table(0) });
    legacy.stop();
    const answer = await legacy.fetch('/products/7');
    expect(answer.status).toBe(200);
    expect(readSlot(await answer.text(), 'price').html).toContain('지금은 가격을 보여 드릴 수 없어요');
  });

  test.each([
    ['redirects', (path: string) => new Response(null, { status: 302, headers: { location: path } })],
    ['is no page', () => Response.json({ price: 10 })],
    ['is late', () => new Promise<Response>(() => {})],
  ])('a legacy that %s leaves the fallback', async (_, answer) => {
    const { fetch } = await startBefore(({ url }) => answer(url), { LEGACY_FRAGMENTS: table(0) });
    const shown = await fetch('/products/7');
    expect(shown.status).toBe(200);
    expect(readSlot(await shown.text(), 'price').html).toContain('지금은 가격을 보여 드릴 수 없어요');
  });

  test('a part brings no cookie and no header of the legacy with it', async () => {
    const { fetch } = await startBefore(
      () =>
        page('<div data-region="price">10원</div>', { 'set-cookie': '__Host-session=evil', 'x-evil': '1' }),
      { LEGACY_FRAGMENTS: table(0) },
    );
    const { headers } = await fetch('/products/7');
    expect([headers.getSetCookie().join().includes('evil'), headers.get('x-evil')]).toEqual([false, null]);
  });

  test('a selector that is none is logged, and the shop shows its own fragment', async () => {
    const { fetch } = await start({ LEGACY_FRAGMENTS: table(0, '[') });
    expect(readSlot(await (await fetch('/products/7')).text(), 'price').html).toContain('pricing');
    expect(errors[0]?.detail).toContain('is no selector');
  });
});

describe('cutRegion', () => {
  const cut = (html: string) => cutRegion(html, { selector: '.part', from: 'http://old:1', to: '' });

  test('cuts the first element with all its content, links lead to the shop, scripts and styles are left out', async () => {
    const html =
      '<p><section class="part">a <a href="http://old:1/x">b</a><script>evil()</script><style>p{}</style></section><i class="part">';
    expect(await cut(html)).toBe('<section class="part">a <a href="/x">b</a></section>');
  });

  test('gives nothing for a page without the element, and for one whose element has no end', async () => {
    expect(await cut('<p>none')).toBeUndefined();
    expect(await cut('<div class="part">no end')).toBeUndefined();
  });
});

test.each([
  ['', ''],
  ["default-src 'none'", "default-src 'none'; style-src 'h'"],
  ["style-src 'self'; img-src *", "style-src 'self' 'h'; img-src *"],
  ["style-src 'unsafe-inline'", "style-src 'unsafe-inline'"],
  ["default-src 'self'; style-src-elem 'self'", "default-src 'self'; style-src-elem 'self' 'h'"],
])('the policy %p allows a style as %p', (policy, expected) => {
  expect(allowStyles(policy, ['h'])).toBe(expected);
});
