import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { openDevConsole } from '../../tools/console/open-dev-console.ts';
import type { Trace, TraceSummary } from '../../tools/runtime/traces/recorded.ts';
import { root } from '../../tools/workers.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { until } from '../until.helper.ts';

const shop = await openSharedShop();
const devConsole = openDevConsole();
devConsole.show(shop);
const open = async (path: string) => devConsole.answer(new Request(`http://localhost/_dev${path}`));
const read = async (path: string) => (await open(path)).json();

const path = '/products/51862822';
let trace: Trace;

beforeAll(async () => {
  // On a busy machine, a page without copies may give up waiting for some of its parts.
  trace = await until('the trace of a whole product page', async () => {
    await shop.clearFaults();
    await (await shop.fetch(`${path}?item=183485417`)).text();
    return until('its parts', findWhole, 10_000).catch(() => undefined);
  });
});

/** Finds the trace of a page whose price came from every hop. */
async function findWhole(): Promise<Trace | false> {
  const traces: TraceSummary[] = await read('/traces.json');
  const known = traces.find((each) => each.path === path && each.stores > 0);
  const found: Trace | undefined = known && (await read(`/traces.json?trace=${known.trace}`));
  const hops = ['shell', 'pricing-frontend', 'pricing-bff', 'pricing-service'];
  const isWhole = hops.every((hop) => found?.spans.some(({ worker }) => worker === hop));
  return isWhole && found !== undefined && found.pages.length > 0 && found;
}

describe('the trace of a page', () => {
  test('has every hop below its caller, and the calls of stores below their service', () => {
    const bySpan = new Map(trace.spans.map((span) => [span.span, span]));
    const above = (worker: string) =>
      bySpan.get(trace.spans.find((span) => span.worker === worker)?.parent ?? '')?.worker;
    expect(above('pricing-frontend')).toBe('shell');
    expect(above('pricing-bff')).toBe('pricing-frontend');
    const owners = trace.stores.map(({ parent }) => bySpan.get(parent ?? '')?.worker ?? 'none');
    for (const owner of owners) expect(owner).toMatch(/^shell$|-service$/);
  });

  test('is shown as a waterfall, with the fragments of its page and its log', async () => {
    const page = await (await open(`/traces/${trace.trace}`)).text();
    const store = `${trace.stores[0]?.kind}: `;
    for (const text of ['pricing-bff GET /price', store, 'pricing/price', 'product/title'])
      expect(page).toContain(text);
    expect(await (await open(`/logs?trace=${trace.trace}`)).text()).toContain('pricing-service');
  });

  test.each(['f'.repeat(32), 'no-trace'])('that does not exist is a sentence: %s', async (id) => {
    const answer = await open(`/traces/${id}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toMatch(/There is no trace f+\.|no-trace is no trace id/);
    expect((await open(`/traces.json?trace=${id}`)).status).toBe(404);
  });
});

test('the catalogue has each slice with its owner, stores, contract and health', async () => {
  const slices: { slice: string }[] = await read('/slices.json');
  expect(slices.find(({ slice }) => slice === 'pricing')).toMatchObject({
    owner: '@jogakbo/pricing',
    health: 'ok',
    workers: expect.arrayContaining([expect.objectContaining({ name: 'pricing-service' })]),
    fragments: [expect.objectContaining({ name: 'pricing/price', pages: ['/products/:product'] })],
  });
});

test('the calls of traces are those that the settings allow', async () => {
  const { calls }: { calls: { from: string; to: string; state: string }[] } = await read('/graph.json');
  expect(calls).toContainEqual(
    expect.objectContaining({ from: 'pricing-bff', to: 'pricing-service', state: 'both' }),
  );
  expect(calls.filter(({ state }) => state === 'unbound')).toEqual([]);
});

test('a fault is set by the form of the console, and seen in the breakers', async () => {
  await shop.fault({ fragment: 'pricing/price', kind: 'error' });
  expect(await (await open('/faults')).text()).toContain(
    '<td role="cell" data-label="kind"><div>error</div></td>',
  );
  await shop.clearFaults();
  expect(await read('/faults.json')).toEqual([]);
});

test.each([
  '',
  '/slices',
  '/graph',
  '/traces',
  '/logs',
  '/breakers',
  '/limits',
  '/queues',
  '/faults',
  '/releases',
])('the page /_dev%s has a heading, and no script', async (part) => {
  const answer = await open(part);
  expect(answer.status).toBe(200);
  const page = await answer.text();
  expect(page).toMatch(/<h1>[A-Z]/);
  expect(page).not.toContain('<script');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});

describe('bun run console', () => {
  const noShop = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response('Hello') });
  afterAll(() => noShop.stop(true));
  const run = async (...args: string[]) => {
    const command = [process.execPath, 'tools/console.ts', ...args];
    const child = Bun.spawn(command, { cwd: root, stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' });
    const [output, said] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
    ]);
    return { code: await child.exited, output, said };
  };

  test('--url reads a part of another shop as JSON', async () => {
    const { code, output } = await run('traces', '--json', '--url', shop.url);
    expect(JSON.parse(output)).toContainEqual(expect.objectContaining({ path }));
    expect(code).toBe(0);
  });

  test.each([
    ['a shop that is away', 'http://127.0.0.1:1', /cannot be reached: .*bun run dev, or pass --url/],
    ['a server that is no shop', noShop.url.origin, /answers, but it is not a Jogakbo shop/],
  ])('--url of %s is a sentence', async (_, url, sentence) => {
    const { code, output, said } = await run('slices', '--json', '--url', url);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(said).toMatch(sentence);
    expect(said).not.toContain('    at ');
  });
});
