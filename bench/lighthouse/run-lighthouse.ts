import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse, { type Result } from 'lighthouse';
import { buildWorker } from '../../tools/build/build-worker.ts';
import { findChromium } from '../../tools/find-chromium.ts';
import { startSystem } from '../../tools/runtime/start-system.ts';
import { listWorkers } from '../../tools/workers.ts';
import { startCompressingProxy } from './start-compressing-proxy.ts';

/** A measured value beside what it is to be. A row that must hold fails the run. */
export type Row = { name: string; value: string; target: string; ok: boolean; must: boolean; runs: number[] };
/** An audit below its full score, and why that is meant to be so, where it is. */
export type Shortfall = { page: string; audit: string; says: string; intended?: string };

type Options = {
  /** How often each page is loaded; the run least disturbed by whatever else the machine does counts. */
  runs?: number;
  onStep?: (step: string) => void;
};

const item = { productId: '51862822', itemId: '183485417' };
const pages = {
  home: '/',
  product: `/products/${item.productId}?item=${item.itemId}`,
  category: '/categories/toys',
  search: `/search?q=${encodeURIComponent('나노블록')}`,
  cart: '/cart',
};
type PageName = keyof typeof pages;

/** The numbers a shopper feels: simulated on a slow phone, a slow 4G line and a processor slowed four times. */
const metrics = {
  LCP: { audit: 'largest-contentful-paint', most: 1_200, target: '≤ 1,200 ms' },
  TBT: { audit: 'total-blocking-time', most: 50, target: '≤ 50 ms' },
  CLS: { audit: 'cumulative-layout-shift', most: 0, target: '0' },
} as const;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

/** What is not to be listed by search engines cannot be crawlable. */
const intended: Partial<Record<PageName, Record<string, string>>> = {
  search: { 'is-crawlable': 'results of a search are for people, not for other engines' },
  cart: { 'is-crawlable': 'a cart is nobody else’s' },
};

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Lighthouse, as a phone, against the production build of the main pages. https://github.com/GoogleChrome/lighthouse
 *
 * @throws Error where no Chromium is found, or a page cannot be measured at all
 */
export async function runLighthouse({ runs = 3, onStep = () => {} }: Options = {}) {
  const chromePath = findChromium();
  if (!chromePath) throw new Error('Lighthouse needs Chromium: apt-get install chromium, or set CHROMIUM');
  onStep('building');
  await Promise.all((await listWorkers()).map(buildWorker));
  const stateDirectory = await mkdtemp(join(tmpdir(), 'jogakbo-lighthouse-'));
  const system = await startSystem({ port: 0, logLevel: 'off', development: undefined, stateDirectory });
  const proxy = startCompressingProxy(system.url);
  const chrome = await launch({ chromePath, chromeFlags: flags, logLevel: 'silent' });
  try {
    const cookie = await fillCart(system.url);
    const results = {} as Record<PageName, Result[]>;
    for (const [name, path] of Object.entries(pages) as [PageName, string][]) {
      // The edge has a page's shared fragments at hand.
      await fetch(system.url + path);
      results[name] = [];
      for (let run = 1; run <= runs; run++) {
        onStep(`${name}, ${run} of ${runs}`);
        results[name].push(await measure(proxy.url + path, chrome.port, cookie));
      }
    }
    return toOutcome(results, runs);
  } finally {
    chrome.kill();
    proxy.close();
    await system.close();
    await rm(stateDirectory, { recursive: true, force: true });
  }
}

async function measure(url: string, port: number, cookie: string): Promise<Result> {
  const outcome = await lighthouse(url, {
    port,
    logLevel: 'silent',
    onlyCategories: categories,
    extraHeaders: { cookie },
  });
  if (!outcome || outcome.lhr.runtimeError)
    throw new Error(`${url}: ${outcome?.lhr.runtimeError?.message ?? 'no result'}`);
  return outcome.lhr;
}

/** A cart with something in it, so that its page shows what such a page shows. */
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

function toOutcome(results: Record<PageName, Result[]>, runs: number) {
  const rows: Row[] = [];
  const shortfalls: Shortfall[] = [];
  for (const [page, measured] of Object.entries(results) as [PageName, Result[]][]) {
    for (const id of categories) rows.push(toScoreRow(page, id, measured));
    for (const name of Object.keys(metrics) as (keyof typeof metrics)[])
      rows.push(toMetricRow(page, name, measured));
    shortfalls.push(...toShortfalls(page, measured));
  }
  const conditions =
    `Best of ${runs} runs, as other work on the machine only adds time (of shifts, the worst); Lighthouse's phone, ` +
    `simulated (slow 4G, processor slowed 4×), on ${cpus().length} cores. A proxy compresses with brotli in front of ` +
    'the shop, as the edge does in production.';
  return { rows, shortfalls, report: { conditions, rows, shortfalls } };
}

function toMetricRow(page: PageName, name: keyof typeof metrics, measured: Result[]): Row {
  const { audit, most, target } = metrics[name];
  // A shift of less than a thousandth is the rounding of fractions of a pixel.
  const digits = name === 'CLS' ? 3 : 0;
  const runs = measured.map(({ audits }) =>
    Number((audits[audit]?.numericValue ?? Number.NaN).toFixed(digits)),
  );
  const value = name === 'CLS' ? Math.max(...runs) : Math.min(...runs);
  const shown = name === 'CLS' ? String(value) : `${value.toLocaleString('en')} ms`;
  return { name: `${page} ${name}`, value: shown, target, ok: value <= most, must: true, runs };
}

function toScoreRow(page: PageName, id: string, measured: Result[]): Row {
  const excepted = intended[page] ?? {};
  const runs = measured.map((result) => Math.round(scoreOf(result, id, excepted) * 100));
  const score = Math.max(...runs);
  const without = Object.keys(excepted).filter((audit) => isOf(measured[0] as Result, id, audit));
  return {
    name: `${page} ${id}`,
    value: String(score),
    target: `100${without.length > 0 ? ` without ${without.join(', ')}` : ''}`,
    ok: score === 100,
    must: false,
    runs,
  };
}

/** A category's score as Lighthouse weighs it, without what is meant to fail. */
function scoreOf(
  { categories: scored, audits }: Result,
  id: string,
  excepted: Record<string, string>,
): number {
  let sum = 0;
  let weights = 0;
  for (const { id: audit, weight } of scored[id]?.auditRefs ?? []) {
    const score = audits[audit]?.score ?? null;
    if (score === null || audit in excepted) continue;
    sum += score * weight;
    weights += weight;
  }
  return weights === 0 ? Number.NaN : sum / weights;
}

function isOf({ categories: scored }: Result, id: string, audit: string): boolean {
  return scored[id]?.auditRefs.some((ref) => ref.id === audit) ?? false;
}

/** Audits that fell short in most of the runs: a busy machine makes one or another late. */
function toShortfalls(page: PageName, measured: Result[]): Shortfall[] {
  const counts = new Map<string, number>();
  for (const { audits } of measured)
    for (const { id, score } of Object.values(audits))
      if (score !== null && score < 1) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > measured.length / 2)
    .map(([audit]) => {
      const shown = measured.map(({ audits }) => audits[audit]).find((found) => (found?.score ?? 1) < 1);
      const reason = intended[page]?.[audit];
      return { page, audit, says: shown?.displayValue ?? '', ...(reason ? { intended: reason } : {}) };
    });
}
