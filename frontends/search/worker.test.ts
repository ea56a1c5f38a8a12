import { expect, test } from 'bun:test';
import type { Card } from '@jogakbo/contracts/card';
import type { DepartmentView, ResultView } from '@jogakbo/search-bff/contract';
import worker from './worker.ts';

const card: Card = {
  productId: '1',
  itemId: '10',
  title: '새 <포켓몬>',
  image: '/1.svg',
  badges: [],
  price: { list: 15_000, final: 10_390, discountPercent: 30 },
  rating: { average: 5, count: 1 },
  stock: 'low',
  arrival: { day: '2019-05-17', guaranteed: false },
};
const found: ResultView = {
  ...{
    total: 25,
    more: false,
    reading: 'literal',
    words: '포켓몬',
    corrected: false,
    page: 1,
    pages: 2,
    near: [],
    popular: [],
    complete: true,
  },
  cards: [
    {
      ...card,
      highlight: [
        { text: '새 <', match: false },
        { text: '포켓몬', match: true },
        { text: '>', match: false },
      ],
    },
  ],
};
const nothing: ResultView = { ...found, total: 0, pages: 1, cards: [], near: ['나노'], popular: [card] };
const departments: DepartmentView = { departments: [{ slug: 'toys', name: { ko: '완구', en: 'Toys' } }] };

const answer = (body: unknown) => () => Response.json(body);
const fail = () => new Response(null, { status: 503 });

async function get(path: string, bff: (request: Request) => Response, language = 'ko') {
  const env = { BFF: { fetch: async (request: Request) => bff(request) }, LOG_LEVEL: 'off' };
  const response = await worker.request(path, { headers: { 'accept-language': language } }, env);
  const sharing = response.headers.get('cache-control');
  return { status: response.status, sharing, html: await response.text() };
}

test('results show the products found, marked and escaped', async () => {
  const { status, sharing, html } = await get(
    '/fragments/results?q=%ED%8F%AC%EC%BC%93%EB%AA%AC',
    answer(found),
  );
  expect(status).toBe(200);
  expect(sharing).toContain('max-age=30, stale-while-revalidate=120, stale-if-error=3600');
  expect(html).toContain('<h1>‘포켓몬’ 검색결과</h1>');
  expect(html).toContain('새 &lt;<mark>포켓몬</mark>>');
  expect(html).toContain('총 25개');
  expect(html).toContain('10,390원');
  expect(html).toContain('품절임박');
  expect(html).toContain('5/17(금) 도착 예정');
  expect(html.match(/aria-current="page"[^>]*>1</)).not.toBeNull();
  expect(html).not.toContain('찾았어요');
  expect(html).not.toMatch(/\sstyle=|\son\w+=/);
});

test('a search that finds more than it counts says so', async () => {
  const many = answer({ ...found, total: 1_000, more: true });
  expect((await get('/fragments/results?q=a', many)).html).toContain('>1,000개 이상<');
  const english = await get('/fragments/results?q=a', many, 'en');
  expect(english.html).toContain('>Over 1,000 products<');
});

test('links keep the search and change one thing', async () => {
  const path = '/fragments/results?q=a%26b&sort=rating&page=1&department=toys';
  const { html } = await get(path, answer(found));
  const links = [...html.matchAll(/href="(\/search[^"]*)"/g)].map(([, href]) =>
    href?.replaceAll('&amp;', '&'),
  );
  expect(links).toContain('/search?q=a%26b&department=toys&sort=newest');
  expect(links).toContain('/search?q=a%26b&department=toys');
  expect(links).toContain('/search?q=a%26b&department=toys&sort=rating&page=2');
});

test('the BFF gets only queries that it accepts', async () => {
  let asked = '';
  const watch = (request: Request) => {
    asked = decodeURIComponent(new URL(request.url).search);
    return Response.json(found);
  };
  await get(`/fragments/results?q=%00+%ED%8F%AC%00&sort=best&page=-1&department=%3Cx`, watch);
  expect(asked).toBe('?q=포');
  await get(`/fragments/results?q=${'a'.repeat(5_000)}`, watch);
  expect(asked).toBe(`?q=${'a'.repeat(100)}`);
});

test.each([
  ['ko', 'keyboard', 'vhzptahs', '포켓몬', '‘vhzptahs’ → ‘포켓몬’으로 찾았어요'],
  ['en', 'keyboard', 'vhzptahs', '포켓몬', '‘vhzptahs’ was read as ‘포켓몬’'],
  ['ko', 'choseong', 'ㅍㅋㅁ', 'ㅍㅋㅁ', '초성 ‘ㅍㅋㅁ’으로 찾았어요'],
] as const)('in %s a search says that it was read by %s', async (language, reading, q, words, note) => {
  const { html } = await get(
    `/fragments/results?q=${encodeURIComponent(q)}`,
    answer({ ...found, reading, words }),
    language,
  );
  // Korean words in an English sentence are marked as Korean.
  expect(html.replace(/<\/?span[^>]*>/g, '')).toContain(note);
});

test.each([
  ['ko', '‘나노블럭’에 맞는 상품이 없어 ‘나노블록’으로 검색한 결과예요'],
  ['en', 'Nothing was found for ‘나노블럭’. These are the results for ‘나노블록’.'],
])('in %s a corrected search says so', async (language, note) => {
  const view = { ...found, corrected: true, words: '나노블록' };
  const path = `/fragments/results?q=${encodeURIComponent('나노블럭')}`;
  const { html } = await get(path, answer(view), language);
  expect(html.replace(/<\/?span[^>]*>/g, '')).toContain(note);
});

test('a search without results offers other words and products', async () => {
  const { html } = await get('/fragments/results?q=zz&department=toys', answer(nothing));
  expect(html).toContain('<h1>‘zz’ 검색결과</h1>');
  expect(html).toContain('‘zz’에 맞는 상품을 찾지 못했어요.');
  expect(html).toContain(`href="/search?q=${encodeURIComponent('나노')}"`);
  expect(html).toContain('href="/search?q=zz"');
  expect(html).toContain('href="/products/1?item=10"');
});

test('an empty search asks for a word', async () => {
  const { html } = await get('/fragments/results', answer({ ...nothing, near: [] }));
  expect(html).toContain('<h1>상품 검색</h1>');
  expect(html).not.toContain('찾지 못했어요');
});

test('results that lack a part are shared for a second, and a failure is 503', async () => {
  const gap = { ...found, complete: false, cards: [{ ...found.cards[0], price: null, rating: null }] };
  expect((await get('/fragments/results?q=a', answer(gap))).sharing).toContain('max-age=1,');
  expect((await get('/fragments/results?q=a', fail)).status).toBe(503);
});

test('the box is a form that works without script', async () => {
  const { html, sharing } = await get('/fragments/box?q=a%22b&department=toys', answer(departments));
  expect(sharing).toContain('max-age=300');
  expect(html).toContain('role="search" action="/search" method="get"');
  expect(html).toMatch(/<input[^>]* type="search" name="q" value="a&quot;b"/);
  expect(html).toMatch(/<option[^>]* value="toys" selected[^>]*>완구</);
  expect(html).not.toContain('role="combobox"');
  expect(html).toContain('<script type="application/json">');
});

test('the box is shown without departments if they cannot be read', async () => {
  const { html, sharing, status } = await get('/fragments/box', fail, 'en');
  expect(status).toBe(200);
  expect(html).not.toContain('<select');
  expect(html).toContain('placeholder="What are you looking for?"');
  expect(sharing).toContain('max-age=1,');
});

test('the head names the search', async () => {
  const { html } = await get('/fragments/head?q=%3C%2Ftitle%3E%26', fail);
  expect(html).toStartWith('<title>‘&lt;/title>&amp;’ 검색결과 — 조각보</title><meta name="description"');
  expect((await get('/fragments/head', fail, 'en')).html).toStartWith('<title>Search — Jogakbo</title>');
});
