import { afterAll, expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { openShop } from '../open-shop.helper.ts';
import { openBrowser } from './open-browser.helper.ts';
import { openTab } from './open-tab.helper.ts';

const shop = await openShop();
// playwright switches off rendering ahead, so these tests drive Chromium without it.
const browser = await openBrowser(shop.url, { keepsPages: true });
const tab = await openTab();
afterAll(async () => {
  await tab.close();
  await browser.close();
  await shop.close();
});

const product = '/products/51862822?item=183485417';
const item = { productId: '51862822', itemId: '183485417', quantity: '1' };
const pages = ['/', product, '/categories/toys', '/search?q=%EB%82%98%EB%85%B8%EB%B8%94%EB%A1%9D', '/cart'];
const count = (page: Page) => page.locator('jb-fragment[slot=cart] .count');
const countIs = (text: string) =>
  `document.querySelector('jb-fragment[slot=cart] .count')?.textContent === '${text}'`;

async function addInAnotherTab(page: Page) {
  const other = await page.context().newPage();
  await other.goto(product);
  await other.getByRole('button', { name: '장바구니 담기' }).click();
  await other.getByText('장바구니에 담았어요.').waitFor();
  await other.close();
}

test.each(pages)(
  'the page %s names the speculation rules, and they are served with their own type',
  async (path) => {
    const { headers } = await shop.fetch(path);
    const named = headers.get('speculation-rules')?.match(/^"(\/assets\/shell\/\w+\/[\w.-]+)"$/)?.[1];
    const rules = await shop.fetch(named as string);
    expect(rules.headers.get('content-type')).toBe('application/speculationrules+json');
    expect(rules.headers.get('cache-control')).toContain('immutable');
    expect(Object.keys(await rules.json())).toEqual(['prefetch', 'prerender']);
  },
);

test('only links to pages without consequences are loaded ahead', async () => {
  const { page, close, complaints } = await browser.visit('/robots.txt');
  const protocol = await page.context().newCDPSession(page);
  let sources: { key: { action: string; url: string } }[] = [];
  protocol.on('Preload.preloadingAttemptSourcesUpdated', ({ preloadingAttemptSources }) => {
    sources = preloadingAttemptSources;
  });
  await protocol.send('Preload.enable');
  await page.goto(product);
  await page.evaluate(() => {
    const paths = [
      ...['/cart', '/cart/items', '/checkout', '/orders', '/orders/1', '/login', '/signup', '/logout', '/my'],
      ...['/api/cart', '/_fragments/cart/mini-cart', '/_dev/faults', '/?lang=en', '/search?q=a&lang=en'],
      '/products/51862822?item=183485417&lang=en',
      'https://elsewhere.example/',
    ];
    const toLink = (href: string, text: string, more: object = {}) =>
      Object.assign(document.createElement('a'), { href, textContent: text, ...more });
    const nav = document.createElement('nav');
    nav.append(...paths.map((path) => toLink(path, 'no')));
    nav.append(
      toLink('/search?q=1', 'no', { download: '' }),
      toLink('/search?q=2', 'no', { rel: 'nofollow' }),
    );
    nav.querySelector('[href="/search?q=1"]')?.setAttribute('download', '');
    nav.append(toLink('/search?q=3', 'yes'), toLink('/products/20190003?item=1', 'yes'));
    document.body.append(nav);
  });
  const chosen = () =>
    sources.map(({ key }) => `${key.action} ${key.url.slice(key.url.indexOf('/', 'http://'.length))}`);
  while (!chosen().includes('Prerender /products/20190003?item=1')) await page.evaluate(() => {});
  expect(chosen()).toContain('Prefetch /search?q=3');
  expect(chosen()).toContain('Prefetch /categories/toys');
  const rendered = chosen().filter((source) => source.startsWith('Prerender'));
  for (const source of rendered) expect(source).toStartWith('Prerender /products/');
  const consequences =
    /lang=|q=[12]$|elsewhere|\/(cart|checkout|orders|login|signup|logout|my|api|_fragments|_dev)/;
  expect(chosen().filter((source) => consequences.test(source))).toEqual([]);
  // Choosing an option does not load a page.
  expect(chosen().filter((source) => source.includes('item=183485417'))).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test('a page that was fetched ahead shows the current cart', async () => {
  const { page, close, complaints } = await browser.visit('/');
  const protocol = await page.context().newCDPSession(page);
  const ready = new Promise<void>((resolve) => {
    protocol.on('Preload.prefetchStatusUpdated', ({ status, prefetchUrl }) => {
      if (status === 'Ready' && prefetchUrl.endsWith('/categories/toys')) resolve();
    });
  });
  await protocol.send('Preload.enable');
  const link = page.locator('jb-fragment[slot=shortcuts] a[href="/categories/toys"]');
  await link.hover();
  await ready;
  await addInAnotherTab(page);
  await link.click();
  await page.waitForURL('**/categories/toys');
  await count(page).getByText('1', { exact: true }).waitFor();
  const delivery = await page.evaluate(
    () => (performance.getEntriesByType('navigation')[0] as unknown as { deliveryType: string }).deliveryType,
  );
  expect(delivery).toBe('navigational-prefetch');
  expect(complaints).toEqual([]);
  await close();
});

test('going back shows the page that was left, with the current cart', async () => {
  const { page, close, complaints } = await browser.visit(product);
  await page.evaluate(() => {
    addEventListener('pageshow', (event) =>
      Object.assign(window, { persisted: (event as PageTransitionEvent).persisted }),
    );
  });
  expect(await count(page).innerText()).toBe('0');
  await page.goto('/categories/toys');
  await addInAnotherTab(page);
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => 'persisted' in window);
  expect(await page.evaluate(() => (window as unknown as { persisted: boolean }).persisted)).toBe(true);
  await count(page).getByText('1', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('a page that was rendered ahead shows the cart at the time of the visit', async () => {
  const page = await tab.page();
  await page.goto(`${shop.url}/categories/toys`);
  await page.point('jb-fragment[slot=list] .card a');
  const ahead = await tab.ahead();
  await ahead.until(`document.prerendering && document.readyState === 'complete' && ${countIs('0')}`);
  const status = await page.evaluate(
    `fetch('/api/cart/items', { method: 'POST', headers: { 'content-type': 'application/json' },
      body: '${JSON.stringify(item)}' }).then(({ status }) => status)`,
  );
  expect(status).toBeLessThan(300);
  expect(await ahead.evaluate<boolean>(countIs('0'))).toBe(true);
  await page.point('jb-fragment[slot=list] .card a', { click: true });
  await ahead.until(countIs('1'));
  const [prerendering, activated] = await ahead.evaluate<[boolean, number]>(
    `[document.prerendering, performance.getEntriesByType('navigation')[0].activationStart]`,
  );
  expect(prerendering).toBe(false);
  expect(activated).toBeGreaterThan(0);
});

test.each(['no-preference', 'reduce'] as const)(
  'pages fade into each other only without reduced motion, here %p',
  async (reducedMotion) => {
    const { page, close, complaints } = await browser.visit('/', { reducedMotion });
    await page.addInitScript(() => {
      addEventListener('pagereveal', (event) => {
        const { viewTransition } = event as Event & { viewTransition?: { ready: Promise<void> } };
        const outcome = viewTransition?.ready.then(
          () => 'faded',
          (error: Error) => error.message,
        );
        Object.assign(window, { transition: outcome ?? 'none' });
      });
    });
    await page.locator('jb-fragment[slot=shelf-popular] .card a').first().click();
    await page.waitForURL('**/products/**');
    const transition = await page.evaluate(() => (window as unknown as { transition: unknown }).transition);
    expect(transition).toBe(reducedMotion === 'reduce' ? 'none' : 'faded');
    expect(complaints).toEqual([]);
    await close();
  },
);
