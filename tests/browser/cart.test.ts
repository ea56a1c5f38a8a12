import { afterAll, expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { until } from '../until.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const shop = await openSharedShop();
const browser = await openBrowser(shop.url);
afterAll(() => browser.close());

const reference = { productId: fixtures.reference.id, itemId: fixtures.reference.itemIds[0] };
const product = `/products/${fixtures.noDiscount.id}`;
const add = (page: Page) => page.getByRole('button', { name: '장바구니 담기' });

async function readQuantities(page: Page): Promise<number[]> {
  const answer = await page.context().request.get('/api/cart/cart');
  return (await answer.json()).lines.map(({ quantity }: { quantity: number }) => quantity);
}

test('two presses of the cart button 180 ms apart add once, with scripts and without', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await browser.visit(product, { javaScriptEnabled });
    // The visitor already has an id, so the header has a key of its own.
    await page
      .context()
      .request.post('/cart/items', { form: { ...reference, quantity: '1' }, maxRedirects: 0 });
    await page.reload();
    await add(page).click({ clickCount: 2, delay: 90, noWaitAfter: true });
    if (javaScriptEnabled) await page.getByText('장바구니에 담았어요.').waitFor();
    // The second press replaces the navigation of the first, which `waitForURL` may report as an error.
    else await until('the cart', () => new URL(page.url()).pathname === '/cart');
    expect(await readQuantities(page)).toEqual([1, 1]);
    await close();
  }
});

test('an addition whose answer is lost is requested again, and adds once', async () => {
  const { page, close } = await browser.visit(product);
  const keys: (string | undefined)[] = [];
  await page.route('**/api/cart/items', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await add(page).click();
  await page.getByText('장바구니에 담았어요.').waitFor();
  expect(keys).toHaveLength(2);
  expect(keys[1]).toBe(keys[0] as string);
  expect(await readQuantities(page)).toEqual([1]);
  await close();
});

test('in a cart of 100 lines, the total and the checkout button are always visible', async () => {
  const stocks = await shop.databaseOf('inventory-service');
  const { results } = await stocks
    .prepare('SELECT item_id AS itemId, product_id AS productId FROM stock WHERE available > 9 LIMIT 100')
    .all<{ itemId: string; productId: string }>();
  const { page, close } = await browser.visit('/cart', { viewport: { width: 360, height: 740 } });
  for (const item of results)
    await page.context().request.post('/api/cart/items', { data: { ...item, quantity: 1 } });
  for (const viewport of [
    { width: 360, height: 740 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(viewport);
    await page.goto('/cart');
    const checkOut = page.getByRole('link', { name: '주문하기' });
    for (const line of [0, 50, 99]) {
      await page.locator('.line').nth(line).scrollIntoViewIfNeeded();
      const box = await checkOut.boundingBox();
      expect(box && box.y >= 0 && box.y + box.height <= viewport.height).toBe(true);
    }
  }
  await page.getByRole('link', { name: '전체선택' }).click();
  await page.getByRole('button', { name: '선택삭제' }).click();
  await page.getByText('장바구니가 비어 있어요.').waitFor();
  await close();
});
