import { afterAll, describe, expect, test } from 'bun:test';
import { openShop } from '../open-shop.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const shop = await openShop();
const browser = await openBrowser(shop.url);
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const product = '/products/51862822?item=183485417';

test('an element that a script appends to body is visible', async () => {
  const { page, close } = await browser.visit(product);
  await page.evaluate(() => {
    const dialog = document.createElement('dialog');
    dialog.textContent = 'a dialog';
    const box = document.createElement('div');
    box.textContent = 'a box';
    document.body.append(dialog, box);
    dialog.showModal();
  });
  expect(await page.getByText('a dialog').isVisible()).toBe(true);
  expect(await page.getByText('a box').isVisible()).toBe(true);
  await close();
});

test('text copied from a warm page has the parts in the order of the layout', async () => {
  await shop.fetch(product);
  const { page, close } = await browser.visit(product);
  const text = await page.evaluate(() => {
    getSelection()?.selectAllChildren(document.body);
    return String(getSelection());
  });
  const parts = [
    '조각보',
    '카테고리',
    '장바구니',
    '나노블록',
    '치코리타',
    '10,390원',
    '혼합 색상',
    '장바구니 담기',
    '최소 연령',
  ];
  let at = -1;
  for (const part of parts) {
    const next = text.indexOf(part, at + 1);
    expect({ part, after: next > at }).toEqual({ part, after: true });
    at = next;
  }
  await close();
});

test('a fragment for which the server had no call left is fetched by the browser', async () => {
  const { page, close } = await browser.visit('/robots.txt');
  await page.route('**/products/**', async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    const late = html.replace(
      /<jb-fragment slot="stars"[^>]*>.*?<\/jb-fragment>/s,
      '<jb-fragment slot="stars" data-fragment="review/stars" data-fallback data-late ' +
        'data-src="/_fragments/review/stars?product=51862822" data-params="">no stars</jb-fragment>',
    );
    await route.fulfill({ response, body: late });
  });
  await page.goto(shop.url + product);
  const stars = page.locator('[data-fragment="review/stars"]');
  await stars.and(page.locator(':not([data-late])')).waitFor({ state: 'attached' });
  expect(await stars.textContent()).not.toContain('no stars');
  expect(await stars.getAttribute('data-fallback')).toBeNull();
  await close();
});

describe.each([true, false])('with scripts: %p', (javaScriptEnabled) => {
  test('a fragment that is a second late does not hold up the others, and appears in its place', async () => {
    await shop.fetch(product);
    const { page, close } = await browser.visit('/robots.txt', { javaScriptEnabled });
    // One success is enough: a busy machine may paint after the fragment arrives, but no machine paints it before. So the fragment is later
    // in each try. It is not later than its deadline of two seconds.
    let ahead = false;
    for (let tries = 0; tries < 4 && !ahead; tries++) {
      await shop.fault({ fragment: 'pricing/price', kind: 'slow', ms: 1_000 + tries * 250 });
      const loading = page.goto(product, { waitUntil: 'load' });
      await page.locator('jb-fragment[slot=buy] button[type=submit]').waitFor({ state: 'visible' });
      expect(await page.locator('h1').isVisible()).toBe(true);
      ahead = (await page.locator('jb-fragment[slot=price]').count()) === 0;
      await loading;
    }
    expect(ahead).toBe(true);

    const price = await page.locator('jb-fragment[slot=price]').boundingBox();
    const title = await page.locator('jb-fragment[slot=title]').boundingBox();
    const buy = await page.locator('jb-fragment[slot=buy]').boundingBox();
    expect(price?.y).toBeGreaterThan((title?.y ?? 0) + (title?.height ?? 0) - 1);
    expect(buy?.y).toBeGreaterThan((price?.y ?? 0) + (price?.height ?? 0) - 1);
    expect(await page.locator('jb-fragment[slot=price]').innerText()).toContain('10,390원');
    await shop.clearFaults();
    await close();
  });
});

test('a link with an anchor scrolls to its fragment', async () => {
  const { page, close } = await browser.visit(`${product}#reviews`);
  expect(await page.locator('#reviews').isVisible()).toBe(true);
  await page.keyboard.press('Tab');
  await close();
});

test('no part of the page moves while a cold page arrives', async () => {
  for (const viewport of [
    { width: 360, height: 740 },
    { width: 1280, height: 900 },
  ]) {
    await shop.clearFaults();
    await shop.fault({ fragment: 'pricing/price', kind: 'slow', ms: 300 });
    const { page, close } = await browser.visit('/robots.txt', { viewport });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(product, { waitUntil: 'networkidle' });
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.005);
    await close();
  }
  await shop.clearFaults();
});
