import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { parse } from 'parse5';
import { readBatch, toBatchAnswer } from './answer-batch.helper.ts';
import { createComposer } from './create-composer.ts';
import { createTestClock } from './create-test-clock.helper.ts';
import { definePage } from './page.ts';
import type { PageReport } from './page-report.ts';
import { placesOf } from './read-places.helper.ts';
import { frame, inline, message } from './test-frame.helper.ts';
import type { Visit } from './visit.ts';

const names = ['one', 'two', 'three', 'four'];
const page = definePage({
  layout: names.map((name) => `<slot name="${name}"></slot>`).join(''),
  head: { markup: () => '<title>page</title>' },
  slots: Object.fromEntries(
    names.map((name, index) => [
      name,
      {
        fragment: `shop/${name}` as const,
        primary: index === 0,
        deadline: 500,
        fallback: () => `<p>no ${name}</p>`,
      },
    ]),
  ),
});

const behaviors = [
  'healthy',
  'slow',
  'erroring',
  'throwing',
  'hanging',
  'dripping',
  'truncating',
  'oversized',
  'unbalanced',
  'plain text',
  'other version',
  'gone',
  'refusing',
  'empty',
] as const;
type Behavior = (typeof behaviors)[number];
const cacheControl = 'public, s-maxage=10, stale-while-revalidate=20, stale-if-error=60';

/** A slice whose fragments behave as a test says, on a clock that the test moves. */
function createBench(
  options: { pageLimit?: number; callLimit?: number; personal?: boolean; batches?: boolean } = {},
) {
  const clock = createTestClock();
  const behavior: Record<string, Behavior> = {};
  const asked: string[] = [];
  let aborted = 0;
  let version = 'v1';

  async function answer(name: string, request: Request): Promise<Response> {
    asked.push(name);
    request.signal.addEventListener('abort', () => {
      aborted += 1;
    });
    const headers = {
      'content-type': 'text/html',
      'x-jogakbo-version': version,
      'cache-control': options.personal ? 'private, no-store' : cacheControl,
    };
    const whole = `<b>${name} ${asked.length}</b>`;
    switch (behavior[name] ?? 'healthy') {
      case 'slow':
        await clock.wait(300);
        return new Response(whole, { headers });
      case 'erroring':
        return new Response(null, { status: 500 });
      case 'throwing':
        throw new Error('no route');
      case 'hanging':
        return new Promise((_, reject) => {
          request.signal.addEventListener('abort', () => reject(new Error('aborted')));
        });
      case 'dripping':
        return new Response(
          new ReadableStream({ start: (to) => to.enqueue(new TextEncoder().encode('<b>')) }),
          { headers },
        );
      case 'truncating':
        return new Response(whole.slice(0, -3), { headers });
      case 'oversized':
        return new Response(`<b>${'x'.repeat(520 * 1024)}</b>`, { headers });
      case 'unbalanced':
        return new Response(`</jb-page>${whole}`, { headers });
      case 'plain text':
        return new Response(whole, { headers: { ...headers, 'content-type': 'text/plain' } });
      case 'other version':
        return new Response(whole, { headers: { ...headers, 'x-jogakbo-version': 'other' } });
      case 'gone':
        return new Response(null, { status: 404 });
      case 'refusing':
        return new Response(null, { status: 403 });
      case 'empty':
        return new Response(null, { status: 204, headers: { 'x-jogakbo-version': version } });
      default:
        return new Response(whole, { headers });
    }
  }

  const endpoint = {
    async fetch(input: Request | string, init?: RequestInit): Promise<Response> {
      const request = new Request(input, init);
      const { pathname, searchParams } = new URL(request.url);
      if (pathname !== '/fragments.json') return answer(pathname.slice('/fragments/'.length), request);
      const batch = options.batches ? readBatch(searchParams) : undefined;
      const manifest = toManifest();
      return batch
        ? toBatchAnswer(manifest, batch, (path) => answer(path.slice('/fragments/'.length), request))
        : manifest;
    },
  };
  function toManifest(): Response {
    const declared = { params: [], personal: options.personal ?? false, island: false, refreshOn: [] };
    const fragments = Object.fromEntries(names.map((name) => [name, declared]));
    return Response.json({
      slice: 'shop',
      version,
      fragments,
      stylesheet: inline(`css of ${version}`),
      remote: null,
      batches: options.batches ?? false,
    });
  }
  const composer = createComposer({
    endpointOf: () => endpoint,
    frame,
    notFound: message,
    unavailable: message,
    clock,
    timing: 'reasons',
    ...(options.pageLimit ? { pageLimit: options.pageLimit } : {}),
    ...(options.callLimit ? { callLimit: options.callLimit } : {}),
  });
  const deploy = (next: string) => {
    version = next;
  };
  const reports: PageReport[] = [];
  const visit = (more: Partial<Visit> = {}): Visit => ({
    url: 'http://shop/',
    params: {},
    language: 'ko',
    headers: {},
    identity: async () => ({ 'x-jogakbo-identity': 'someone' }),
    waitUntil: () => {},
    ...more,
  });
  const onReport = (report: PageReport) => void reports.push(report);

  /** Composes a page, and moves the clock until the page is whole. */
  async function open(withoutBody = false) {
    const began = clock.now();
    let answered = 0;
    const composing = composer.compose(page, visit(), { onReport, withoutBody }).then(async (response) => {
      answered = clock.now() - began;
      return { status: response.status, headers: response.headers, text: await response.text() };
    });
    let done = false;
    void composing.then(() => {
      done = true;
    });
    while (!done) await clock.advance(10);
    return { ...(await composing), firstByte: answered, milliseconds: clock.now() - began };
  }
  return {
    clock,
    behavior,
    asked,
    composer,
    visit,
    reports,
    onReport,
    open,
    aborted: () => aborted,
    deploy,
  };
}

const shown = (text: string, name: string) => text.match(new RegExp(`<b>${name} (\\d+)</b>`))?.[1];

describe.each([false, true])('with batches: %p, the content of a slot by origin and copy', (batches) => {
  const copies = {
    none: undefined,
    fresh: 1_000,
    'stale, may be revalidated': 15_000,
    'stale, for errors': 50_000,
    'too old': 80_000,
  };
  const bad = ['erroring', 'hanging', 'truncating'] as const;
  type Served = 'copy' | 'origin' | 'fallback';
  const expected = (behavior: Behavior, copy: keyof typeof copies): Served => {
    if (copy === 'fresh' || copy === 'stale, may be revalidated') return 'copy';
    if (behavior === 'healthy' || behavior === 'slow') return 'origin';
    return copy === 'stale, for errors' ? 'copy' : 'fallback';
  };
  const table = (['healthy', 'slow', ...bad] as const).flatMap((behavior) =>
    (Object.keys(copies) as (keyof typeof copies)[]).map(
      (copy) => [behavior, copy, expected(behavior, copy)] as const,
    ),
  );

  test.each(table)('origin %s, copy %s: the %s', async (behavior, copy, served) => {
    const bench = createBench({ batches });
    const age = copies[copy];
    if (age !== undefined) {
      await bench.open();
      await bench.clock.advance(age);
    }
    bench.behavior.two = behavior;
    const { status, text, headers, firstByte, milliseconds } = await bench.open();
    const number = shown(text, 'two');
    const was =
      number === undefined ? 'fallback' : Number(number) <= 4 && age !== undefined ? 'copy' : 'origin';
    expect(was).toBe(served);
    if (served === 'fallback') expect(text).toContain('<p>no two</p>');
    const waits = served !== 'copy' || copy === 'stale, for errors';
    const longest = { slow: 320, hanging: 520 }[behavior as string] ?? 20;
    expect(milliseconds).toBeLessThanOrEqual(waits ? longest : 20);
    expect(firstByte).toBeLessThanOrEqual(20);
    const source = { copy: copy === 'fresh' ? 'cache' : 'stale', origin: 'fresh', fallback: 'fallback' }[
      served
    ];
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('retry-after')).toBeNull();
    const timing = headers.get('server-timing') as string;
    if (milliseconds > 20) expect(timing).not.toContain('two;');
    else expect(timing).toMatch(new RegExp(`two;dur=\\d+;desc="${source}`));
    expect(bench.reports.at(-1)?.fragments.find(({ slot }) => slot === 'two')?.source).toBe(source as never);
  });

  test.each(table)('primary fragment, origin %s, copy %s: the %s, or 503', async (behavior, copy, served) => {
    const bench = createBench({ batches });
    const age = copies[copy];
    if (age !== undefined) {
      await bench.open();
      await bench.clock.advance(age);
    }
    bench.behavior.one = behavior;
    const { status, text, headers, firstByte, milliseconds } = await bench.open();
    const number = shown(text, 'one');
    // The page waits for the answer, as nothing goes out before the status is known.
    const waits = served !== 'copy' || copy === 'stale, for errors';
    const longest = { slow: 320, hanging: 520 }[behavior as string] ?? 20;
    expect(milliseconds).toBeLessThanOrEqual(waits ? longest : 20);
    expect(milliseconds - firstByte).toBeLessThanOrEqual(10);
    expect(headers.get('cache-control')).toBe('private, no-cache');
    if (served === 'fallback') {
      expect({ status, retry: headers.get('retry-after') }).toEqual({ status: 503, retry: '1' });
      expect(text).toContain('<p>sorry</p>');
      return;
    }
    expect({ status, retry: headers.get('retry-after') }).toEqual({ status: 200, retry: null });
    expect(Number(number) <= 4 && age !== undefined ? 'copy' : 'origin').toBe(served);
    const source = served === 'origin' ? 'fresh' : copy === 'fresh' ? 'cache' : 'stale';
    expect(headers.get('server-timing')).toMatch(new RegExp(`one;dur=\\d+;desc="${source}`));
  });

  test.each(['healthy', 'slow', 'erroring', 'hanging', 'truncating'] as const)(
    'a stale copy is shown at once and renewed after the response: origin %s',
    async (behavior) => {
      const bench = createBench({ batches });
      await bench.open();
      await bench.clock.advance(15_000);
      bench.behavior.two = behavior;
      const asked = () => bench.asked.filter((name) => name === 'two').length;
      const before = asked();
      const stale = shown((await bench.open()).text, 'two');
      expect(asked()).toBeGreaterThan(before);
      // One visitor renews it. Others make no calls meanwhile.
      const during = asked();
      if (behavior === 'hanging' || behavior === 'slow') {
        expect(shown((await bench.open()).text, 'two')).toBe(stale);
        expect(asked()).toBe(during);
      }
      await bench.clock.advance(600);
      const next = shown((await bench.open()).text, 'two');
      if (behavior === 'healthy' || behavior === 'slow') expect(Number(next)).toBeGreaterThan(Number(stale));
      else expect(next).toBe(stale);
    },
  );
});

test('whatever fragments do, a page has every healthy fragment, or is a 4xx or 5xx', async () => {
  const behaviors_ = fc.record(
    Object.fromEntries(names.map((name) => [name, fc.constantFrom(...behaviors)])),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(behaviors_, { minLength: 1, maxLength: 4 }),
      fc.nat(90_000),
      fc.boolean(),
      async (visits, between, batches) => {
        const bench = createBench({ batches });
        for (const behavior of visits) {
          Object.assign(bench.behavior, behavior);
          const { status, text } = await bench.open();
          expect(new Set(placesOf(parse(text)))).toEqual(new Set(['']));
          expect(text).toEndWith('</html>');
          if (status === 200) {
            const slots = [...text.matchAll(/<jb-fragment slot="(\w+)"/g)].map(([, slot]) => slot as string);
            expect(slots.sort()).toEqual([...names].sort());
            for (const { slot, reason } of bench.reports.at(-1)?.fragments ?? []) {
              // After five failures in a row a fragment is not called for a while, even if it is healthy again.
              if (behavior[slot] !== 'healthy' || reason === 'breaker-open') continue;
              expect(shown(text, slot)).toBeDefined();
            }
          } else {
            expect([403, 404, 503]).toContain(status);
            expect(behavior.one).not.toBe('healthy');
          }
          await bench.clock.advance(between);
        }
      },
    ),
    { numRuns: 60 },
  );
});

describe('a slice that is down', () => {
  test('is retried once within the budget, and then not called until a probe succeeds', async () => {
    const bench = createBench({ personal: true });
    bench.behavior.two = 'erroring';
    const askedFor = () => bench.asked.filter((name) => name === 'two').length;
    await bench.open();
    expect(askedFor()).toBe(2);
    for (let visits = 0; visits < 10; visits++) await bench.open();
    expect(askedFor()).toBe(5);
    expect(bench.reports.at(-1)?.fragments[1]).toMatchObject({ reason: 'breaker-open', breaker: 'open' });
    bench.behavior.two = 'healthy';
    await bench.clock.advance(2_000);
    expect(shown((await bench.open()).text, 'two')).toBeDefined();
    expect(bench.reports.at(-1)?.fragments[1]).toMatchObject({ source: 'fresh', breaker: 'closed' });
  });
});

describe('a client that leaves', () => {
  test('ends the calls of its personal fragments', async () => {
    const bench = createBench({ personal: true });
    const client = new AbortController();
    bench.behavior.three = 'hanging';
    const composing = bench.composer.compose(page, bench.visit({ gone: client.signal }));
    await bench.clock.advance(10);
    await composing;
    expect(bench.aborted()).toBe(0);
    client.abort();
    await bench.clock.advance(0);
    expect(bench.aborted()).toBeGreaterThan(0);
  });

  test('does not end a call whose copy others will read', async () => {
    const bench = createBench();
    const client = new AbortController();
    bench.behavior.three = 'slow';
    const composing = bench.composer.compose(page, bench.visit({ gone: client.signal }));
    await bench.clock.advance(10);
    await (await composing).body?.cancel();
    client.abort();
    await bench.clock.advance(300);
    bench.behavior.three = 'hanging';
    expect(shown((await bench.open()).text, 'three')).toBeDefined();
  });
});

test('HEAD has the status and headers of GET, and waits only for the fragments that decide them', async () => {
  const bench = createBench({ personal: true });
  bench.behavior.four = 'hanging';
  const { status, text, headers, milliseconds } = await bench.open(true);
  expect({ status, text }).toEqual({ status: 200, text: '' });
  expect(headers.get('content-security-policy')).toContain("'sha256-css-of-v1'");
  expect(milliseconds).toBeLessThanOrEqual(10);
});

describe('too many requests at once', () => {
  async function expectRefusalOfThird(bench: ReturnType<typeof createBench>, slow: readonly string[]) {
    for (const name of slow) bench.behavior[name] = 'slow';
    const compose = () => bench.composer.compose(page, bench.visit());
    const first = [compose(), compose()];
    await bench.clock.advance(10);
    const refused = await compose();
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.headers.get('cache-control')).toBe('no-store');
    const bodies = Promise.all(first.map(async (response) => (await response).text()));
    await bench.clock.advance(300);
    await bodies;
    expect((await bench.open()).status).toBe(200);
  }

  test('are refused at once while the limit of pages is reached, until one ends', () =>
    expectRefusalOfThird(createBench({ pageLimit: 2, personal: true }), ['two']));

  test('are refused at once while the limit of calls is reached, until some end', () =>
    expectRefusalOfThird(createBench({ callLimit: names.length + 1, personal: true }), names));

  test('include fragments alone, each of which takes a place until it ends or its client leaves', async () => {
    const bench = createBench({ pageLimit: 2, personal: true });
    bench.behavior.two = 'hanging';
    const client = new AbortController();
    const ask = (gone?: AbortSignal) =>
      bench.composer.fragment('shop/two', bench.visit(gone ? { gone } : {}));
    const first = ask();
    void ask(client.signal);
    await bench.clock.advance(10);
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await bench.composer.compose(page, bench.visit())).status).toBe(503);
    expect(bench.composer.admit()).toBeUndefined();
    client.abort();
    await bench.clock.advance(10);
    expect(bench.composer.admit()).toBeDefined();
    await bench.clock.advance(2_000);
    expect((await first).status).toBe(503);
    bench.behavior.two = 'healthy';
    const composing = bench.composer.compose(page, bench.visit(), { admitted: true });
    await bench.clock.advance(10);
    expect((await composing).status).toBe(200);
  });

  test('do not include a page whose client has left before its status was known', async () => {
    const bench = createBench({ pageLimit: 1, personal: true });
    bench.behavior.one = 'hanging';
    const client = new AbortController();
    void bench.composer.compose(page, bench.visit({ gone: client.signal }), { onReport: bench.onReport });
    await bench.clock.advance(10);
    client.abort();
    await bench.clock.advance(0);
    expect(bench.reports).toMatchObject([{ status: 499, whole: false, milliseconds: 10 }]);
    bench.behavior.one = 'healthy';
    expect((await bench.open()).status).toBe(200);
  });
});

test('a page after an action takes on the version of the form, so that the input is kept', async () => {
  const bench = createBench();
  await bench.open();
  bench.deploy('v2');
  const inserted = { fragment: 'shop/two', html: '<form>wrong</form>', version: 'v2' };
  const composing = bench.composer.compose(page, bench.visit({ inserted }), { status: 422 });
  await bench.clock.advance(10);
  const text = await (await composing).text();
  expect(text).toContain('<form>wrong</form>');
  expect(text).toContain('<style>css of v2</style>');
  expect(text).not.toContain('data-version="v1"');
});
