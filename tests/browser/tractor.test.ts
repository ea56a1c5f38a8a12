import { afterAll, describe, expect, test } from 'bun:test';
import { buildWorker } from '../../platform/compose/example/tractor/host/build.ts';
import { createStore } from '../../platform/compose/example/tractor/host/create-store.ts';
import { startTeams } from '../../platform/compose/example/tractor/main.ts';
import { startWorker } from '../../tools/runtime/start-worker.ts';
import { findViolations } from './find-violations.helper.ts';
import { openBrowser, type Watched } from './open-browser.helper.ts';

const { teams, stop } = await startTeams();
const store = createStore(teams);
const bun = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: (request) => store.handle(request) });
const { explore: EXPLORE, decide: DECIDE, checkout: CHECKOUT } = teams;
const workerd = await startWorker([{ name: 'worker.js', contents: await buildWorker() }], {
  EXPLORE,
  DECIDE,
  CHECKOUT,
});
const browser = await openBrowser(`http://127.0.0.1:${bun.port}`);
afterAll(async () => {
  await browser.close();
  await workerd.close();
  bun.stop(true);
  stop();
});

/** Without animations, which cost most of the time. */
const still = { reducedMotion: 'reduce' } as const;

describe.each([
  ['Bun', `http://127.0.0.1:${bun.port}`],
  ['workerd', workerd.url],
])('the Tractor Store on %s', (_, baseURL) => {
  test('sells a tractor with JavaScript, and stays on the page when one is added', async () => {
    const visit = await browser.visit('/', { baseURL, ...still, viewport: { width: 1280, height: 800 } });
    await chooseVariant(visit);
    const { page, complaints, close } = visit;
    await page.evaluate(() => Object.assign(window, { stayed: true }));
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByText('It is in your cart.').waitFor();
    await page.locator('.mini-cart').getByText('1 tractor').waitFor();
    expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
    await page.locator('.mini-cart').click();
    await order(visit);
    expect(complaints).toEqual([]);
    await close();
  });

  test('sells a tractor without JavaScript, on a phone', async () => {
    const phone = { ...still, viewport: { width: 360, height: 700 }, javaScriptEnabled: false };
    const visit = await browser.visit('/', { baseURL, ...phone });
    await chooseVariant(visit);
    await visit.page.getByRole('button', { name: 'Add to cart' }).click();
    await order(visit);
    await visit.close();
  });
});

/** Goes from the home page to a product in another color. */
async function chooseVariant({ page }: Watched): Promise<void> {
  await page.getByRole('link', { name: 'Field tractors' }).click();
  await page.getByRole('heading', { level: 1, name: 'Field tractors' }).waitFor();
  await page.getByRole('link', { name: 'Harrow 90' }).click();
  await page.getByRole('link', { name: 'Wheat', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Harrow 90 Wheat' }).waitFor();
  await page.getByText('$49,500').waitFor();
  expect(await page.title()).toBe('Harrow 90 | Tractor Store');
}

/** Goes from the cart to the last page, with the store picker of another team. */
async function order({ page }: Watched): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Your cart' }).waitFor();
  expect(await page.locator('.lines li').count()).toBe(1);
  await page.getByRole('link', { name: 'Checkout' }).click();
  await page.getByLabel('The Old Quay').check();
  await page.getByLabel('Your name').fill('Ada');
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByText('ready at The Old Quay').waitFor();
  expect(await page.locator('.mini-cart').getByText('0 tractors').count()).toBe(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
}

test('axe finds no fault on the pages of all three teams', async () => {
  const { page, close } = await browser.visit('/', { ...still, bypassCSP: true });
  await page.context().request.post('/cart/items', { form: { sku: 'PI-MNT' } });
  const faults: string[] = [];
  for (const path of ['/', '/products/pippin', '/cart', '/checkout']) {
    await page.goto(path);
    faults.push(...(await findViolations(page)).map((fault) => `${path}: ${fault}`));
  }
  expect(faults).toEqual([]);
  await close();
});
