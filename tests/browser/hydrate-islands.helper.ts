import type { Page } from 'playwright-core';
import { until } from '../until.helper.ts';

/**
 * Wakes every island of a page, and waits until their scripts have come.
 *
 * @returns the addresses of the scripts and JSON files that they took
 */
export async function hydrateIslands(page: Page): Promise<string[]> {
  const asked = new Set<string>();
  const loaded = new Set<string>();
  const isPart = (url: string) => /\.(js|json)$/.test(new URL(url).pathname);
  page.on('request', (request) => isPart(request.url()) && asked.add(request.url()));
  page.on('requestfinished', (request) => isPart(request.url()) && loaded.add(request.url()));
  const islands = await page.locator('jb-fragment[data-island]').all();
  if (islands.length < 3) throw new Error(`the page has ${islands.length} islands`);
  for (const island of islands) await island.dispatchEvent('pointerover');
  // One script may import another one, so none may have come since the last look.
  let before = 0;
  const settle = () => {
    const last = before;
    before = loaded.size;
    return loaded.size > islands.length && loaded.size === asked.size && loaded.size === last;
  };
  await until('the scripts of every island', settle, 60_000, 300);
  return [...loaded];
}
