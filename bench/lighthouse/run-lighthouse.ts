import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse, { type Result } from 'lighthouse';
import { buildShop } from '../../tests/build-shop.helper.ts';
import { chromiumFlags } from '../../tools/find-chromium.ts';
import { startSystem } from '../../tools/runtime/start-system.ts';
import { defaultTopology } from '../../tools/topology/topologies.ts';
import { startCompressingProxy } from './start-compressing-proxy.ts';

const item = { productId: '51862822', itemId: '183485417' };
const pages = {
  home: '/',
  product: `/products/${item.productId}?item=${item.itemId}`,
  category: '/categories/toys',
  search: `/search?q=${encodeURIComponent('나노블록')}`,
  cart: '/cart',
};
export type PageName = keyof typeof pages;
/** The results of Lighthouse, for each run. */
export type Findings = Record<PageName, Result[]>;

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

/**
 * Runs Lighthouse, as a phone, on the production build of the main pages. https://github.com/GoogleChrome/lighthouse
 *
 * @param runs how often each page is loaded
 * @throws Error if a page cannot be measured
 */
export async function runLighthouse(
  chromePath: string,
  runs: number,
  onStep: (step: string) => void,
): Promise<Findings> {
  await buildShop(defaultTopology);
  const stateDirectory = await mkdtemp(join(tmpdir(), 'jogakbo-lighthouse-'));
  const system = await startSystem({ port: 0, logLevel: 'off', development: undefined, stateDirectory });
  const proxy = startCompressingProxy(system.url);
  const chrome = await launch({
    chromePath,
    chromeFlags: ['--headless', ...chromiumFlags],
    logLevel: 'silent',
  });
  try {
    const cookie = await fillCart(system.url);
    const findings = {} as Findings;
    for (const [name, path] of Object.entries(pages) as [PageName, string][]) {
      // Loads the page first, so that the shell has copies of its shared fragments.
      await fetch(system.url + path);
      findings[name] = [];
      for (let run = 1; run <= runs; run++) {
        onStep(`${name}, ${run} of ${runs}`);
        findings[name].push(await measure(proxy.url + path, chrome.port, cookie));
      }
    }
    return findings;
  } finally {
    chrome.kill();
    proxy.close();
    await system.close();
    await rm(stateDirectory, { recursive: true, force: true });
  }
}

/** Measures one load of a page, again if Lighthouse says that its recording went wrong. */
async function measure(url: string, port: number, cookie: string): Promise<Result> {
  for (let left = mostTries; ; left--) {
    const outcome = await lighthouse(url, {
      port,
      logLevel: 'silent',
      onlyCategories: categories,
      extraHeaders: { cookie },
    });
    const fault = outcome ? outcome.lhr.runtimeError?.message : 'no result';
    if (outcome && !fault) return outcome.lhr;
    if (left === 1) throw new Error(`${url}: ${fault}`);
  }
}

const mostTries = 3;

/** Fills a cart, so that the page of the cart has lines. */
async function fillCart(url: string): Promise<string> {
  const answer = await fetch(`${url}/cart/items`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body: new URLSearchParams({ ...item, quantity: '2' }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (answer.status !== 303 || !cookie) throw new Error(`The cart could not be filled: ${answer.status}`);
  return cookie;
}
