import { expect, test } from 'bun:test';
import { brotliCompressSync } from 'node:zlib';
import type { ListView } from '@jogakbo/category-bff/contract';
import worker from './worker.ts';

type Answers = Record<string, object>;

const path = [
  { slug: 'toys', name: 'Toys & Hobbies' },
  { slug: 'toys-blocks', name: '블록놀이' },
];
const card: ListView['cards'][number] = {
  ...{ productId: '51862822', itemId: '183485417', title: '치코리타 <나노블록>', image: '/pictures/1.svg' },
  ...{ badges: ['rocket'], price: { list: 15_000, final: 10_390, discountPercent: 30 } },
  rating: { average: 5, count: 1 },
  ...{ stock: 'in', arrival: { day: '2019-05-16', guaranteed: true } },
};
const list: ListView = {
  ...{ path, children: [{ slug: 'toys-nano-blocks', name: '나노블록' }], sort: 'price-asc' },
  ...{ page: 2, pages: 3, total: 1_234, cards: [card], complete: true },
};
const tree = { categories: Array.from({ length: 13 }, (_, index) => toDepartment(`department-${index}`)) };

test('a list shows heading, count, orders, cards and pages, all as links', async () => {
  const html = await show('list?category=toys-blocks&sort=price-asc&page=2', { '/list': list });
  expect(html.match(/<h1>.*?<\/h1>/g)).toEqual(['<h1>블록놀이</h1>']);
  expect(html).toContain('1,234개 상품');
  expect(html).toContain('5/16(목) 도착 보장');
  expect(html).toContain('href="/categories/toys-nano-blocks"');
  expect(html).toMatch(/<a href="\/categories\/toys-blocks\?sort=price-asc" aria-current="true">낮은 가격순/);
  expect(html).toMatch(/href="\/categories\/toys-blocks\?sort=price-asc" rel="prev"/);
  expect(html).toMatch(/href="\/categories\/toys-blocks\?sort=price-asc&amp;page=3" rel="next"/);
  expect(html).toMatch(/page=2" aria-current="page"/);
  expect(html).toContain('치코리타 &lt;나노블록>');
  expect(html).not.toMatch(/ style=| on[a-z]+=/);
});

test('Korean text on an English page is marked as Korean', async () => {
  const html = await show('list?category=toys-blocks', { '/list': list }, 'en');
  expect(html).toContain('<span lang="ko">치코리타');
  expect(html).toContain('1,234 products');
});

test('an empty category links to its parent', async () => {
  const empty = { ...list, cards: [], total: 0, page: 1, pages: 1 };
  const html = await show('list?category=toys-blocks', { '/list': empty });
  expect(html).toContain('<a href="/categories/toys">Toys &amp; Hobbies 둘러보기</a>');
  expect(html).not.toContain('rel="');
});

test('a list with gaps is shared for a second only', async () => {
  const gaps = { ...list, cards: [{ ...card, stock: null }], complete: false };
  const [whole, short] = [
    await ask('list?category=toys', { '/list': list }),
    await ask('list?category=toys', { '/list': gaps }),
  ];
  expect(whole.headers.get('cache-control')).toContain('max-age=30, stale-while-revalidate=300');
  // Visitors do not wait: the list is shown with its gaps while it is fetched again.
  expect(short.headers.get('cache-control')).toContain('max-age=1, stale-while-revalidate=300');
});

test('an unknown order or page becomes the default before the BFF is called', async () => {
  const asked: string[] = [];
  await ask('list?category=toys&sort=zzz&page=-1', { '/list': list }, 'ko', asked);
  await ask('list?category=toys', { '/list': list }, 'ko', asked);
  expect(asked).toEqual(Array(2).fill('/list?slug=toys&sort=relevance&page=1'));
});

test.each([
  'list?category=nope',
  'list?category=No%20Such',
  'list',
  'head?category=nope',
  'breadcrumb',
  'menu/x',
])('the fragment %s is not found', async (name) => {
  expect((await ask(name, {})).status).toBe(404);
});

test('the head names the page and its one address', async () => {
  const answers = { '/head': { path, page: 2, pages: 3, total: 5 } };
  const answer = await ask('head?category=toys-blocks&page=9&sort=rating', answers);
  expect(answer.headers.get('content-location')).toBe('/categories/toys-blocks?page=2');
  const html = await answer.text();
  expect(html).toBe(
    '<title>블록놀이 (2페이지) — 조각보</title>' +
      '<meta name="description" content="Toys &amp; Hobbies > 블록놀이 상품 5개를 조각보에서 만나 보세요.">' +
      '<meta property="og:title" content="블록놀이 (2페이지) — 조각보">' +
      '<meta property="og:description" content="Toys &amp; Hobbies > 블록놀이 상품 5개를 조각보에서 만나 보세요.">',
  );
});

test('a breadcrumb marks the category as current only on its own page', async () => {
  const answers = { '/breadcrumb': { path } };
  const asked: string[] = [];
  const own = await (await ask('breadcrumb?category=toys-blocks', answers, 'ko', asked)).text();
  expect(own.match(/aria-current/g)).toHaveLength(1);
  const ofProduct = await (await ask('breadcrumb?product=7&category=', answers, 'ko', asked)).text();
  expect(ofProduct).not.toContain('aria-current');
  const links = [...ofProduct.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
  expect(links).toEqual(['/', '/categories/toys', '/categories/toys-blocks']);
  expect(asked).toEqual(['/breadcrumb?slug=toys-blocks', '/breadcrumb?product=7']);
});

test('the menu has two levels and is small, because it is on every page', async () => {
  const html = await show('menu', { '/tree': tree });
  expect(html.match(/<a /g)).toHaveLength(13 * 5);
  expect(html).not.toContain('department-0-0-0');
  expect(brotliCompressSync(html).length).toBeLessThan(3_000);
});

test('each department has a tile, also a department without an emblem', async () => {
  const html = await show('shortcuts', {
    '/tree': { categories: [toDepartment('toys'), toDepartment('new')] },
  });
  expect(html.match(/<path d="M/g)).toHaveLength(2);
});

function toDepartment(slug: string) {
  const toLink = (parent: string, index: number) => ({
    slug: `${parent}-${index}`,
    name: `가전제품 ${parent} ${index}`,
  });
  const children = [0, 1, 2, 3].map((index) => {
    const group = toLink(slug, index);
    return { ...group, children: [toLink(group.slug, 0)] };
  });
  return { slug, name: slug, children };
}

async function show(fragment: string, answers: Answers, language = 'ko'): Promise<string> {
  const response = await ask(fragment, answers, language);
  expect(response.status).toBe(200);
  return response.text();
}

/** The BFF answers the pathnames in `answers` and gives 404 for others. */
async function ask(
  fragment: string,
  answers: Answers,
  language = 'ko',
  asked: string[] = [],
): Promise<Response> {
  const BFF = {
    fetch: async (request: Request) => {
      const { pathname, search } = new URL(request.url);
      asked.push(pathname + search);
      const answer = answers[pathname];
      return answer ? Response.json(answer) : Response.json({}, { status: 404 });
    },
  };
  const headers = { 'accept-language': language };
  return worker.request(`/fragments/${fragment}`, { headers }, { BFF, LOG_LEVEL: 'off' });
}
