import { afterAll, expect, test } from 'bun:test';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { openShop } from '../open-shop.helper.ts';
import { until } from '../until.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const shop = await openShop();
const browser = await openBrowser(shop.url);
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const { id, itemIds } = fixtures.manyOptions;
const [plenty, low, , out] = itemIds;
const reason = '품절된 상품이라 지금은 담을 수 없어요.';

test('the buy box follows the chosen option: sold out, then available again', async () => {
  const { page, close, complaints } = await browser.visit(`/products/${id}?item=${plenty}`);
  const choose = (item: string) => page.locator(`jb-fragment[slot=options] a[href$="item=${item}"]`).click();
  const stock = page.locator('jb-fragment[slot=stock]');
  const button = page.locator('#buy-box button[type=submit]');
  await page.evaluate(() => Object.assign(window, { stayed: true }));

  await page.getByLabel('수량', { exact: true }).fill('2');
  await choose(out);
  await stock.getByText('품절', { exact: true }).waitFor();
  await page.getByRole('status').getByText(reason).waitFor();
  expect(await button.isDisabled()).toBe(true);
  expect(await button.innerText()).toBe('품절');
  expect(await page.getByLabel('수량', { exact: true }).getAttribute('aria-invalid')).toBeNull();

  await choose(low);
  await stock.getByText('품절임박 (2개 남음)').waitFor();
  await page.getByText(reason).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '장바구니 담기' }).click();
  await page.getByText('장바구니에 담았어요.').waitFor();
  expect(await page.getByLabel('수량', { exact: true }).inputValue()).toBe('2');
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
  expect(complaints).toEqual([]);
  await close();
});

test('a buy box that arrives as sold out becomes usable after another choice', async () => {
  const { page, close, complaints } = await browser.visitWhole(`/products/${id}?item=${out}`);
  await page.getByText(reason).waitFor();
  await page.locator(`jb-fragment[slot=options] a[href$="item=${plenty}"]`).click();
  await page.locator('#buy-box button[type=submit]').hover({ force: true });
  await page.getByRole('button', { name: '장바구니 담기' }).click();
  await page.getByText('장바구니에 담았어요.').waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('a message beside the button says that the item was sold out meanwhile', async () => {
  const { page, close } = await browser.visit(`/products/${id}?item=${low}`);
  await page.route('**/api/cart/items', (route) =>
    route.fulfill({ status: 409, json: { status: 409, reason: 'sold-out' } }),
  );
  await page.getByRole('button', { name: '장바구니 담기' }).click();
  await page.getByRole('status').getByText(reason).waitFor();
  expect(await page.locator('#buy-box button[type=submit]').isDisabled()).toBe(true);
  await close();
});

test('without scripts the button of a sold-out item is disabled, and says why', async () => {
  const { page, close } = await browser.visitWhole(`/products/${id}?item=${out}`, {
    javaScriptEnabled: false,
  });
  const soldOut = page.getByRole('button', { name: '품절' });
  // On a busy machine, a part that cannot read the stock in time shows its usual button.
  await until('both buttons', async () => (await soldOut.count()) === 2 || void (await page.reload()));
  for (const button of await soldOut.all()) expect(await button.isDisabled()).toBe(true);
  await page.getByText(reason).waitFor();
  await page.locator(`jb-fragment[slot=options] a[href$="item=${low}"]`).click();
  await page.getByRole('button', { name: '장바구니 담기' }).click();
  await page.waitForURL('**/cart');
  await page.getByText('품절임박 (2개 남음)').waitFor();
  await close();
});
