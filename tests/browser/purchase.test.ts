import { afterAll, describe, expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { openShop } from '../open-shop.helper.ts';
import { findViolations } from './find-violations.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const shop = await openShop();
const browser = await openBrowser(shop.url);
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const words = {
  ko: {
    ...{ add: '장바구니 담기', checkOut: '주문하기', signUp: '회원가입', join: '가입하기' },
    ...{
      name: '이름',
      email: '이메일',
      password: '비밀번호',
      place: /결제하기/,
      apply: '배송지·쿠폰 적용하기',
    },
    ...{ recipient: '받는 사람', phone: '휴대폰 번호', postcode: '우편번호', street: '주소' },
    ...{
      code: '쿠폰 번호 입력',
      discount: '할인금액',
      left: '품절임박 (2개 남음)',
      fewer: '품절임박 (1개 남음)',
    },
    ...{ cancel: '주문 취소', cancelled: /주문 취소|환불 완료/, orders: '주문 목록', agree: /동의/ },
  },
  en: {
    ...{ add: 'Add to cart', checkOut: 'Check out', signUp: 'Sign up', join: 'Create account' },
    ...{ name: 'Name', email: 'E-mail', password: 'Password', place: /Pay/, apply: /Apply/ },
    ...{ recipient: 'Recipient', phone: 'phone', postcode: 'Postcode', street: 'Address' },
    ...{
      code: 'Coupon code',
      discount: 'Discount',
      left: 'Almost gone (2 left)',
      fewer: 'Almost gone (1 left)',
    },
    ...{ cancel: 'Cancel', cancelled: /cancelled|refunded/i, orders: 'Orders', agree: /agree/i },
  },
};
const { id, itemIds } = fixtures.manyOptions;
const item = itemIds[1];

const slot = (page: Page, name: string) => page.locator(`jb-fragment[slot=${name}]`);

describe.each([false, true])('with scripts: %p', (javaScriptEnabled) => {
  test.each([
    ['ko', 360],
    ['en', 1280],
  ] as const)('a shopper searches, buys and cancels, in %s at %p px', async (language, width) => {
    const text = words[language];
    const { page, close, complaints } = await browser.visit(`/products/${id}?lang=${language}`, {
      javaScriptEnabled,
      viewport: { width, height: 900 },
      bypassCSP: true,
    });
    const check = async () => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      if (javaScriptEnabled) expect(await findViolations(page)).toEqual([]);
    };
    const title = await page.locator('jb-fragment[slot=title] h1').innerText();

    await page.goto('/');
    await page.getByRole('search').locator('input[name=q]').fill(title);
    await page.getByRole('search').locator('input[name=q]').press('Enter');
    await page.waitForURL('**/search?**');
    await slot(page, 'results').locator(`a[href^="/products/${id}"]`).first().click();
    await page.waitForURL(`**/products/${id}**`);
    await slot(page, 'options').locator(`a[href$="item=${item}"]`).click();
    await page.waitForURL(`**item=${item}`);
    await slot(page, 'stock').getByText(text.left).waitFor();
    await page.getByRole('button', { name: text.add }).click();
    await slot(page, 'cart').locator('.count').getByText('1', { exact: true }).waitFor();

    await page.goto('/cart');
    await page.getByRole('link', { name: text.checkOut }).click();
    await page.waitForURL('**/login?next=%2Fcheckout');
    await slot(page, 'form').getByRole('link', { name: text.signUp }).click();
    await page.waitForURL('**/signup**');
    await slot(page, 'form').getByLabel(text.name).fill('홍길동');
    await slot(page, 'form').getByLabel(text.email).fill(`${crypto.randomUUID()}@example.com`);
    await slot(page, 'form').getByLabel(text.password).fill('칼국수 먹는 화요일');
    for (const box of await slot(page, 'form').getByRole('checkbox').all()) await box.check();
    await slot(page, 'form').getByRole('button', { name: text.join }).click();

    await page.waitForURL('**/checkout');
    const checkout = slot(page, 'checkout');
    await checkout.getByText(title).first().waitFor();
    await check();
    await checkout.getByLabel(text.recipient).fill('홍길동');
    await checkout.getByLabel(text.phone).fill('010-1234-5678');
    await checkout.getByLabel(text.postcode).fill('06236');
    await checkout.locator('input[name=street]').fill('서울 강남구 테헤란로 1');
    await checkout.getByLabel(text.code).fill('WELCOME10');
    await checkout.getByRole('button', { name: text.apply }).click();
    await checkout.getByText('31,410').first().waitFor();
    await check();
    await checkout.locator('input[name=method]').first().check();
    await checkout.locator('input[name=agree]').check();
    await checkout.getByRole('button', { name: text.place }).click();

    await page.waitForURL('**/orders/*');
    const order = slot(page, 'order');
    await order.getByText(title).first().waitFor();
    await untilShown(page, javaScriptEnabled, () =>
      order.getByRole('button', { name: text.cancel }).isVisible(),
    );
    await check();
    await page.goto('/orders');
    await slot(page, 'orders').locator('a[href^="/orders/"]').first().click();
    await page.waitForURL('**/orders/*');
    await page.goto(`/products/${id}?item=${item}`);
    await untilShown(page, false, () => slot(page, 'stock').getByText(text.fewer).isVisible());

    await page.goto('/orders');
    await slot(page, 'orders').locator('a[href^="/orders/"]').first().click();
    await order.getByRole('button', { name: text.cancel }).click();
    await untilShown(page, javaScriptEnabled, () => order.getByText(text.cancelled).first().isVisible());
    await page.goto(`/products/${id}?item=${item}`);
    await untilShown(page, false, () => slot(page, 'stock').getByText(text.left).isVisible());
    expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
    await close();
  });
});

/** Waits until the page shows work that the shop does by itself. Without scripts, the page has to be loaded again. */
async function untilShown(page: Page, live: boolean, isShown: () => Promise<boolean>) {
  for (const end = Date.now() + 40_000; !(await isShown()); await Bun.sleep(200)) {
    if (Date.now() > end)
      throw new Error(`${page.url()} does not show it: ${await page.locator('main, jb-page').innerText()}`);
    if (!live) await page.reload();
  }
}
