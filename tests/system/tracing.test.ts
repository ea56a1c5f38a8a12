import { afterAll, describe, expect, test } from 'bun:test';
import { product } from '../../shell/pages/product.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { collectLog, createTrace, type PageLine } from '../collect-log.helper.ts';
import { openCollector } from '../open-collector.helper.ts';
import { openShop } from '../open-shop.helper.ts';
import { until } from '../until.helper.ts';

const log = collectLog();
const collector = openCollector();
const settings = { OTLP_URL: collector.url, OTLP_SHARE: '100%' };
const shop = await openShop({ logLevel: 'info', onLog: log.onLog, settings });
afterAll(async () => {
  await shop.close();
  await collector.close();
});

const path = '/products/51862822?item=183485417';
const fragmentOf = (slot: object) => ('fragment' in slot ? (slot.fragment as string) : undefined);
const fragments = [product.head, ...Object.values(product.slots)].flatMap((slot) => fragmentOf(slot) ?? []);

/** Opens the product as a visitor with a cart. The shop knows every slice, but has no copies of this product. */
async function createShopper() {
  const shopper = createVisitor(shop.url);
  // On a busy machine, the first page may be too late.
  const [other] = await until('a product on the home page', async () =>
    (await shopper.get('/')).text.match(/\/products\/(?!51862822)\d+/),
  );
  const added = await shopper.post('/cart/items', {
    productId: '51862822',
    itemId: '183485417',
    quantity: '1',
  });
  expect(added.status).toBe(303);
  await shopper.get(other);
  return shopper;
}

describe('a page’s trace', () => {
  test('is in the log line of every hop, each with a span below the span of its caller', async () => {
    const shopper = await createShopper();
    const trace = createTrace();
    await shopper.get(path, trace.headers);
    await until('the line of the page', () => log.pageOf(trace.id));
    await until('the line of the shell', () =>
      log.requestsOf(trace.id).some(({ worker }) => worker === 'shell'),
    );

    const lines = log.requestsOf(trace.id);
    expect(lines.map((line) => line.trace)).not.toContain(trace.id);
    const asked = log.pageOf(trace.id)?.fragments.filter(({ source }) => source === 'fresh') ?? [];
    for (const { fragment } of asked) {
      const [slice, name] = fragment.split('/');
      const path = `/fragments/${name}`;
      expect(lines).toContainEqual(expect.objectContaining({ worker: `${slice}-frontend`, path }));
    }
    const workers = new Set(lines.map(({ worker }) => worker));
    for (const slice of ['cart', 'pricing', 'product', 'review'])
      expect([...workers]).toEqual(
        expect.arrayContaining([`${slice}-frontend`, `${slice}-bff`, `${slice}-service`]),
      );

    const bySpan = new Map(lines.map((line) => [line.span, line]));
    expect(bySpan.size).toBe(lines.length);
    const above: Record<string, RegExp> = {
      frontend: /^shell$/,
      bff: /-frontend$/,
      service: /-(bff|service)$/,
    };
    for (const { worker, parent = '', link } of lines) {
      // The shell begins a trace of its own, and names the client's trace in `link`.
      if (worker === 'shell') expect([parent, link]).toEqual(['', `${trace.id}-${trace.span}`]);
      else expect(bySpan.get(parent)?.worker).toMatch(above[worker.split('-').at(-1) as string] as RegExp);
    }
  });

  test('is in the log lines of the manifests that a page fetches first', async () => {
    await shop.clearFaults();
    const trace = createTrace();
    await createVisitor(shop.url).get(path, trace.headers);
    const line = await until('the line of the manifest', () =>
      log.requestsOf(trace.id).find(({ path }) => path === '/fragments.json'),
    );
    expect(line.worker).toEndWith('-frontend');
  });
});

describe('the log line of a page', () => {
  /** Opens the product until the page comes in one buffer. Then its headers and its log line have the same data. */
  function openWhole() {
    return until('a page in one buffer', async () => {
      const trace = createTrace();
      const { headers } = await createVisitor(shop.url).get(path, trace.headers);
      const line: PageLine = await until('the line of the page', () => log.pageOf(trace.id));
      return line.whole && { line, timing: (headers.get('server-timing') ?? '').split(', ') };
    });
  }

  const toEntry = ({ slot, milliseconds, source, reason, breaker }: PageLine['fragments'][number]) => {
    const parts = [source, reason, breaker === 'closed' ? undefined : `breaker ${breaker}`];
    return `${slot};dur=${milliseconds};desc="${parts.filter(Boolean).join(', ')}"`;
  };
  // Descriptions have commas of their own.
  const toEntries = (timing: string[]): string[] =>
    timing.join(', ').match(/[\w-]+;dur=\d+;desc="[^"]*"/g) ?? [];

  test('has each fragment with time, source and breaker, like the header server-timing', async () => {
    const { line, timing } = await openWhole();
    expect(line).toMatchObject({ page: '/products/51862822', status: 200 });
    expect(line.fragments.map(({ fragment }) => fragment).sort()).toEqual([...fragments].sort());
    expect(toEntries(timing)).toEqual(line.fragments.map(toEntry));
  });

  test('says why a fragment is missing, and that its breaker is open', async () => {
    await shop.fault({ fragment: 'review/stars', kind: 'error' });
    const failing = await openWhole();
    const starsOf = (line: PageLine) => line.fragments.find(({ fragment }) => fragment === 'review/stars');
    expect(starsOf(failing.line)).toMatchObject({ source: 'fallback', reason: 'error' });
    expect(toEntries(failing.timing)).toEqual(failing.line.fragments.map(toEntry));

    const open = await until('the breaker', async () => {
      const opened = await openWhole();
      return starsOf(opened.line)?.reason === 'breaker-open' && opened;
    });
    expect(starsOf(open.line)).toMatchObject({ source: 'fallback', breaker: 'open' });
    expect(toEntries(open.timing)).toEqual(open.line.fragments.map(toEntry));
    await shop.clearFaults();
  });
});

describe('a collector of traces and metrics', () => {
  test('gets the span of every hop of a page, each below the span of its caller', async () => {
    await shop.clearFaults();
    const shopper = await createShopper();
    const { id, headers } = createTrace();
    await shopper.get(path, headers);
    const { trace } = await until('the line of the page', () => log.pageOf(id));
    const callers: [hop: string, caller: string | undefined][] = [
      ['shell', undefined],
      ['pricing-frontend', 'shell'],
      ['pricing-bff', 'pricing-frontend'],
      ['pricing-service', 'pricing-bff'],
    ];
    const others = [...(await shopper.get('/')).text.matchAll(/\/products\/\d+/g)].map(([other]) => other);
    const callersOf = (hop: string) => {
      const spans = collector.spansOf(trace);
      const bySpan = new Map(spans.map((span) => [span.spanId, span.worker]));
      return spans
        .filter(({ worker }) => worker === hop)
        .map(({ parentSpanId = '' }) => bySpan.get(parentSpanId));
    };
    // Other slices call the service of pricing, too, and each worker sends at most once a second what it has collected, after its next request, such
    // as one for a product that has no copies yet.
    await until('the span of every hop below its caller', async () => {
      await shopper.get(others.pop() ?? path);
      return callers.every(([hop, caller]) => callersOf(hop).includes(caller));
    });
    expect(callersOf('shell')).toEqual([undefined]);
  });

  test('gets the requests and the errors of each fragment from the shell', async () => {
    await shop.fault({ fragment: 'review/stars', kind: 'error' });
    const shopper = await createShopper();
    await until('the counts of the fragments', async () => {
      await shopper.get(path);
      return (
        collector.countOf('requests', 'pricing/price') > 0 && collector.countOf('errors', 'review/stars') > 0
      );
    });
    expect(collector.countOf('errors', 'pricing/price')).toBe(0);
    await shop.clearFaults();
  });
});
