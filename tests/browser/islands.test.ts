import { afterAll, afterEach, expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { openShop } from '../open-shop.helper.ts';
import { hydrateIslands } from './hydrate-islands.helper.ts';
import { openBrowser, type Watched } from './open-browser.helper.ts';

const shop = await openShop();
const browser = await openBrowser(shop.url);
afterAll(async () => {
  await browser.close();
  await shop.close();
});

let open: Watched[] = [];
afterEach(async () => {
  await shop.clearFaults();
  await Promise.all(open.map((watched) => watched.close()));
  open = [];
});

async function visit(path: string) {
  const watched = await browser.visit(path);
  open.push(watched);
  return watched;
}

const product = '/products/51862822?item=183485417';
const count = (page: Page) => page.locator('jb-fragment[slot=cart] .count');

test('adding to the cart stays on the page, and the island hydrates the nodes from the server', async () => {
  const { page, complaints } = await visit(product);
  await page.evaluate(() => {
    const marks = window as unknown as Record<string, unknown>;
    marks.stayed = true;
    marks.button = document.querySelector('#buy-box button[type=submit]');
    marks.field = document.querySelector('#add-to-cart-quantity');
  });
  await page.getByRole('button', { name: '한 개 늘리기' }).click();
  await page.getByLabel('수량', { exact: true }).and(page.locator('[value]')).first().waitFor();
  await page.getByRole('button', { name: '장바구니 담기' }).click();
  await page.getByText('장바구니에 담았어요.').waitFor();
  await count(page).getByText('1', { exact: true }).waitFor();
  const kept = await page.evaluate(() => {
    const marks = window as unknown as Record<string, unknown>;
    return {
      stayed: marks.stayed,
      button: marks.button === document.querySelector('#buy-box button[type=submit]'),
      field: marks.field === document.querySelector('#add-to-cart-quantity'),
      quantity: (document.querySelector('#add-to-cart-quantity') as HTMLInputElement).value,
    };
  });
  expect(kept).toEqual({ stayed: true, button: true, field: true, quantity: '2' });
  expect(complaints).toEqual([]);
});

test('the message about a refused quantity is beside the field, and the page stays', async () => {
  const { page } = await visit(product);
  await page.locator('#add-to-cart-quantity').fill('0');
  await page.getByRole('button', { name: '장바구니 담기' }).click();
  await page.getByText('수량은 1부터 999까지의 숫자로 적어 주세요.').waitFor();
  expect(await page.locator('#add-to-cart-quantity').getAttribute('aria-invalid')).toBe('true');
  expect(await count(page).textContent()).toBe('0');
});

test('a page with many islands loads Solid once', async () => {
  const { page } = await visit(product);
  const urls = await hydrateIslands(page);
  const bodies = await Promise.all(urls.map(async (url) => ({ url, text: await (await fetch(url)).text() })));
  // Only Solid's core contains these texts.
  const cores = bodies.filter(
    ({ text }) => text.includes('createRoot') || text.includes('Potential Infinite Loop'),
  );
  expect(cores.map(({ url }) => new URL(url).pathname)).toEqual([expect.stringContaining('/assets/shell/')]);
});

test('a click before hydration is not lost', async () => {
  const { page } = await visit(product);
  await page.route('**/host.js', async (route) => {
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    await route.continue();
  });
  await page.getByRole('button', { name: '한 개 늘리기' }).click();
  await page.waitForFunction(
    () => (document.querySelector('#add-to-cart-quantity') as HTMLInputElement).value === '2',
  );
  await page.getByRole('button', { name: '장바구니 담기' }).click();
  await page.getByText('장바구니에 담았어요.').waitFor();
});

test('a form whose island cannot be loaded is sent without scripts', async () => {
  const { page } = await visit(product);
  await page.route('**/mf-manifest.json', (route) => route.abort());
  await page.getByRole('button', { name: '장바구니 담기' }).click();
  await page.waitForURL('**/cart');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('장바구니');
  expect(await count(page).textContent()).toBe('1');
});

test('text that was typed before hydration is kept', async () => {
  const { page } = await visit(product);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/host.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.locator('#add-to-cart-quantity').fill('2');
  release();
  await page.getByRole('button', { name: '한 개 늘리기' }).click();
  await page.waitForFunction(
    () => (document.querySelector('#add-to-cart-quantity') as HTMLInputElement).value === '3',
  );
});

test('choosing an option changes item, price and number on the whole page, without a reload', async () => {
  const [first, , third] = fixtures.manyOptions.itemIds;
  const { page, complaints } = await visit(`/products/${fixtures.manyOptions.id}?item=${first}`);
  const price = page.locator('jb-fragment[slot=price] .price-final');
  const before = await price.textContent();
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  await page.locator(`jb-fragment[slot=options] a[href$="item=${third}"]`).click();
  await page.waitForFunction(
    (text) => document.querySelector('jb-fragment[slot=price] .price-final')?.textContent !== text,
    before,
  );
  await page
    .locator('jb-fragment[slot=attributes]')
    .getByText(`${fixtures.manyOptions.id} - ${third}`)
    .waitFor();
  expect(new URL(page.url()).searchParams.get('item')).toBe(third as string);
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
  await page.getByRole('button', { name: '장바구니 담기' }).click();
  await page.getByText('장바구니에 담았어요.').waitFor();
  await page.goto('/cart');
  expect(await page.locator(`form[action^="/cart/items/${third}?"]`).count()).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
});

test('an event with any name refreshes its fragments before an island has loaded the host', async () => {
  const { page, complaints } = await visit('/help');
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  const isLoaded = (part: string) => loaded.some((url) => url.includes(part));
  await page.route('**/help', async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    await route.fulfill({ response, body: html.replace('refresh="cart:updated"', 'refresh="acme:changed"') });
  });
  await page.goto('/help');
  expect([isLoaded('/host.js'), isLoaded('/_fragments/')]).toEqual([false, false]);
  const refreshed = page.waitForResponse('**/_fragments/cart/mini-cart*');
  await page.evaluate(() => document.dispatchEvent(new Event('acme:changed')));
  expect((await refreshed).ok()).toBe(true);

  // This event was emitted before the fragment arrived.
  await page.addInitScript(() => {
    const emitted = new Map([['acme:changed', { count: 1 }]]);
    Object.assign(window, { [Symbol.for('jogakbo:page-events')]: emitted });
  });
  const madeUpFor = page.waitForResponse('**/_fragments/cart/mini-cart*');
  await page.goto('/help');
  expect((await madeUpFor).ok()).toBe(true);
  expect(complaints).toEqual([]);
});

test('a page that is restored from the back/forward cache shows the current cart', async () => {
  const { page } = await visit(product);
  await page.goto('/categories/toys');
  const other = await page.context().newPage();
  await other.goto(product);
  await other.getByRole('button', { name: '장바구니 담기' }).click();
  await other.getByText('장바구니에 담았어요.').waitFor();
  await page.goBack();
  await count(page).getByText('1', { exact: true }).waitFor();
});
