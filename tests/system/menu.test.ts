import { afterAll, describe, expect, test } from 'bun:test';
import { openShop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';

const shop = await openShop({ settings: { DEV_NOW: '2019-05-15T10:00:00+09:00' }, crons: false });
afterAll(() => shop.close());

const campaigns = [
  ...['rocket', 'rocket-overseas', 'family-month', 'goldbox', 'subscription'],
  ...['events', 'exhibitions', 'gift-cards', 'travel'],
];

async function open(path: string) {
  const answer = await shop.fetch(path);
  return { status: answer.status, html: await answer.text() };
}

describe('the strip of links', () => {
  test('is on every page, with the links of the reference page', async () => {
    for (const path of ['/', '/products/51862822?item=183485417', '/cart', '/campaigns/rocket', '/nowhere']) {
      const { html } = await open(path);
      expect(toText(readSlot(html, 'strip').html)).toBe(
        '로켓배송 로켓직구 가정의 달 골드박스 정기배송 이벤트/쿠폰 기획전 기프트카드 여행/티켓',
      );
    }
    const english = readSlot((await open('/?lang=en')).html, 'strip').html;
    expect(toText(english)).toStartWith('Rocket delivery Rocket overseas Family month Goldbox');
  });

  test('links only to existing pages', async () => {
    const { html } = await open('/');
    const hrefs = [...readSlot(html, 'strip').html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
    expect(hrefs).toEqual(campaigns.map((campaign) => `/campaigns/${campaign}`));
  });
});

describe('the campaign page', () => {
  test.each(campaigns)('%s has a title, a text and products, in both languages', async (campaign) => {
    for (const language of ['ko', 'en']) {
      const { status, html } = await open(`/campaigns/${campaign}?lang=${language}`);
      expect(status).toBe(200);
      const content = readSlot(html, 'campaign').html;
      const heading = toText(content.match(/<h1>.*?<\/h1>/)?.[0] ?? '');
      expect(html.match(/<title>([^<]*)/)?.[1]).toStartWith(heading.replaceAll('&', '&amp;'));
      expect(heading).toMatch(language === 'ko' ? /[가-힣]/ : /[A-Z]/);
      expect(content.match(/<li class="card">/g)?.length).toBeGreaterThan(11);
    }
  });

  test('shows the products of its campaign', async () => {
    const cardsOf = async (path: string) =>
      readSlot((await open(path)).html, 'campaign')
        .html.split('<li class="card">')
        .slice(1)
        .map(toText);
    for (const card of await cardsOf('/campaigns/rocket?page=2')) expect(card).toContain('로켓배송');
    for (const card of await cardsOf('/campaigns/rocket-overseas')) expect(card).toContain('로켓직구');
    const discounts = (await cardsOf('/campaigns/goldbox')).map((card) => Number(card.match(/(\d+)%/)?.[1]));
    expect(discounts).toEqual(discounts.toSorted((one, other) => other - one));
    expect(discounts.at(-1)).toBeGreaterThan(30);
  });

  test.each(['/campaigns/nope', '/campaigns/year-end', '/campaigns/NOPE!'])('%s is a 404', async (path) => {
    expect((await open(path)).status).toBe(404);
  });

  test('shows its last page for a number that is too high, and the first for nonsense', async () => {
    const last = await open('/campaigns/goldbox?page=999');
    expect(last.html).toContain(
      '<link rel="canonical" href="https://jogakbo.example/campaigns/goldbox?page=5"',
    );
    for (const page of ['0', '-3', 'x']) {
      const { status, html } = await open(`/campaigns/goldbox?page=${page}`);
      expect([status, html.includes('href="https://jogakbo.example/campaigns/goldbox"')]).toEqual([
        200,
        true,
      ]);
    }
  });
});

test('only operators can change the links of the menu', async () => {
  const url = '/api/menu/links/all';
  const operator = { authorization: `Bearer ${shop.operatorToken}`, 'content-type': 'application/json' };
  const all = (await (await shop.fetch(url, { headers: operator })).json()) as { links: object[] };
  const added = { id: 'toys', name: { ko: '장난감', en: 'Toys' }, window: null, path: '/categories/toys' };
  const put = (headers: Record<string, string>, links: object[]) =>
    shop.fetch(url, { method: 'PUT', headers, body: JSON.stringify({ links }) });
  expect((await shop.fetch(url)).status).toBe(401);
  expect((await put({ ...operator, authorization: 'Bearer guess' }, [])).status).toBe(401);
  expect((await put(operator, [...all.links, { ...added, path: 'https://elsewhere.example' }])).status).toBe(
    422,
  );
  expect((await put(operator, [...all.links, added])).status).toBe(200);
  await shop.clearFaults();
  expect(toText(readSlot((await open('/')).html, 'strip').html)).toEndWith('여행/티켓 장난감');
});
