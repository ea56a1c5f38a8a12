import { afterAll, expect, test } from 'bun:test';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { home } from '../../tools/visitor/purchase.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { createTossStandIn, secretKey } from '../create-toss-stand-in.helper.ts';
import { openShop } from '../open-shop.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const toss = createTossStandIn(Date.now);
const { url, stop } = toss.serve();
const shop = await openShop({
  variables: {
    'payment-service': {
      ...{ PAYMENT_PROVIDER: 'toss', TOSS_URL: url },
      ...{ TOSS_SECRET_KEY: secretKey, TOSS_CLIENT_KEY: 'test_ck_standin' },
    },
    shell: { PAYMENT_PROVIDER: 'toss' },
    'order-service': { SAGA_PAUSE: '100' },
  },
});
const browser = await openBrowser(shop.url);
afterAll(async () => {
  await browser.close();
  await shop.close();
  stop();
});

/** Stands in for the script of Toss. The shopper approves each payment at once, or cancels it. */
const sdk = `window.TossPayments = Object.assign(
  (clientKey) => ({ payment: () => ({ async requestPayment({ orderId, amount, successUrl, failUrl }) {
    const paymentKey = await approve(clientKey, orderId, amount.value);
    const back = new URL(paymentKey ? successUrl : failUrl);
    for (const [name, value] of Object.entries({ paymentKey, orderId, amount: amount.value }))
      back.searchParams.set(name, value);
    location.assign(back);
  } }) }),
  { ANONYMOUS: 'ANONYMOUS' },
);`;

test('a shopper pays in the window of Toss, comes back to the order, and gets the money back', async () => {
  const shopper = await createShopper(shop);
  const { page, close, complaints } = await browser.visit('/robots.txt');
  const context = page.context();
  await context.addCookies([...shopper.cookies].map(([name, value]) => ({ name, value, url: shop.url })));
  await context.route('https://js.tosspayments.com/v2/standard', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: sdk }),
  );
  const orders: string[] = [];
  await context.exposeFunction('approve', (clientKey: string, order: string, amount: number) => {
    expect(clientKey).toBe('test_ck_standin');
    orders.push(order);
    return orders.length === 1 ? '' : toss.approve(order, amount);
  });

  await page.goto(`/checkout?product=${fixtures.noDiscount.id}&item=${fixtures.noDiscount.itemIds[0]}`);
  for (const [field, value] of Object.entries(home)) await page.fill(`#checkout-${field}`, value);
  await page.check('[name="agree"]');
  await page.click('[name="intent"][value="place"]');
  // The first time the shopper cancels. The checkout says so, and has the address.
  await page.waitForURL('**/checkout?draft=*&failed=1*');
  await page.getByText('결제가 끝나지 않아 주문하지 않았어요').waitFor();
  expect(await page.inputValue('#checkout-recipient')).toBe('김조각');
  await page.check('[name="agree"]');
  await page.click('[name="intent"][value="place"]');
  await page.waitForURL('**/orders/*');
  await page.locator('.state', { hasText: '배송 중' }).waitFor();
  const [, order = ''] = orders;
  expect(toss.books(order)).toMatchObject([{ entries: ['captured'] }]);
  await page.getByRole('button', { name: '주문 취소' }).click();
  await page.locator('.state', { hasText: '환불 완료' }).waitFor();
  expect(toss.books(order)).toMatchObject([{ entries: ['captured', 'refunded'] }]);
  expect(complaints).toEqual([]);
  await close();
});
