import { afterAll, describe, expect, test } from 'bun:test';
import type { BrowserContext, Page } from 'playwright-core';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { findViolations } from './find-violations.helper.ts';
import { measureLayout } from './measure-layout.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const shop = await openSharedShop();
const browser = await openBrowser(shop.url);
afterAll(() => browser.close());

const widths = Array.from({ length: 41 }, (_, index) => 320 + 32 * index);
/** The maximum height of the header in CSS pixels. On phones, four fifths of the screen are left for the page. */
const highest = (width: number) => (width < 760 ? 150 : 160);

const pages = {
  home: '/',
  product: '/products/51862822?item=183485417',
  'product with options': `/products/${fixtures.manyOptions.id}`,
  'product with many reviews': `/products/${fixtures.manyReviews.id}`,
  category: '/categories/toys',
  search: '/search?q=나노블록',
  'search without results': '/search?q=없는말쓰기',
  campaign: '/campaigns/rocket',
  help: '/help',
  terms: '/terms',
  privacy: '/privacy',
  returns: '/returns',
  company: '/company',
  login: '/login',
  signup: '/signup',
  'empty cart': '/cart',
  'page that does not exist': '/nowhere/at-all',
};
/** Chromium's line on the console. */
const notFound = 'Failed to load resource: the server responded with a status of 404 (Not Found)';
/** A program asks whether it may act for the member. */
const program = {
  ...{ response_type: 'code', client_id: await createProgram(), redirect_uri: 'https://app.example/back' },
  ...{ scope: 'cart orders checkout', code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' },
};
const membersPages = {
  authorization: `/oauth/authorize?${new URLSearchParams(program)}`,
  cart: '/cart',
  checkout: '/checkout',
  my: '/my',
  orders: '/orders',
};

describe.each(['ko', 'en'])('in %s', (language) => {
  test.each(Object.entries(pages))(
    'axe finds no fault on the page %s, and it fits every width',
    async (_, path) => {
      await checkPage(path, language);
    },
  );

  test.each(Object.entries(membersPages))(
    "axe finds no fault on a member's page %s, and it fits every width",
    async (_, path) => {
      await checkPage(path, language, becomeMember);
    },
  );
});

async function checkPage(
  path: string,
  language: string,
  prepare?: (context: BrowserContext) => Promise<void>,
): Promise<void> {
  const { page, complaints, close } = await browser.visit('/robots.txt', {
    viewport: { width: 1_280, height: 900 },
    locale: language === 'ko' ? 'ko-KR' : 'en-US',
    // The policy of a page would refuse axe.
    bypassCSP: true,
  });
  await prepare?.(page.context());
  await page.goto(path);
  expect(await page.locator('html').getAttribute('lang')).toBe(language);
  const faults = [...(await findAxeFaults(page, 1_280)), ...(await findAxeFaults(page, 360))];
  await openDetails(page);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const layout = await measureLayout(page);
    faults.push(...layout.faults.map((fault) => `${width} px: ${fault}`));
    if (layout.header > highest(width)) faults.push(`${width} px: the header is ${layout.header} px high`);
  }
  expect(faults).toEqual([]);
  expect(complaints).toEqual(path === pages['page that does not exist'] ? [notFound] : []);
  await close();
}

async function findAxeFaults(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  return (await findViolations(page)).map((fault) => `${width} px: ${fault}`);
}

/** Opens collapsed forms, so that they are measured too. The tree of categories stays closed, since it covers the page. */
async function openDetails(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>('details:not(.menu)'))
      details.open = true;
  });
}

async function createProgram(): Promise<string> {
  const made = await fetch(`${shop.url}/api/operator/api-clients`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ name: '가격 알림이 Price watch', scopes: ['cart', 'orders', 'checkout'], open: true },
      redirectUris: ['https://app.example/back'],
    }),
  });
  return ((await made.json()) as { id: string }).id;
}

async function becomeMember({ request }: BrowserContext): Promise<void> {
  const headers = { origin: shop.url };
  const form = { name: '남궁아름다운별님이', email: `${crypto.randomUUID()}@example.com` };
  await request.post('/signup', { form: { ...form, password: '칼국수 먹는 화요일' }, headers });
  await request.post('/cart/items', {
    form: { productId: '51862822', itemId: '183485417', quantity: '2' },
    headers,
  });
  // The page of the member shows the program, too.
  await request.post('/oauth/authorize', {
    form: { ...program, decision: 'allow' },
    headers,
    maxRedirects: 0,
  });
  await request.post('/my/addresses', {
    form: {
      ...{ recipient: '남궁아름다운별님이', phone: '010-1234-5678', postcode: '06236' },
      ...{ street: '서울특별시 강남구 테헤란로 123번길 45, 조각보빌딩', detail: '지하 2층 2호' },
    },
    headers,
  });
}
