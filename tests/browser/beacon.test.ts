import { afterAll, expect, test } from 'bun:test';
import type { Beacon } from '@jogakbo/contracts/beacon';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { until } from '../until.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

type Reporting = Window & { report?: Promise<Beacon> };

const shop = await openSharedShop();
const browser = await openBrowser(shop.url);
afterAll(() => browser.close());

const product = '/products/51862822?item=183485417';
const trace = 'a'.repeat(32);

/** Opens the page as the shell sends it for a view that is recorded, and keeps the report. */
async function visit(init: () => void = () => {}) {
  const visited = await browser.visit('/robots.txt');
  const { page } = visited;
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
  });
  await page.route(`**${product}`, async (route) => {
    const answer = await route.fetch();
    const html = await answer.text();
    const host = /"@jogakbo\/host":"([^"]*)host\.js"/.exec(html)?.[1];
    const about = `${host}beacon.js /_beacon ${trace} /products/:product cart=canary:r1`;
    await route.fulfill({ response: answer, body: html.replace('<html', `<html data-beacon="${about}"`) });
  });
  await page.addInitScript(() => {
    const send = navigator.sendBeacon.bind(navigator);
    navigator.sendBeacon = (path, data) => {
      (window as Reporting).report = (data as Blob).text().then(JSON.parse);
      return send(path, data);
    };
  });
  await page.addInitScript(init);
  await page.goto(product, { waitUntil: 'load' });
  return { ...visited, scripts };
}

test('a page measures itself after it has loaded, and reports once when it is hidden', async () => {
  const { page, scripts, complaints, close } = await visit();
  await page.evaluate(() => {
    dispatchEvent(new ErrorEvent('error'));
    document.dispatchEvent(new CustomEvent('cart:updated', { detail: {} }));
  });
  const answered = page.waitForResponse(/_beacon$/);
  // The script may still be loading, and then it does not hear the event.
  const report = await until('the report', () =>
    page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      return (window as Reporting).report;
    }),
  );
  expect((await answered).status()).toBe(204);
  expect(report).toMatchObject({ trace, page: '/products/:product', arms: ['cart=canary:r1'], errors: 1 });
  expect(report?.events).toContain('cart:updated');
  expect(report?.versions.cart).toMatch(/^[0-9a-f]{10}$/);
  expect(scripts.filter((path) => path.endsWith('/beacon.js'))).toHaveLength(1);
  expect(complaints).toEqual([]);
  await close();
});

test('a browser with Global Privacy Control does not even load the script', async () => {
  const { page, scripts, close } = await visit(() =>
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
  );
  await page.waitForLoadState('networkidle');
  expect(scripts).toEqual([]);
  await close();
});
