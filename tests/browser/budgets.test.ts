import { afterAll, expect, test } from 'bun:test';
import { brotliCompressSync } from 'node:zlib';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { hydrateIslands } from './hydrate-islands.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const shop = await openSharedShop();
const browser = await openBrowser(shop.url);
afterAll(() => browser.close());

const product = '/products/51862822?item=183485417';
const size = (content: string) => brotliCompressSync(content).byteLength;
const pages = [
  '/',
  product,
  '/products/20190003',
  '/categories/toys',
  '/search?q=%EB%82%98%EB%85%B8%EB%B8%94%EB%A1%9D',
  '/cart',
];

test.each(pages)(
  'the page %s has at most 25 KB of HTML, and no script in it blocks rendering',
  async (path) => {
    const html = await (await shop.fetch(path)).text();
    expect(size(html)).toBeLessThanOrEqual(25 * 1024);
    for (const [tag] of html.matchAll(/<script[^>]*>/g)) {
      expect(tag).toMatch(/type="(importmap|application\/json|application\/ld\+json)"|type="module" async/);
      expect(tag).not.toContain('src=');
    }
    expect(html).not.toContain('rel="stylesheet"');
  },
);

test.concurrent('a page loads at most 2 KB of scripts before any interaction', async () => {
  const { page, close } = await browser.visit('/robots.txt');
  const requested: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') requested.push(request.url());
  });
  await page.goto(product, { waitUntil: 'networkidle' });
  expect(requested).toEqual([]);
  const scripts = await page.locator('script:not([type*=json])').allTextContents();
  expect(scripts.length).toBe(2);
  expect(size(scripts.join(''))).toBeLessThanOrEqual(2 * 1024);
  await close();
});

test.concurrent('a page loads at most 60 KB of scripts with every island hydrated', async () => {
  const { page, close, complaints } = await browser.visit(product);
  const urls = await hydrateIslands(page);
  const bodies = await Promise.all(urls.map(async (url) => (await fetch(url)).text()));
  const inline = await page.locator('script:not([type*=json])').allTextContents();
  const total = [...bodies, ...inline].reduce((sum, content) => sum + size(content), 0);
  expect(total).toBeLessThanOrEqual(60 * 1024);
  expect(complaints).toEqual([]);
  await close();
});
