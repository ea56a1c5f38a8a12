import { afterAll, expect, test } from 'bun:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { home } from '../../tools/visitor/purchase.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { findViolations } from './find-violations.helper.ts';
import { journeyViews } from './journey-views.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const shop = await openSharedShop();
const browser = await openBrowser(shop.url);
afterAll(() => browser.close());

const { id: productId, itemIds } = fixtures.manyOptions;
const { id: plentyId, itemIds: plentyItems } = fixtures.noDiscount;
const plenty = `/products/${plentyId}?item=${plentyItems[0]}`;
const words = {
  ko: {
    buy: '바로구매',
    shipping: '배송 중',
    cancel: '주문 취소',
    refunded: '환불 완료',
    recount: '배송지·쿠폰 적용하기',
    coupon: '첫 구매 10% 할인',
    payAgain: '다시 결제',
  },
  en: {
    buy: 'Buy now',
    shipping: 'On its way',
    cancel: 'Cancel order',
    refunded: 'Refunded',
    recount: 'Apply address and coupons',
    coupon: '10% off',
    payAgain: 'Pay again',
  },
} as const;

/** Opens a page as a member who is logged in. */
async function visitAs(path: string, options: BrowserContextOptions = {}) {
  const shopper = await createShopper(shop);
  const visited = await browser.visit('/robots.txt', options);
  const cookies = [...shopper.cookies].map(([name, value]) => ({ name, value, url: shop.url }));
  await visited.page.context().addCookies(cookies);
  await visited.page.goto(path);
  return { ...visited, shopper };
}

async function fillCheckout(page: Page): Promise<void> {
  for (const [field, value] of Object.entries(home)) await page.fill(`#checkout-${field}`, value);
  await page.check('[name="agree"]');
  await page.click('[name="intent"][value="place"]');
  await page.waitForURL('**/orders/*');
}

test.each(journeyViews)(
  'a shopper buys at once, follows the order, and cancels it; axe finds no fault on these pages, in %s at %p px',
  async (language, width) => {
    const text = words[language];
    const options = {
      viewport: { width, height: 900 },
      locale: language === 'ko' ? 'ko-KR' : 'en-US',
      bypassCSP: true,
    };
    const { page, close, complaints } = await visitAs(plenty, options);
    await page.getByRole('button', { name: text.buy, exact: true }).click();
    await page.waitForURL('**/checkout?draft=*');
    await examine(page, width);
    await fillCheckout(page);
    // The page follows the order by itself, without a reload.
    await page.locator('.state', { hasText: text.shipping }).waitFor();
    await examine(page, width);
    await page.getByRole('button', { name: text.cancel }).click();
    await page.locator('.state', { hasText: text.refunded }).waitFor();
    expect(await page.getByRole('button', { name: text.cancel }).count()).toBe(0);
    await page.goto('/orders');
    await examine(page, width);
    expect(complaints).toEqual([]);
    await close();
  },
);

test.each(journeyViews)(
  'a declined order is paid again with the same lines and address, in %s at %p px',
  async (language, width) => {
    const options = {
      viewport: { width, height: 900 },
      locale: language === 'ko' ? 'ko-KR' : 'en-US',
      bypassCSP: true,
    };
    const { page, close, complaints } = await visitAs(plenty, options);
    const text = words[language];
    await page.getByRole('button', { name: text.buy, exact: true }).click();
    await page.waitForURL('**/checkout?draft=*');
    await page.check('[value="WELCOME10"]');
    await page.selectOption('#checkout-token', 'tok_declined');
    for (const [field, value] of Object.entries(home)) await page.fill(`#checkout-${field}`, value);
    expect(await page.isChecked('[name="save"]')).toBe(true);
    await page.getByRole('button', { name: text.recount }).click();
    await page.locator('.totals', { hasText: text.coupon }).waitFor();
    expect(await page.isChecked('[value="WELCOME10"]')).toBe(true);
    await examine(page, width);
    await page.check('[name="agree"]');
    await page.click('[name="intent"][value="place"]');
    await page.waitForURL('**/orders/*');
    // The link appears by itself after the payment was declined.
    await page.getByRole('link', { name: text.payAgain, exact: true }).click();
    await page.waitForURL('**/checkout?again=*');
    expect(await page.isChecked('[value="WELCOME10"]')).toBe(true);
    // The address was saved with the first order.
    expect(await page.locator('[name="address"]:checked').getAttribute('value')).not.toBe('new');
    await examine(page, width);
    await page.check('[name="agree"]');
    await page.click('[name="intent"][value="place"]');
    await page.waitForURL('**/orders/*');
    await page.locator('.state', { hasText: text.shipping }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  },
);

// These wait for the shop most of the time, so they run side by side.
test.concurrent('buying at once buys the chosen option, and leaves the cart unchanged', async () => {
  const { page, close, shopper } = await visitAs(`/products/${productId}`);
  // The buy box is hydrated before the button is pressed.
  await page.getByRole('button', { name: '한 개 늘리기' }).click();
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('[name="quantity"]')?.value === '2',
  );
  await page.locator(`[href*="item=${itemIds[2]}"], [value="${itemIds[2]}"]`).first().click();
  await page.waitForFunction(
    (item) => document.querySelector<HTMLInputElement>('[name="itemId"]')?.value === item,
    itemIds[2],
  );
  await page.getByRole('button', { name: '바로구매' }).click();
  await page.waitForURL('**/checkout?draft=*');
  await fillCheckout(page);
  const order = await shopper.order(page.url().split('/').at(-1) as string);
  expect(order.lines).toMatchObject([{ itemId: itemIds[2], quantity: 2 }]);
  expect((await shopper.get('/api/cart/count')).text).toBe('{"count":0}');
  await close();
});

test.concurrent('a shopper buys at once without scripts', async () => {
  const { page, close } = await visitAs(plenty, { javaScriptEnabled: false });
  await page.getByRole('button', { name: '바로구매' }).click();
  await fillCheckout(page);
  await page.getByRole('link', { name: '진행 상황 새로고침' }).waitFor();
  await close();
});

test.concurrent('the order page shows the delivery when the parcel arrives', async () => {
  const { page, close, shopper } = await visitAs('/');
  const item = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] };
  const id = await shopper.buy({ item });
  await shopper.follow(id, ['FULFILLING']);
  await page.goto(`/orders/${id}`);
  const operator = { method: 'POST', headers: { authorization: `Bearer ${shop.operatorToken}` } };
  expect((await shop.fetch(`/api/transport/shipments/${id}/delivery`, operator)).status).toBe(200);
  await page.locator('.state', { hasText: '배송 완료' }).waitFor();
  await close();
});

async function examine(page: Page, width: number): Promise<void> {
  expect(await findViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}
