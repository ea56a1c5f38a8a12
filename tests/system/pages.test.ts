import { afterAll, describe, expect, test } from 'bun:test';
import type { Card } from '@jogakbo/contracts/card';
import { product } from '../../shell/pages/product.ts';
import { readFragments } from '../../tools/visitor/read-fragments.ts';
import { listWorkers } from '../../tools/workers.ts';
import { openShop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

const shop = await openShop();
afterAll(() => shop.close());

const pages = ['/', '/products/51862822?item=183485417', '/categories/toys', '/search?q=포켓몬', '/cart'];

async function open(path: string, headers: Record<string, string> = {}) {
  const answer = await shop.fetch(encodeURI(path), { headers });
  return { status: answer.status, headers: answer.headers, html: await answer.text() };
}

describe('the reference page', () => {
  test('shows the fragments of all slices', async () => {
    // It is the first page of a new isolate. On a busy machine a fragment may be late, and then the test asks again.
    const { html, status } = await until('a page without a late fragment', async () => {
      const page = await open('/products/51862822?item=183485417');
      return page.status === 200 && !page.html.includes(' data-fallback') && page;
    });
    expect(status).toBe(200);
    const text = (slot: string) => toText(readSlot(html, slot).html);
    expect(text('breadcrumb')).toMatch(/홈.*완구\/취미.*블록놀이.*나노블록/);
    expect(text('title')).toContain('퍼즐사랑 포켓몬스터 치코리타 나노블록 90피스');
    expect(text('stars')).toContain('1개 상품평');
    expect(text('price')).toMatch(/30%.*15,000원.*10,390원/);
    expect(text('options')).toMatch(/색상.*혼합 색상/);
    expect(text('buy')).toContain('장바구니 담기');
    const attributes = text('attributes');
    for (const part of [
      '유아용품 성별 남아용품',
      '퍼즐/블럭 조각 수 90피스',
      '캐릭터 포켓몬스터',
      '최소 연령 12세',
      '51862822 - 183485417',
    ]) {
      expect(attributes).toContain(part);
    }
    expect(readSlot(html, 'search').html).toContain('찾고 싶은 상품을 검색해보세요!');
    expect(text('categories')).toContain('카테고리');
    expect(text('cart')).toContain('장바구니');
  });

  test('has the data for search engines and link previews', async () => {
    // On a busy machine, offer and rating may take over 100 ms and are left out. Then the test asks again.
    let head = '';
    for (let tries = 0; tries < 20 && !/Offer.*AggregateRating/.test(head); tries++) {
      await shop.clearFaults();
      const { html } = await open('/products/51862822?item=183485417');
      head = html.slice(0, html.indexOf('</head>'));
    }
    expect(head).toContain('<title>퍼즐사랑 포켓몬스터 치코리타 나노블록 90피스');
    expect(head).toMatch(/<link rel="canonical" href="[^"]+\/products\/51862822">/);
    expect(head).toContain('property="og:title"');
    expect(head).toMatch(/<meta name="description" content="[^"]{20,}">/);
    const data = JSON.parse(head.match(/<script type="application\/ld\+json">(.*?)<\/script>/)?.[1] ?? '');
    expect(data).toMatchObject({
      '@type': 'Product',
      name: '퍼즐사랑 포켓몬스터 치코리타 나노블록 90피스',
      offers: { '@type': 'Offer', price: 10_390, priceCurrency: 'KRW' },
      aggregateRating: { ratingValue: 5, reviewCount: 1 },
    });
  });

  test('has fragments that name their slice and their version', async () => {
    const { html } = await open('/products/51862822');
    const fragments = readFragments(html).filter(({ attributes }) => attributes['data-boundary']);
    const teams = new Set(fragments.map(({ attributes }) => attributes['data-boundary'] as string));
    const declared = Object.values(product.slots).flatMap((slot) =>
      'fragment' in slot ? [slot.fragment.replace(/\/.*/, '')] : [],
    );
    expect([...teams].sort()).toEqual([...new Set(declared)].sort());
    for (const { attributes } of fragments) {
      expect(attributes['data-fragment']).toStartWith(`${attributes['data-boundary']}/`);
      expect(attributes['data-version']).toMatch(/^[0-9a-f]{10}$/);
    }
  });
});

describe('every page', () => {
  test.each(pages)('allows only its own inline parts, each by its hash: %s', async (path) => {
    const { html, headers } = await open(path);
    const policy = headers.get('content-security-policy') as string;
    expect(policy).not.toContain('unsafe');
    const inline = [
      ...html.matchAll(/<(style|script)(?![^>]*type="application\/(?:ld\+)?json")[^>]*>([\s\S]*?)<\/\1>/g),
    ];
    expect(inline.length).toBeGreaterThan(3);
    for (const [, , content] of inline) {
      const hash = new Bun.CryptoHasher('sha256').update(content as string).digest('base64');
      expect(policy).toContain(`'sha256-${hash}'`);
    }
    expect(html).not.toMatch(/<[a-z][^>]*\s(style|on[a-z]+)=/);
  });

  test.each(pages)('is Korean by default, and English with ?lang=en: %s', async (path) => {
    const join = path.includes('?') ? '&' : '?';
    expect((await open(path)).html).toStartWith('<!doctype html><html lang="ko">');
    expect((await open(path, { 'accept-language': 'en-GB,en;q=0.9,ko;q=0.1' })).html).toContain(
      '<html lang="en">',
    );
    expect((await open(path, { 'accept-language': 'fr, de;q=0.5' })).html).toContain('<html lang="ko">');
    expect((await open(path, { cookie: 'lang=en' })).html).toContain('<html lang="en">');
    expect((await open(path, { cookie: 'lang=tlh' })).html).toContain('<html lang="ko">');
    const asked = await open(`${path}${join}lang=en`, { cookie: 'lang=ko' });
    expect(asked.html).toContain('<html lang="en">');
    expect(asked.headers.get('set-cookie')).toStartWith('lang=en;');
    expect(toText(readSlot(asked.html, 'footer').html)).toContain('한국어');
  });

  test.each(pages)('outlines its fragments only with ?boundaries=1: %s', async (path) => {
    const join = path.includes('?') ? '&' : '?';
    const outlined = await open(`${path}${join}boundaries=1`);
    expect(outlined.html).toContain('attr(data-boundary)');
    expect((await open(path)).html).not.toContain('attr(data-boundary)');
  });

  test.each(pages)('sends its fragments in the order of the layout when it is warm: %s', async (path) => {
    await open(path);
    const { html } = await open(path);
    const layout = [...html.slice(0, html.indexOf('</template>')).matchAll(/<slot name="([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(readFragments(html).map(({ slot }) => slot)).toEqual(layout as string[]);
  });
});

describe('the cards of every list', () => {
  test.each([
    '/api/product/shelves/popular',
    '/api/category/list?slug=toys',
    '/api/search/results?q=포켓몬',
    '/api/menu/campaigns/goldbox',
  ])('are complete, with price, rating, stock and arrival: %s', async (path) => {
    type List = { cards: Card[]; complete: boolean };
    let list: List = { cards: [], complete: false };
    // On a busy machine a slice may be late at first.
    for (let tries = 0; tries < 20 && !list.complete; tries++) {
      list = (await (await shop.fetch(encodeURI(path))).json()) as List;
    }
    expect(list).toMatchObject({ complete: true });
    expect(list.cards.length).toBeGreaterThanOrEqual(12);
    for (const card of list.cards) {
      expect([card.price, card.rating, card.stock]).not.toContain(null);
      expect(card.arrival === null).toBe(card.stock === 'out');
      expect(card.arrival?.guaranteed ?? card.badges.length > 0).toBe(card.badges.length > 0);
    }
  });
});

describe('besides pages, the shell answers', () => {
  test('requests for the health of the shell and of each slice', async () => {
    expect(await (await shop.fetch('/healthz')).json()).toMatchObject({ status: 'ok' });
    const ready = (await (await shop.fetch('/readyz')).json()) as { slices: Record<string, string> };
    const slices = [
      ...new Set((await listWorkers()).filter(({ kind }) => kind === 'frontend').map(({ slice }) => slice)),
    ];
    expect(ready.slices).toEqual(Object.fromEntries(slices.map((slice) => [slice, 'ok'])));
  });

  test('requests for assets, which may be cached for ever', async () => {
    const { html } = await open('/products/51862822');
    const remote = readSlot(html, 'buy').attributes['data-island'] as string;
    const manifest = await shop.fetch(remote);
    expect(manifest.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await manifest.json()).toMatchObject({
      name: 'cart',
      metaData: { remoteEntry: { type: 'module' } },
    });
  });

  test('requests for a single fragment', async () => {
    const answer = await shop.fetch('/_fragments/pricing/price?product=51862822&other=1');
    expect(answer.status).toBe(200);
    expect(toText(await answer.text())).toContain('10,390원');
    expect(answer.headers.get('x-jogakbo-version')).toMatch(/^[0-9a-f]{10}$/);
  });

  test('requests for a personal fragment, which no cache may store', async () => {
    const answer = await shop.fetch('/_fragments/cart/mini-cart');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });

  test('requests for the picture of a product', async () => {
    const answer = await shop.fetch('/api/product/pictures/51862822.svg');
    expect(answer.headers.get('content-type')).toBe('image/svg+xml');
    expect(await answer.text()).toStartWith('<svg xmlns="http://www.w3.org/2000/svg"');
  });
});
