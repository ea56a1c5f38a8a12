import { afterAll, describe, expect, test } from 'bun:test';
import { createHost, type Hooks, type HostContext } from './host.ts';
import { httpEndpoint } from './http-endpoint.ts';
import { definePage } from './index.ts';
import { frame, message } from './test-frame.helper.ts';

const type = { 'content-type': 'text/html', 'x-jogakbo-version': '1' };
const declared = { personal: false, island: false, refreshOn: [] };
const asked: { method: string; path: string; headers: Record<string, string>; body: string }[] = [];

/** A server of a slice as a team may write it: pieces of HTML, a form, and a file. */
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    asked.push({ method: request.method, path: pathname, headers, body: await request.clone().text() });
    if (pathname === '/fragments.json')
      return Response.json({
        ...{ slice: 'shop', version: '1', remote: null, stylesheet: { content: '', hash: '' } },
        fragments: {
          item: { ...declared, params: ['item', 'color'] },
          form: { ...declared, params: [], personal: true },
        },
      });
    if (pathname === '/fragments/item') {
      const item = searchParams.get('item');
      const color = searchParams.get('color') ?? 'any';
      return item === 'none'
        ? new Response(null, { status: 404 })
        : new Response(`<b>${item} in ${color}</b>`, { headers: type });
    }
    if (pathname === '/fragments/form')
      return new Response(`<form>${request.headers.get('x-jogakbo-identity')}</form>`, { headers: type });
    if (pathname === '/assets/shop/1/a.js') return new Response('code', { headers: { etag: '"a"' } });
    if (request.method !== 'POST') return new Response(null, { status: 404 });
    const form = new URLSearchParams(await request.text());
    switch (form.get('answer')) {
      case 'done':
        return new Response(null, {
          status: 302,
          headers: { location: '/items/2', 'set-cookie': 'cart=1; Path=/', 'x-jogakbo-invalidates': 'cart' },
        });
      case 'refused':
        return new Response(`<form>${form.get('count')} is too many</form>`, {
          status: 422,
          headers: { ...type, 'x-jogakbo-fragment': 'shop/form' },
        });
      case 'gone':
        return new Response(null, { status: 404 });
      default:
        return new Response(null, { status: 500 });
    }
  },
});
afterAll(() => server.stop(true));

const item = definePage({
  query: ['color'],
  layout: '<slot name="item"></slot><slot name="form"></slot>',
  head: { markup: () => '<title>item</title>' },
  slots: { item: { fragment: 'shop/item', primary: true }, form: { fragment: 'shop/form' } },
});

function openHost(hooks: Hooks = {}, more = {}) {
  const shop = httpEndpoint(`http://127.0.0.1:${server.port}`);
  const composer = createHost({
    endpointOf: (slice) => (slice === 'shop' ? shop : undefined),
    ...{ frame, notFound: message, unavailable: message, hooks },
    routes: {
      '/items/:item': item,
      '/items/:item/cart': { action: 'shop', shownOn: '/items/:item#form' },
      '/nobody': { action: 'nobody' },
      '/files/*': { fetch: async (input) => new Response(String(input)) },
    },
    ...more,
  });
  const fetch = (path: string, init: RequestInit = {}, context?: HostContext) =>
    composer.handle(new Request(new URL(path, 'http://host'), init), context);
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
  return { composer, fetch, post };
}

function toError(): never {
  throw new Error('broken');
}

function toAnswer(status: number, place: string, location?: string): ResponseInit {
  const headers = { ...type, 'x-jogakbo-fragment': 'shop/form', 'content-location': place };
  return { status, headers: location ? { ...headers, location } : headers };
}

function toCutOff(): ReadableStream {
  return new ReadableStream({ pull: (controller) => controller.error(new Error('cut off')) });
}

describe('a host answers', () => {
  test('a page with the values of its path and its declared query', async () => {
    const answer = await openHost().fetch('/items/1?color=red&other=x');
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toStartWith('<!doctype html><html lang="en">');
    expect(html).toContain('<b>1 in red</b></jb-fragment>');
  });

  test('HEAD with the headers of the page and no body', async () => {
    const answer = await openHost().fetch('/items/1', { method: 'HEAD' });
    expect([answer.status, answer.headers.has('content-security-policy')]).toEqual([200, true]);
    expect(await answer.text()).toBe('');
  });

  test.each(['/items/none', '/nothing', '/items', '/items/1/', '/items/%E0%A4%A'])(
    'that %s is not found',
    async (path) => {
      const answer = await openHost().fetch(path);
      expect([answer.status, (await answer.text()).includes('<p>sorry</p>')]).toEqual([404, true]);
    },
  );

  test('a fragment alone, and 404 if there is no such slice or fragment', async () => {
    const { fetch } = openHost();
    const answer = await fetch('/_fragments/shop/item?item=3&color=blue');
    expect(await answer.text()).toBe('<b>3 in blue</b>');
    expect(answer.headers.get('content-security-policy')).toEndWith('sandbox');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await fetch('/_fragments/shop/none')).status).toBe(404);
    expect((await fetch('/_fragments/nobody/item')).status).toBe(404);
    expect(await (await fetch('/_fragments/shop/item?item=3', { method: 'HEAD' })).text()).toBe('');
  });

  test('files of a slice and of the host', async () => {
    const { fetch } = openHost();
    const answer = await fetch('/assets/shop/1/a.js?x', {
      headers: { 'if-none-match': '"b"', cookie: 'a=1' },
    });
    expect([await answer.text(), answer.headers.get('etag')]).toEqual(['code', '"a"']);
    expect(asked.at(-1)).toMatchObject({ path: '/assets/shop/1/a.js', headers: { 'if-none-match': '"b"' } });
    expect(asked.at(-1)?.headers).not.toHaveProperty('cookie');
    expect((await fetch('/assets/nobody/a.js')).status).toBe(404);
    expect(await (await fetch('/files/a/b.png?x')).text()).toEndWith('/files/a/b.png');
  });

  test('405 to methods that nothing answers, with those that are answered', async () => {
    const { fetch } = openHost();
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const answer = await fetch('/items/1/cart', { method });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    }
    expect((await openHost().post('/items/1', {})).status).toBe(405);
  });
});

describe('a form', () => {
  test('reaches the owner of its path with its body, the identity and no cookie', async () => {
    const identity = () => ({ 'x-jogakbo-identity': 'me' });
    const { post } = openHost({ visitOf: () => ({ identity, language: 'ko' }) });
    const answer = await post('/items/1/cart', { answer: 'done', count: '2' }, { cookie: 'secret=1' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/items/2']);
    expect(answer.headers.getSetCookie()).toEqual(['cart=1; Path=/']);
    const sent = asked.at(-1);
    expect(sent).toMatchObject({ method: 'POST', path: '/items/1/cart', body: 'answer=done&count=2' });
    expect(sent?.headers).toMatchObject({ 'x-jogakbo-identity': 'me', 'accept-language': 'ko' });
    expect(Number(sent?.headers['x-jogakbo-deadline'])).toBeGreaterThan(0);
    expect(sent?.headers).not.toHaveProperty('cookie');
  });

  test('that is refused is shown in its page, with the status of the refusal', async () => {
    const answer = await openHost().post('/items/1/cart', { answer: 'refused', count: '99' });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('<form>99 is too many</form></jb-fragment>');
    expect(html).toContain('<b>1 in any</b>');
  });

  test.each<[string, number]>([
    ['gone', 404],
    ['broken', 503],
  ])('whose owner answers that it is %s shows a page with %i', async (answer, status) => {
    const response = await openHost().post('/items/1/cart', { answer });
    expect([response.status, (await response.text()).includes('<p>sorry</p>')]).toEqual([status, true]);
  });

  const none = {
    status: 422,
    headers: { 'x-jogakbo-fragment': 'shop/form', 'content-location': 'http://[' },
  };
  test.each<[string, () => Promise<Response>, number]>([
    ['refuses without a fragment', async () => new Response('<script>', { status: 400 }), 400],
    ['throws at once', () => toError(), 503],
    ['rejects', async () => toError(), 503],
    ['names a page without an address', async () => new Response('<b>1</b>', none), 422],
    [
      'names a page of another site',
      async () => new Response('', toAnswer(422, 'http://other/items/1')),
      422,
    ],
    ['has no content, and a fragment', async () => new Response(null, toAnswer(204, '/items/1')), 503],
    ['is cut off', async () => new Response(toCutOff(), toAnswer(422, '/items/1')), 503],
    ['is a redirect to a script', async () => new Response(null, toAnswer(303, '/', 'javascript:1')), 503],
  ])('whose answer %s ends with a response', async (_, fetch, status) => {
    const { post } = openHost({}, { endpointOf: () => ({ fetch }) });
    expect((await post('/items/1/cart', {})).status).toBe(status);
  });

  test('of another site is refused and reaches nobody', async () => {
    const { post } = openHost();
    const before = asked.length;
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'http://evil' }, { origin: 'null' }])
      expect((await post('/items/1/cart', { answer: 'done' }, headers as never)).status).toBe(403);
    expect(asked.slice(before).filter(({ method }) => method === 'POST')).toEqual([]);
    const own = { origin: 'http://host', 'sec-fetch-site': 'same-origin' };
    expect((await post('/items/1/cart', { answer: 'done' }, own)).status).toBe(303);
  });

  test('that is too long is refused, and so is one without an owner', async () => {
    const { post, fetch } = openHost({}, { bodyLimit: 100 });
    expect((await post('/items/1/cart', { long: 'x'.repeat(100) })).status).toBe(413);
    const stream = new Response('x'.repeat(101)).body as ReadableStream;
    expect((await fetch('/items/1/cart', { method: 'POST', body: stream })).status).toBe(413);
    expect((await post('/nobody', {})).status).toBe(404);
    expect((await post('/nothing', {})).status).toBe(404);
  });

  test('gets 503 while no place is free, and gives its place back', async () => {
    const { composer, post } = openHost({}, { pageLimit: 1 });
    const leave = composer.admit();
    expect((await post('/items/1/cart', { answer: 'done' })).status).toBe(503);
    leave?.();
    for (let tries = 0; tries < 3; tries++)
      expect((await post('/items/1/cart', { answer: 'done' })).status).toBe(303);
  });

  test('whose page is opened by GET leads to the page that shows it', async () => {
    const answer = await openHost().fetch('/items/7/cart');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/items/7#form']);
  });
});

describe('the hooks of a host', () => {
  test('describe the visit, choose the options, answer before, and finish after', async () => {
    const { fetch } = openHost({
      visitOf: ({ request }) => ({ language: request.headers.get('x-lang') ?? 'ko' }),
      optionsOf: (_, status) => ({ headers: { 'x-status': String(status) } }),
      before: ({ path }) => (path === '/items/shut' ? new Response('shut', { status: 402 }) : undefined),
      after: ({ path }, response) => {
        response.headers.set('x-after', path);
        return undefined;
      },
    });
    const page = await fetch('/items/1', { headers: { 'x-lang': 'fr' } });
    expect(await page.text()).toContain('<html lang="fr">');
    expect([page.headers.get('x-status'), page.headers.get('x-after')]).toEqual(['undefined', '/items/1']);
    expect((await fetch('/nothing')).headers.get('x-status')).toBe('404');
    expect((await fetch('/items/shut')).status).toBe(402);
  });

  test('may answer a form themselves, and every refusal', async () => {
    const { post, fetch } = openHost({
      headersOf: ({ request }) =>
        request.headers.has('x-stop') ? new Response(null, { status: 401 }) : { 'x-jogakbo-identity': 'id' },
      refuse: (_, status, reason) => new Response(reason ?? 'none', { status }),
    });
    expect((await post('/items/1/cart', {}, { 'x-stop': '1' })).status).toBe(401);
    const broken = await post('/items/1/cart', { answer: 'broken' });
    expect([broken.status, await broken.text()]).toEqual([503, 'no-answer']);
    expect(asked.at(-1)?.headers['x-jogakbo-identity']).toBe('id');
    expect(await (await fetch('/', { method: 'PUT' })).text()).toBe('none');
  });

  test('may show another page, before a page and instead of a refusal', async () => {
    const greet = definePage({
      layout: '<slot name="who"></slot>',
      head: { markup: () => '' },
      slots: { who: { markup: ({ params }) => `<p>${params.item} ${params.who}</p>` } },
    });
    const { fetch, post } = openHost({
      before: ({ show }) => show(greet, 401, { who: 'guest' }),
      refuse: async ({ show, body }, status) => show(greet, status, { who: String((await body())?.length) }),
    });
    const page = await fetch('/items/1');
    expect([page.status, (await page.text()).includes('<p>1 guest</p>')]).toEqual([401, true]);
    const form = await post('/items/1/cart', { answer: 'broken' });
    expect([form.status, (await form.text()).includes('<p>1 13</p>')]).toEqual([503, true]);
  });

  test('get the context of the runtime, which keeps work alive', async () => {
    const works: Promise<unknown>[] = [];
    await openHost().fetch('/items/1', {}, { waitUntil: (work) => void works.push(work) });
    expect(works.length).toBeGreaterThan(0);
  });
});
