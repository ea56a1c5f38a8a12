import { describe, expect, test } from 'bun:test';
import { createComposer } from './create-composer.ts';
import { createTestClock } from './create-test-clock.helper.ts';
import type { Endpoint } from './fetch-fragment.ts';
import { definePage } from './page.ts';
import { frame, inline, message } from './test-frame.helper.ts';
import type { Visit } from './visit.ts';

const page = definePage({
  layout: '<main><slot name="top"></slot><slot name="left"></slot><slot name="right"></slot></main>',
  head: { markup: () => '<title>page</title>' },
  slots: {
    top: { fragment: 'shop/top', primary: true },
    left: { fragment: 'shop/left', fallback: () => '<p>no left</p>', deadline: 500 },
    right: { fragment: 'shop/right' },
  },
});

type Answer = (request: Request) => Promise<Response> | Response;
type Fragments = Record<string, Answer>;

/** A slice whose fragments answer as a test says. */
function createSlice(fragments: Fragments, declared: Record<string, object> = {}) {
  const slice = { version: 'v1', requests: [] as Request[], fragments };
  const endpoint: Endpoint = {
    async fetch(input, init) {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      if (pathname === '/fragments.json') {
        const declarations = Object.keys(fragments).map((name) => [
          name,
          { params: ['id'], personal: false, island: false, refreshOn: [], ...declared[name] },
        ]);
        const stylesheet = inline(`css of ${slice.version}`);
        return Response.json({
          slice: 'shop',
          version: slice.version,
          fragments: Object.fromEntries(declarations),
          stylesheet,
          remote: null,
        });
      }
      slice.requests.push(request);
      return (fragments[pathname.slice('/fragments/'.length)] as Answer)(request);
    },
  };
  return { slice, endpoint };
}

function html(body: string, { version = 'v1', cacheControl = 'no-store' } = {}): Response {
  return new Response(body, {
    headers: { 'content-type': 'text/html', 'x-jogakbo-version': version, 'cache-control': cacheControl },
  });
}

function createBench(fragments: Fragments, declared: Record<string, object> = {}) {
  const clock = createTestClock();
  const { slice, endpoint } = createSlice(fragments, declared);
  const composer = createComposer({
    endpointOf: (name) => (name === 'shop' ? endpoint : undefined),
    frame,
    notFound: message,
    unavailable: message,
    clock,
  });
  const work: Promise<unknown>[] = [];
  const visit = (more: Partial<Visit> = {}): Visit => ({
    url: 'http://shop/',
    params: { id: '1', secret: 'no' },
    language: 'ko',
    headers: { traceparent: 't' },
    identity: async () => ({ 'x-jogakbo-identity': 'someone' }),
    waitUntil: (promise) => work.push(promise),
    ...more,
  });
  const compose = (more?: Partial<Visit>) => composer.compose(page, visit(more));
  return { clock, slice, composer, compose, visit, work };
}

const fine: Fragments = {
  top: () => html('<h1>top</h1>'),
  left: () => html('<i>left</i>'),
  right: () => html('<b>right</b>'),
};
const never = () => new Promise<Response>(() => {});

describe('a page whose fragments are all ready', () => {
  test('goes out in one buffer, in layout order, with the styles of its slices', async () => {
    const { compose, clock } = createBench(fine);
    const composing = compose();
    await clock.advance(0);
    const response = await composing;
    const text = await response.text();
    expect(response.status).toBe(200);
    expect([...text.matchAll(/<jb-fragment slot="(\w+)"/g)].map(([, name]) => name)).toEqual([
      'top',
      'left',
      'right',
    ]);
    expect(text).toContain('<style>css of v1</style>');
    expect(response.headers.get('content-security-policy')).toContain("'sha256-css-of-v1'");
    expect(text).toEndWith('</jb-page></body></html>');
  });

  test('calls all fragments at once, with declared parameters only and without identity', async () => {
    const { compose, slice, clock } = createBench({ top: never, left: never, right: never });
    void compose();
    await clock.advance(1);
    expect(slice.requests.map(({ url }) => url)).toEqual(
      ['top', 'left', 'right'].map((name) => `http://fragment/fragments/${name}?id=1`),
    );
    for (const request of slice.requests) {
      expect(request.headers.get('x-jogakbo-identity')).toBeNull();
      expect(request.headers.get('accept-language')).toBe('ko');
      expect(Number(request.headers.get('x-jogakbo-deadline'))).toBeGreaterThan(0);
    }
  });

  test('sends the identity to a personal fragment only, and stores no copy of it', async () => {
    const shared = 'public, s-maxage=60';
    const { compose, slice } = createBench(
      { ...fine, right: () => html('mine', { cacheControl: shared }) },
      { right: { personal: true } },
    );
    for (let visits = 0; visits < 2; visits++) await (await compose()).text();
    const identified = slice.requests.filter((request) => request.headers.has('x-jogakbo-identity'));
    expect(identified.map(({ url }) => new URL(url).pathname)).toEqual([
      '/fragments/right',
      '/fragments/right',
    ]);
  });
});

describe('the status of a page', () => {
  test('is 404 if a primary fragment does not exist', async () => {
    const { compose } = createBench({ ...fine, top: () => new Response(null, { status: 404 }) });
    const response = await compose();
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<p>sorry</p>');
  });

  test.each([401, 403, 410, 422, 451])(
    'is %d if a primary fragment refuses with it; the fragment is called once and no breaker opens',
    async (status) => {
      const { compose, slice } = createBench({ ...fine, top: () => new Response(null, { status }) });
      for (let visits = 1; visits <= 8; visits++) {
        const response = await compose();
        expect([response.status, response.headers.get('retry-after')]).toEqual([status, null]);
        expect(await response.text()).toContain('<p>sorry</p>');
        const asked = slice.requests.filter(({ url }) => url.includes('/top'));
        expect(asked).toHaveLength(visits);
      }
    },
  );

  test('is 503 if a primary fragment fails and there is no copy', async () => {
    const { compose } = createBench({ ...fine, top: () => new Response(null, { status: 500 }) });
    const response = await compose();
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
  });

  test('does not wait for the other fragments if a primary one fails', async () => {
    const { compose } = createBench({
      top: () => new Response(null, { status: 404 }),
      left: never,
      right: never,
    });
    expect((await compose()).status).toBe(404);
  });
});

describe('a late fragment', () => {
  test('is streamed after the others, and the first byte does not wait for it', async () => {
    let arrive = (_: Response) => {};
    const late = new Promise<Response>((resolve) => {
      arrive = resolve;
    });
    const { compose, clock } = createBench({ ...fine, left: () => late });
    const composing = compose();
    await clock.advance(5);
    const reader = ((await composing).body as ReadableStream<Uint8Array>).getReader();
    const read = async () => new TextDecoder().decode((await reader.read()).value);
    const first = await read();
    expect(first).toContain('<h1>top</h1>');
    expect(first).toContain('<b>right</b>');
    expect(first).not.toContain('slot="left" data');
    arrive(html('<i>left</i>'));
    await clock.advance(0);
    const second = await read();
    expect(second).toStartWith('<jb-fragment slot="left"');
    expect(second).toEndWith('</html>');
  });

  test('is given up at its deadline, even if its body has begun', async () => {
    const drip = () => {
      const stream = new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode('<i>')),
      });
      return new Response(stream, { headers: { 'content-type': 'text/html', 'x-jogakbo-version': 'v1' } });
    };
    const { compose, clock } = createBench({ ...fine, left: drip });
    const composing = compose();
    await clock.advance(5);
    const rest = (await composing).text();
    await clock.advance(495);
    expect(await rest).toContain('<p>no left</p>');
  });
});

describe('an answer that cannot be put into a page', () => {
  test.each([
    ['an error', () => new Response(null, { status: 500 })],
    ['a thrown error', () => Promise.reject(new Error('down'))],
    ['half a tag', () => html('<div><i>left</i')],
    ['an open element', () => html('<div><i>left</i>')],
    ['another content type', () => Response.json({})],
    ['a body of more than half a megabyte', () => html('x'.repeat(513 * 1024))],
    [
      'a body that is no UTF-8',
      () =>
        new Response(new Uint8Array([0xff]), {
          headers: { 'content-type': 'text/html', 'x-jogakbo-version': 'v1' },
        }),
    ],
    [
      'a body shorter than announced',
      () => new Response('<i>left</i>', { headers: { 'content-type': 'text/html', 'content-length': '12' } }),
    ],
    [
      'a body of more than half a megabyte, as announced',
      () =>
        new Response('x'.repeat(513 * 1024), {
          headers: { 'content-type': 'text/html', 'content-length': `${513 * 1024}` },
        }),
    ],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: '/' } })],
  ])('such as %s is replaced by the fallback of the page', async (_, left) => {
    const { compose } = createBench({ ...fine, left: left as Answer });
    const text = await (await compose()).text();
    expect(text).toContain('<p>no left</p>');
    expect(text).toContain('<b>right</b>');
    expect(text).toContain('data-fallback');
  });

  test('that is empty still has an element, so that the skeleton goes', async () => {
    const none = () => new Response(null, { status: 204, headers: { 'x-jogakbo-version': 'v1' } });
    const { compose } = createBench({ ...fine, right: none });
    expect(await (await compose()).text()).toMatch(/<jb-fragment slot="right"[^>]* hidden><\/jb-fragment>/);
  });
});

describe('a copy', () => {
  const cacheControl = 'public, s-maxage=10, stale-while-revalidate=10, stale-if-error=60';

  function createCounter() {
    const counter = { asked: 0, status: 200 };
    const left = () => {
      counter.asked += 1;
      return counter.status >= 400
        ? new Response(null, { status: counter.status })
        : html(`<i>${counter.asked}</i>`, { cacheControl });
    };
    return { counter, bench: createBench({ ...fine, left }) };
  }

  test('is shown without a call while it is fresh, and while one visitor renews it', async () => {
    const { counter, bench } = createCounter();
    const shown = async () => (await (await bench.compose()).text()).match(/<i>(\d+)<\/i>/)?.[1];
    expect([await shown(), await shown()]).toEqual(['1', '1']);
    await bench.clock.advance(11_000);
    expect(await shown()).toBe('1');
    await Promise.all(bench.work);
    expect(counter.asked).toBe(2);
    expect(await shown()).toBe('2');
  });

  test('is shown for an error, until it is too old', async () => {
    const { counter, bench } = createCounter();
    await (await bench.compose()).text();
    counter.status = 500;
    await bench.clock.advance(25_000);
    expect(await (await bench.compose()).text()).toContain('<i>1</i>');
    await bench.clock.advance(60_000);
    expect(await (await bench.compose()).text()).toContain('<p>no left</p>');
  });

  test.each([
    [404, false],
    [410, false],
    [451, false],
    [429, true],
    [500, true],
  ])('is shown when the fragment answers %d: %p', async (status, shown) => {
    const { counter, bench } = createCounter();
    await (await bench.compose()).text();
    counter.status = status;
    await bench.clock.advance(25_000);
    expect((await (await bench.compose()).text()).includes('<i>1</i>')).toBe(shown);
    counter.status = 500;
    expect((await (await bench.compose()).text()).includes('<i>1</i>')).toBe(shown);
  });

  test('is kept for each language', async () => {
    const { counter, bench } = createCounter();
    await (await bench.compose()).text();
    await (await bench.compose({ language: 'en' })).text();
    expect(counter.asked).toBe(2);
  });
});

describe('a new version of a slice', () => {
  test('that answers before the head is sent is shown with its own styles', async () => {
    const { compose, slice } = createBench({
      top: () => html('<h1>top</h1>', { version: slice.version }),
      left: () => html('<i>left</i>', { version: slice.version }),
      right: () => html('<b>right</b>', { version: slice.version, cacheControl: 's-maxage=60' }),
    });
    await (await compose()).text();
    slice.version = 'v2';
    const text = await (await compose()).text();
    expect(text).toContain('<style>css of v2</style>');
    expect(text).not.toContain('css of v1');
    expect([...text.matchAll(/data-version="(\w+)"/g)].map(([, version]) => version)).toEqual([
      'v2',
      'v2',
      'v2',
    ]);
  });

  test('that answers after the head is sent is not mixed in', async () => {
    let arrive = (_: Response) => {};
    const late = new Promise<Response>((resolve) => {
      arrive = resolve;
    });
    const { compose, slice, clock } = createBench({ ...fine, left: () => late });
    const composing = compose();
    await clock.advance(5);
    const rest = (await composing).text();
    slice.version = 'v2';
    arrive(html('<i>left</i>', { version: 'v2' }));
    await clock.advance(0);
    expect(await rest).toContain('<p>no left</p>');
  });
});

describe('a fragment alone', () => {
  test('that refuses answers with its status, and is called again each time', async () => {
    const refused = () => new Response(null, { status: 401 });
    const { composer, visit, slice } = createBench({ ...fine, left: refused }, { left: { personal: true } });
    for (let tries = 1; tries <= 12; tries++) {
      const response = await composer.fragment('shop/left', visit());
      expect([response.status, response.headers.get('cache-control')]).toEqual([401, 'private, no-store']);
      expect(slice.requests).toHaveLength(tries);
    }
  });
});

describe('the fragment of an action', () => {
  test('is replaced by the fallback if it leaves an element open', async () => {
    const { compose } = createBench(fine);
    const inserted = { fragment: 'shop/left', html: '<form><div/></form>', version: 'v1' };
    const text = await (await compose({ inserted })).text();
    expect(text).toContain('<p>no left</p>');
    expect(text).toContain('<b>right</b>');
  });

  test('is shown in its slot, without a call', async () => {
    const { compose, slice } = createBench(fine);
    const inserted = { fragment: 'shop/left', html: '<form>wrong</form>', version: 'v1' };
    const text = await (await compose({ inserted })).text();
    expect(text).toContain('<form>wrong</form>');
    expect(slice.requests.map(({ url }) => new URL(url).pathname)).toEqual([
      '/fragments/top',
      '/fragments/right',
    ]);
  });
});

test('a slice that cannot be reached does not stop the others', async () => {
  const away = definePage({
    layout: '<slot name="top"></slot><slot name="far"></slot>',
    head: { markup: () => '' },
    slots: {
      top: { fragment: 'shop/top', primary: true },
      far: { fragment: 'away/far', fallback: () => 'far away' },
    },
  });
  const { composer, visit } = createBench(fine);
  const response = await composer.compose(away, visit());
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('far away');
});

test('the slot of a fragment carries its name as a part, so that its slice can reserve the height', () => {
  const { layout } = definePage({
    layout: '<slot name="buy"></slot><slot name="note">…</slot>',
    head: { markup: () => '' },
    slots: { buy: { fragment: 'cart/add-to-cart' }, note: { markup: () => '' } },
  });
  expect(layout).toBe('<slot name="buy" part="cart-add-to-cart"></slot><slot name="note">…</slot>');
});

test('a layout is refused if its slots and the slots of the page differ', () => {
  const define = (layout: string) => () =>
    definePage({ layout, head: { markup: () => '' }, slots: { a: { markup: () => '' } } });
  expect(define('<slot name="a"></slot>')).not.toThrow();
  expect(define('<slot name="b"></slot>')).toThrow('layout and slots differ: b, a');
  expect(define('<slot name="a"></slot><slot name="a"></slot>')).toThrow('a name is there twice');
});
