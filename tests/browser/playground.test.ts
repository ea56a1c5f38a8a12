import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { listPlayground, startPlayground } from '../../tools/alone/playground/start-playground.ts';
import { checkPictures } from '../../tools/check/pictures/check-pictures.ts';
import { listPictures } from '../../tools/check/pictures/list-pictures.ts';
import { openCamera } from '../../tools/check/pictures/open-camera.ts';
import { toPictureSettings } from '../../tools/check/pictures/to-picture-settings.ts';
import { buildWorkers } from '../../tools/dev/build-workers.ts';
import { findChromium } from '../../tools/find-chromium.ts';
import type { Worker } from '../../tools/workers.ts';
import { buildNextVersion } from '../build-next-version.helper.ts';
import { preparedState } from '../copy-seeded-state.helper.ts';
import { until } from '../until.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

// A run of all tests has built the workers already.
const { run, shell } = await listPlayground(['cart']);
if (!preparedState) await buildWorkers([...run, shell]);
const stateDirectory = await mkdtemp(join(tmpdir(), 'jogakbo-playground-'));
let edited: Worker | undefined;
const playground = await startPlayground({
  ...{ slices: ['cart'], port: 0, stateDirectory, crons: false, logLevel: 'off' },
  // The clock of pictures: the forms below have to work with it, too.
  ...{ settings: toPictureSettings(Date.now()), onNotice: () => {} },
  rewire: (workers) => workers.map((worker) => (worker.name === edited?.name ? edited : worker)),
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

test('the pictures of a fragment are the same until it is edited, and then the check names those that differ', async () => {
  const { worker, folder } = await buildNextVersion(
    'cart',
    [{ file: 'texts.ts', from: "add: '장바구니 담기'", to: "add: '보자기에 담기'" }],
    'faces',
  );
  const camera = await openCamera(findChromium() as string);
  const said: string[] = [];
  const only = 'add-to-cart-answer';
  const wanted = listPictures(playground.fragments).filter(({ name }) => name.includes(only));
  const check = (update: boolean) =>
    checkPictures({
      ...{ slice: 'cart', wanted, only, update, camera, url: playground.url },
      ...{ folder: `${folder}/kept`, results: `${folder}/results`, say: (text) => said.push(text) },
    });
  const differ = async () =>
    (await check(false)).verdicts.filter(({ kind }) => kind !== 'same').map(({ name }) => name);

  expect(await check(true)).toMatchObject({ ok: true, verdicts: [{}, {}, {}, {}] });
  expect(await differ()).toEqual([]);
  edited = worker;
  await playground.reload();
  expect(await differ()).toEqual(['add-to-cart-answer-ko-360', 'add-to-cart-answer-ko-1280']);
  expect(said).toContainEqual(expect.stringMatching(/^✗ cart\/add-to-cart-answer-ko-360 differs in \d/));
  expect((await readdir(`${folder}/results`)).sort()).toEqual([
    ...['add-to-cart-answer-ko-1280.difference.png', 'add-to-cart-answer-ko-1280.png'],
    ...['add-to-cart-answer-ko-360.difference.png', 'add-to-cart-answer-ko-360.png'],
  ]);
  await camera.close();
  await rm(folder, { recursive: true, force: true });
});
