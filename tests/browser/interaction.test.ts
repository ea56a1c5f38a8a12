import { afterAll, describe, expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { openShop } from '../open-shop.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const shop = await openShop({ development: undefined });
const browser = await openBrowser(shop.url);
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const product = '/products/51862822?item=183485417';
const lists = ['/', '/categories/toys', '/search?q=%EB%82%98%EB%85%B8%EB%B8%94%EB%A1%9D'];
/** Milliseconds from a click to the next paint. Shoppers feel 200 as immediate: https://web.dev/articles/inp */
const budget = 100;
/** Other programs on the machine can only add time, so the smallest result of a few visits is the time of the page itself. */
const visits = 4;

test('adding to the cart paints within 100 ms on a slow phone, even with the click that hydrates', async () => {
  await shop.fetch(product);
  let first = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  for (let visit = 0; visit < visits && Math.max(first, second) > budget; visit++) {
    const { page, close } = await browser.visit(product);
    const protocol = await page.context().newCDPSession(page);
    await protocol.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await watchInteractions(page);
    const add = page.getByRole('button', { name: '장바구니 담기' });
    first = Math.min(first, await clickAndMeasure(page, () => add.click()));
    await page.getByText('장바구니에 담았어요.').waitFor();
    // The same quantity within a second would count as a double press, so the second press has another one.
    await page.getByRole('button', { name: '한 개 늘리기' }).click();
    second = Math.min(second, await clickAndMeasure(page, () => add.click()));
    await close();
  }
  console.log(`click to next paint: ${first} ms with hydration, ${second} ms after it`);
  expect(first).toBeLessThanOrEqual(budget);
  expect(second).toBeLessThanOrEqual(budget);
});

test('arrow keys put suggestions into the search field, and Escape restores the typed text', async () => {
  const { page, close } = await browser.visit('/');
  const field = page.getByRole('combobox', { name: '검색어' });
  await page.getByRole('search').locator('input[name=q]').focus();
  await field.pressSequentially('포켓', { delay: 20 });
  const options = page.getByRole('listbox').getByRole('option');
  await options.first().waitFor();
  const texts = await options.allInnerTexts();
  expect(texts[0]).toBe('포켓몬스터');
  expect(texts.length).toBeGreaterThan(3);

  await field.press('ArrowDown');
  expect(await field.inputValue()).toBe(texts[0] as string);
  await field.press('ArrowDown');
  expect(await field.inputValue()).toBe(texts[1] as string);
  expect(await page.getByRole('listbox').getByRole('option', { selected: true }).innerText()).toBe(
    texts[1] as string,
  );
  await field.press('Escape');
  expect(await field.inputValue()).toBe('포켓');
  expect(await options.count()).toBe(0);

  await field.press('ArrowDown');
  await field.press('Enter');
  await page.waitForURL('**/search?**');
  expect(new URL(page.url()).searchParams.get('q')).toBe(texts[0] as string);
  await close();
});

type Marks = { interactions: Map<number, number> };

async function watchInteractions(page: Page) {
  await page.evaluate(() => {
    const interactions = new Map<number, number>();
    Object.assign(window, { interactions });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId: number })[]) {
        const { interactionId: id, duration } = entry;
        if (id) interactions.set(id, Math.max(duration, interactions.get(id) ?? 0));
      }
    }).observe({ type: 'event', durationThreshold: 0, buffered: true } as PerformanceObserverInit);
  });
}

/** Measures the interaction that `click` makes. A browser reports no interaction below 16 ms; then the result is 16. */
async function clickAndMeasure(page: Page, click: () => Promise<void>): Promise<number> {
  await page.evaluate(() => (window as unknown as Marks).interactions.clear());
  const answered = page.waitForResponse('**/api/cart/items');
  await click();
  await answered;
  const durations = await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve));
    return [...(window as unknown as Marks).interactions.values()];
  });
  return Math.max(16, ...durations);
}

test.each([...lists, product, '/cart'])('the page %s needs only its HTML to be painted', async (path) => {
  const { page, close } = await browser.visit('/robots.txt');
  await page.goto(path, { waitUntil: 'load' });
  const requests = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(
      ({ name, initiatorType, ...timing }) => ({
        path: new URL(name).pathname,
        initiatorType,
        blocking: (timing as unknown as { renderBlockingStatus?: string }).renderBlockingStatus,
      }),
    ),
  );
  const needless = requests.filter(
    ({ initiatorType, path }) => initiatorType !== 'img' && !/favicon|speculation-rules/.test(path),
  );
  expect(needless).toEqual([]);
  expect(requests.filter(({ blocking }) => blocking === 'blocking')).toEqual([]);
  expect(await page.locator('link[rel=stylesheet], script[src]').count()).toBe(0);
  await close();
});

describe.each([360, 1280])('at %p px', (width) => {
  test.each([...lists, product])(
    'the pictures of %s have reserved space and load in the right order',
    async (path) => {
      const { page, close } = await browser.visit(path, { viewport: { width, height: 800 } });
      const pictures = await page.locator('img').evaluateAll((images) =>
        (images as HTMLImageElement[]).map((image) => ({
          src: image.getAttribute('src'),
          sized: image.hasAttribute('width') && image.hasAttribute('height'),
          lazy: image.loading === 'lazy',
          urgent: image.fetchPriority === 'high',
          screens: image.checkVisibility() ? image.getBoundingClientRect().top / innerHeight : undefined,
        })),
      );
      expect(pictures.length).toBeGreaterThan(3);
      expect(pictures.filter(({ sized }) => !sized)).toEqual([]);
      expect(pictures[0]).toMatchObject({ lazy: false, urgent: true });
      expect(new Set(pictures.filter(({ urgent }) => urgent).map(({ src }) => src)).size).toBe(1);
      const far = pictures.filter(({ screens = 0 }) => screens > 2);
      expect(far.filter(({ lazy }) => !lazy)).toEqual([]);
      await close();
    },
  );
});

test.each([360, 1280])(
  'the largest picture of a product page is requested first, at %p px',
  async (width) => {
    const { page, close } = await browser.visit(product, { viewport: { width, height: 800 } });
    const largest = await page.evaluate(
      () =>
        new Promise<{ priority: string; lazy: boolean }>((resolve) => {
          new PerformanceObserver((list) => {
            const { element } = list.getEntries().at(-1) as unknown as { element: HTMLImageElement };
            if (element.tagName === 'IMG')
              resolve({ priority: element.fetchPriority, lazy: element.loading === 'lazy' });
          }).observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    );
    expect(largest).toEqual({ priority: 'high', lazy: false });
    await close();
  },
);

describe.each([360, 1280])('at %p px', (width) => {
  test.each([...lists, product, '/cart'])(
    'no part of the page %s moves while it arrives piece by piece',
    async (path) => {
      const pieces = serveInPieces();
      const { page, close } = await browser.visit(`${pieces.url}/robots.txt`, {
        viewport: { width, height: 800 },
      });
      await page.addInitScript(() => {
        const shifts: number[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(pieces.url + path, { waitUntil: 'load' });
      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
      expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.001);
      await close();
      pieces.close();
    },
  );
});

/** Serves the shop over a connection so slow that every item and picture is painted before the next one arrives. */
function serveInPieces() {
  const encoder = new TextEncoder();
  const server = Bun.serve({
    port: 0,
    async fetch({ url }) {
      const { pathname, search } = new URL(url);
      const answer = await shop.fetch(pathname + search);
      const headers = new Headers(answer.headers);
      headers.delete('content-length');
      if (!headers.get('content-type')?.startsWith('text/html'))
        return new Response(answer.body, { headers });
      const pieces = (await answer.text()).split(
        /(?=<(?:jb-fragment|img|li|label|button|article|p|h1|h2)\b)/,
      );
      const body = new ReadableStream({
        async pull(controller) {
          const piece = pieces.shift();
          if (piece === undefined) return controller.close();
          controller.enqueue(encoder.encode(piece));
          await Bun.sleep(20);
        },
      });
      return new Response(body, { headers });
    },
  });
  return { url: `http://localhost:${server.port}`, close: () => server.stop(true) };
}
