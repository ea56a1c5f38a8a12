import { afterAll, describe, expect, test } from 'bun:test';
import type { PublicParts } from '../../shell/api/read-public-parts.ts';
import { toReferencePage } from '../../shell/api/to-reference-page.ts';
import { createConsole } from '../../tools/console/create-console.ts';
import type { Trace, TraceSummary } from '../../tools/runtime/traces/recorded.ts';
import { openBrowser } from './open-browser.helper.ts';

const id = 'a'.repeat(32);
const long = `/categories/${'a-long-name-'.repeat(20)}`;
const path = `${long}?q=${'긴검색어'.repeat(20)}`;
const summary: TraceSummary = {
  ...{
    trace: id,
    started: 0,
    method: 'GET',
    path,
    status: null,
    ms: 12_345,
    spans: 30,
    stores: 20,
    faults: 3,
  },
};
const span = { worker: 'category-frontend', method: 'GET', path, status: 503, started: 0, ms: 9, span: 's1' };
const trace: Trace = {
  ...{ trace: id, spans: [span], pages: [], logs: [] },
  stores: [{ kind: 'd1', what: `SELECT ${'column, '.repeat(60)}`, started: 1, ms: 3, parent: 's1' }],
};
const letter = { id: 1, consumer: 'cart-service', time: 0, body: 'x'.repeat(400) };
const answers: Record<string, unknown> = {
  '/readyz': { slices: { cart: 'ok' }, versions: { cart: 'v'.repeat(80) } },
  '/_dev/traces.json': [summary],
  [`/_dev/traces.json?trace=${id}`]: trace,
  '/_dev/logs.json?': [{ at: 0, level: 'error', worker: 'shell', trace: id, text: 'e'.repeat(600) }],
  '/_dev/calls.json': [{ from: 'shell', to: 'cart-frontend', count: 1 }],
  '/_dev/limits': [{ path, status: 200, invocations: 40, refused: 8, d1: 1, rows: 1, kv: 0, redis: 0 }],
  '/_dev/breakers.json': [],
  '/_dev/faults': [],
  '/api/operator/dead-letters?after=0': { letters: [letter] },
};
const devConsole = createConsole({
  ...{
    url: 'http://localhost:8787',
    isDevelopment: true,
    queues: async () => ({ [long]: { due: 1, later: 0 } }),
  },
  async read<Value>(asked: string) {
    const value = answers[asked];
    if (value === undefined) return { ok: false, status: 404, reason: `${asked} is away.` };
    return { ok: true, value: value as Value };
  },
});
const route = { responses: { 200: {}, 404: {} }, summary: 'A route.', operationId: 'a', 'x-scope': 'cart' };
const parts = new Map([
  ['cart', { paths: { [`/cart/${'{aLongName}/'.repeat(6)}`]: { get: route } }, tools: [] }],
]) as unknown as PublicParts;
const server = Bun.serve({
  ...{ hostname: '127.0.0.1', port: 0 },
  fetch: (request) =>
    new URL(request.url).pathname === '/docs'
      ? new Response(toReferencePage(parts, 'ko').html, { headers: { 'content-type': 'text/html' } })
      : devConsole.fetch(request),
});
const browser = await openBrowser(server.url.origin);
afterAll(() => Promise.all([browser.close(), server.stop(true)]));

const lists = ['slices', 'graph', 'traces', 'logs', 'breakers', 'limits', 'queues', 'faults', 'releases'];
const pages = [
  '/_dev',
  ...lists.map((part) => `/_dev/${part}`),
  `/_dev/traces/${id}`,
  '/_dev/traces/none',
  '/_dev/no',
];

describe('long names and texts', () => {
  test('fit a phone on each page of the console, and on the page of the API', async () => {
    const { page, close } = await browser.visit('/_dev', { viewport: { width: 360, height: 740 } });
    for (const each of [...pages, '/docs']) {
      await page.goto(each);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect({ each, fits: width <= 360 }).toEqual({ each, fits: true });
    }
    await close();
  });

  test('leave the id and the time of a trace on one line', async () => {
    const { page, close } = await browser.visit('/_dev/traces', { viewport: { width: 1280, height: 740 } });
    for (const cell of ['trace', 'time']) {
      const height = await page.locator(`td[data-label="${cell}"] > div`).evaluate((div) => div.clientHeight);
      expect(height).toBeLessThan(40);
    }
    await close();
  });
});

test('the console works with the keyboard alone', async () => {
  const { page, close } = await browser.visit('/_dev');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
  for (let pressed = 0; pressed < 5; pressed++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/_dev/logs');
  await page.getByLabel('Trace').fill('f'.repeat(32));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/_dev/logs?trace=*');
  expect(await page.getByRole('status').textContent()).toContain('is away.');
  await close();
});
