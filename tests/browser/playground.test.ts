import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { listPlayground, startPlayground } from '../../tools/alone/playground/start-playground.ts';
import { buildWorkers } from '../../tools/dev/build-workers.ts';
import { preparedState } from '../copy-seeded-state.helper.ts';
import { until } from '../until.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

// A run of all tests has built the workers already.
const { run, shell } = await listPlayground(['cart']);
if (!preparedState) await buildWorkers([...run, shell]);
const stateDirectory = await mkdtemp(join(tmpdir(), 'jogakbo-playground-'));
const playground = await startPlayground({
  ...{ slices: ['cart'], port: 0, stateDirectory, crons: false, logLevel: 'off' },
  ...{ settings: { REDIS_TIMEOUT: '5000' }, onNotice: () => {} },
});
const browser = await openBrowser(playground.url);
afterAll(async () => {
  await Promise.all([browser.close(), playground.close()]);
  await rm(stateDirectory, { recursive: true, force: true });
});

const frameOf = (page: Page, name: string) => page.frameLocator(`iframe[name="frame-cart-${name}"]`);

test('a fragment of the playground is shown as the controls say, by keyboard and on a phone', async () => {
  const { page, complaints, close } = await browser.visit('/', { viewport: { width: 360, height: 740 } });
  await frameOf(page, 'add-to-cart').getByRole('button', { name: '장바구니 담기' }).waitFor();
  const section = page.getByRole('region', { name: 'cart/add-to-cart' });
  await section.getByLabel('State').selectOption('failed');
  await section.getByLabel('Language').selectOption('en');
  await section.getByLabel('product').press('Enter');
  await frameOf(page, 'add-to-cart').getByText('Adding to the cart is not possible right now.').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(complaints).toEqual([]);
  await close();
});

test('a form and an island of a fragment work in the playground', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, complaints, close } = await browser.visit('/', { javaScriptEnabled });
    await frameOf(page, 'add-to-cart').getByRole('button', { name: '장바구니 담기' }).click();
    if (javaScriptEnabled) await frameOf(page, 'add-to-cart').getByText('장바구니에 담았어요.').waitFor();
    await until('the line', async () => {
      await page.goto('/show/cart/lines');
      return (await page.locator('a[href*="/products/"]').count()) > 0;
    });
    // The pictures of products belong to a slice that does not run here.
    expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
    await close();
  }
});

test('one page has all states of a fragment in both languages and widths', async () => {
  const { page, complaints, close } = await browser.visit('/all/cart/mini-cart', {
    viewport: { width: 1400, height: 7_000 },
  });
  expect(await page.locator('iframe').count()).toBe(18);
  for (const title of ['answer, en, 1280', 'failed, ko, 360', 'boundaries, 360'])
    await page.frameLocator(`iframe[title="${title}"]`).locator('[data-fragment="cart/mini-cart"]').waitFor();
  const loading = page.frameLocator('iframe[title="loading, ko, 360"]');
  await loading.locator('jb-page').waitFor();
  expect(await loading.locator('jb-fragment').count()).toBe(0);
  expect(complaints).toEqual([]);
  await close();
});
