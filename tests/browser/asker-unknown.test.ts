import { afterAll, expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { findViolations } from './find-violations.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const shop = await openSharedShop();
const browser = await openBrowser(shop.url);
afterAll(() => browser.close());

const words = {
  ko: { unknown: '로그인 상태를 확인할 수 없어요', kept: '아직 처리하지 않았어요', again: '다시 시도' },
  en: { unknown: 'whether you are logged in', kept: 'Not done yet', again: 'Try again' },
};

test.each([
  ['ko', 360],
  ['en', 1280],
] as const)(
  'in %s at %p px, a member’s form is kept while sessions cannot be read, and one press sends it again',
  async (language, width) => {
    const { page, close, complaints } = await browser.visit('/robots.txt', {
      viewport: { width, height: 800 },
      locale: language === 'ko' ? 'ko-KR' : 'en-US',
      bypassCSP: true,
    });
    const email = `${crypto.randomUUID()}@example.com`;
    const form = { name: '홍길동', email, password: '칼국수 먹는 화요일' };
    await page.context().request.post('/signup', { form, headers: { origin: shop.url } });
    await page.goto('/my');
    const name = page.locator('form[action^="/my?"] input[name="name"]');
    await name.fill('김첨지');

    await shop.upstash.down();
    try {
      await name.press('Enter');
      await page.waitForURL(/\/my(\?|$)/);
      expect(await page.locator('[slot="message"] h1').textContent()).toContain(words[language].kept);
      await examine(page);
      const another = await page.context().newPage();
      await another.goto('/cart');
      expect(await another.locator('[slot="message"] h1').textContent()).toContain(words[language].unknown);
      await examine(another);
      await another.close();
    } finally {
      shop.upstash.up();
    }
    await page.getByRole('button', { name: words[language].again }).click();
    await page.waitForURL(/\/my\?.*done=profile/);
    expect(await name.inputValue()).toBe('김첨지');
    await close();

    async function examine(page: Page) {
      const path = new URL(page.url()).pathname.slice(1);
      const folder = process.env.SCREENSHOTS;
      if (folder) await page.screenshot({ path: `${folder}/${path}-${language}-${width}.png` });
      expect(await findViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      // The browser reports the status 503 by itself.
      expect(complaints.filter((text) => !text.includes('503'))).toEqual([]);
    }
  },
);
