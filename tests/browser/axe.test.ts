import { afterAll, describe, expect, test } from 'bun:test';
import { source as axe } from 'axe-core';
import { openShop } from '../open-shop.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const shop = await openShop();
const browser = await openBrowser(shop.url);
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const pages = [
  '/',
  '/products/51862822?item=183485417',
  '/products/20190003',
  '/categories/toys',
  '/search?q=포켓몬',
  '/search?q=없는말쓰기',
  '/cart',
  '/login?next=%2Fcart',
  '/signup',
  '/help',
  '/terms',
  '/privacy',
  '/returns',
  '/company',
  '/my',
];

describe.each(['ko', 'en'])('in %s', (language) => {
  describe.each([360, 1280])('at %p px', (width) => {
    test.each(pages)(
      'axe finds no fault on the page %s, and no part of it is wider than the screen',
      async (path) => {
        const { page, close, complaints } = await browser.visit('/robots.txt', {
          viewport: { width, height: 800 },
          locale: language === 'ko' ? 'ko-KR' : 'en-US',
          bypassCSP: true,
        });
        if (path === '/my') {
          const form = {
            name: '홍길동',
            email: `${crypto.randomUUID()}@example.com`,
            password: '칼국수 먹는 화요일',
          };
          await page.context().request.post('/signup', { form, headers: { origin: shop.url } });
          await page.context().request.post('/my/addresses', {
            form: {
              recipient: '홍길동',
              phone: '010-1234-5678',
              postcode: '06236',
              street: '서울 강남구 테헤란로 1',
            },
            headers: { origin: shop.url },
          });
        }
        if (path === '/cart') {
          await page.context().request.post('/cart/items', {
            form: { productId: '51862822', itemId: '183485417', quantity: '2' },
            headers: { origin: shop.url },
          });
        }
        await page.goto(path);
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() =>
          (
            window as unknown as {
              axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
            }
          ).axe.run(),
        );
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))])).toEqual(
          [],
        );
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(complaints).toEqual([]);
        await close();
      },
    );
  });
});
