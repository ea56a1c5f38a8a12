import { describe, expect, test } from 'bun:test';
import type { CampaignView } from '@jogakbo/menu-bff/contract';
import worker from './worker.ts';

type Answers = Record<string, object>;

const links = [
  { id: 'rocket', name: '로켓배송', path: '/campaigns/rocket' },
  { id: 'toys', name: '장난감 <모두>', path: '/categories/toys?sort=newest&page=2' },
];
const head = { id: 'rocket', title: '로켓배송', text: '다음 날 "도착"', page: 2, pages: 3 };
const campaign: CampaignView = {
  ...head,
  notes: [{ title: '알려 드려요', text: '<b>굵게</b>' }],
  heading: null,
  cards: [
    {
      ...{ productId: '51862822', itemId: '183485417', title: '치코리타 <나노블록>', image: '/1.svg' },
      ...{ badges: ['rocket'], price: { list: 15_000, final: 10_390, discountPercent: 30 }, rating: null },
      ...{ stock: 'in', arrival: { day: '2019-05-16', guaranteed: true } },
    },
  ],
  complete: true,
};

test('the strip is a row of links with a name, in their order', async () => {
  const html = await show('strip', { '/links': { links } });
  expect(html).toMatch(/^<nav class="strip" aria-label="바로가기">/);
  expect([...html.matchAll(/<a href="([^"]*)">([^<]*)/g)].map(([, href, name]) => [href, name])).toEqual([
    ['/campaigns/rocket', '로켓배송'],
    ['/categories/toys?sort=newest&amp;page=2', '장난감 &lt;모두>'],
  ]);
  const empty = await ask('strip', { '/links': { links: [] } });
  expect(empty.status).toBe(204);
});

test('the strip is shared for a long time', async () => {
  const answer = await ask('strip', { '/links': { links } });
  expect(answer.headers.get('cache-control')).toBe(
    'public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400',
  );
});

describe('a campaign', () => {
  test('shows title, text, cards and pages', async () => {
    const html = await show('campaign?campaign=rocket&page=2', { '/campaigns/rocket': campaign });
    expect(html.match(/<h1>.*?<\/h1>/g)).toEqual(['<h1>로켓배송</h1>']);
    expect(html).toContain('치코리타 &lt;나노블록>');
    expect(html).toContain('5/16(목) 도착 보장');
    expect(html).toMatch(/href="\/campaigns\/rocket" rel="prev"/);
    expect(html).toMatch(/href="\/campaigns\/rocket\?page=3" rel="next"/);
    expect(html).not.toMatch(/<[^>]*\s(style|on[a-z]+)=/);
  });

  test('shows its notes on its first page only, as text', async () => {
    const first = { ...campaign, page: 1 };
    const html = await show('campaign?campaign=rocket', { '/campaigns/rocket': first });
    expect(html).toContain('<h2>알려 드려요</h2><p>&lt;b>굵게&lt;/b></p>');
    const second = await show('campaign?campaign=rocket&page=2', { '/campaigns/rocket': campaign });
    expect(second).not.toContain('알려 드려요');
  });

  test('has a heading above its products if they need one', async () => {
    const instead = { ...campaign, heading: '대신, <가방>이에요' };
    const html = await show('campaign?campaign=rocket', { '/campaigns/rocket': instead });
    expect(html).toContain('<h2 class="heading">대신, &lt;가방>이에요</h2>');
    const plain = await show('campaign?campaign=rocket', { '/campaigns/rocket': campaign });
    expect(plain).toContain('<h2 class="visually-hidden">상품</h2>');
  });

  test('marks Korean text on an English page, and says if there are no products', async () => {
    const english = await show('campaign?campaign=rocket', { '/campaigns/rocket': campaign }, 'en');
    expect(english).toContain('<span lang="ko">치코리타');
    const none = { ...campaign, cards: [], page: 1, pages: 1 };
    const html = await show('campaign?campaign=rocket', { '/campaigns/rocket': none });
    expect(html).toContain('지금은 보여 드릴 상품이 없어요.');
    expect(html).not.toContain('rel="');
  });

  test('expires when one of its products changes', async () => {
    const answer = await ask('campaign?campaign=rocket', { '/campaigns/rocket': campaign });
    expect(answer.headers.get('cache-tag')?.split(',')).toEqual([
      ...['product-51862822', 'price-51862822', 'review-51862822'],
    ]);
  });

  test('with gaps is shared for a second only', async () => {
    const [whole, gaps] = await Promise.all(
      [campaign, { ...campaign, complete: false }].map((view) =>
        ask('campaign?campaign=rocket', { '/campaigns/rocket': view }),
      ),
    );
    expect(whole?.headers.get('cache-control')).toContain('max-age=30, stale-while-revalidate=300');
    expect(gaps?.headers.get('cache-control')).toContain('max-age=1, stale-while-revalidate=300');
  });
});

test('the head names the page and its one address', async () => {
  const answer = await ask('head?campaign=rocket&page=9', { '/campaigns/rocket/head': head });
  expect(answer.headers.get('content-location')).toBe('/campaigns/rocket?page=2');
  expect(await answer.text()).toBe(
    '<title>로켓배송 (2페이지) — 조각보</title>' +
      '<meta name="description" content="다음 날 &quot;도착&quot;">' +
      '<meta property="og:title" content="로켓배송 (2페이지) — 조각보">' +
      '<meta property="og:description" content="다음 날 &quot;도착&quot;">',
  );
  const first = await show('head?campaign=rocket', { '/campaigns/rocket/head': { ...head, page: 1 } }, 'en');
  expect(first).toContain('<title>로켓배송 — Jogakbo</title>');
});

test.each(['campaign?campaign=nope', 'campaign?campaign=NO%20SUCH', 'campaign', 'head?campaign=nope'])(
  '%s is not found',
  async (fragment) => expect((await ask(fragment, {})).status).toBe(404),
);

async function show(fragment: string, answers: Answers, language = 'ko'): Promise<string> {
  const response = await ask(fragment, answers, language);
  expect(response.status).toBe(200);
  return response.text();
}

/** The BFF answers the pathnames in `answers` and gives 404 for others. */
async function ask(fragment: string, answers: Answers, language = 'ko'): Promise<Response> {
  const BFF = {
    fetch: async (request: Request) => {
      const answer = answers[new URL(request.url).pathname];
      return answer ? Response.json(answer) : Response.json({}, { status: 404 });
    },
  };
  const env = { BFF, ASSETS: BFF, LOG_LEVEL: 'off' };
  return worker.request(`/fragments/${fragment}`, { headers: { 'accept-language': language } }, env);
}
