import { afterAll, describe, expect, test } from 'bun:test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpEndpoint } from './http-endpoint.ts';
import { createComposer, definePage } from './index.ts';
import { frame, message } from './test-frame.helper.ts';

const asked: { url: string; headers: string[] }[] = [];
const manifest = {
  ...{ slice: 'shop', version: '1', remote: null, stylesheet: { content: '', hash: 'sha256-' } },
  fragments: { a: { params: ['id'], personal: false, island: false, refreshOn: [] } },
};
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  async fetch(request) {
    asked.push({ url: request.url, headers: [...request.headers.keys()] });
    const { pathname } = new URL(request.url);
    if (pathname === '/app/fragments.json') return Response.json(manifest);
    if (pathname === '/app/moved') return Response.redirect('/app/fragments.json');
    if (pathname === '/app/long') return new Response('x'.repeat(2_000));
    if (pathname === '/app/assets/long.png')
      return new Response('x'.repeat(2_000), { headers: { 'set-cookie': 'a=1', etag: '"1"' } });
    if (pathname === '/app/echo') return new Response(request.method + (await request.text()));
    if (pathname !== '/app/fragments/a') return new Response(null, { status: 404 });
    return new Response(Bun.gzipSync(Buffer.from('<b>조각</b>')), {
      headers: { 'content-type': 'text/html', 'content-encoding': 'gzip', 'x-jogakbo-version': '1' },
    });
  },
});
afterAll(() => server.stop(true));
const base = `http://127.0.0.1:${server.port}/app`;

test('a page is composed from a fragment of a server at an address, whose body is compressed', async () => {
  const shop = httpEndpoint(`${base}/`);
  const composer = createComposer({
    ...{ endpointOf: () => shop, frame, notFound: message, unavailable: message },
  });
  const page = definePage({
    layout: '<slot name="a"></slot>',
    head: { markup: () => '<title>page</title>' },
    slots: { a: { fragment: 'shop/a', primary: true } },
  });
  const visit = { url: 'http://shop/', params: { id: '1' }, language: 'ko', headers: {}, waitUntil() {} };
  const response = await composer.compose(page, visit);
  expect(await response.text()).toContain('<b>조각</b></jb-fragment>');
  expect(asked.at(-1)?.url).toBe(`${base}/fragments/a?id=1`);
});

test('the server gets the headers of the protocol and those that are allowed, and no others', async () => {
  const headers = {
    ...{ 'accept-language': 'ko', traceparent: 't', 'x-jogakbo-deadline': '9', 'x-theme': 'dark' },
    ...{ cookie: 'a=1', authorization: 'secret', 'x-other': '1' },
  };
  await httpEndpoint(base, { headers: ['x-theme'] }).fetch('http://fragment/none', { headers });
  const got = asked.at(-1)?.headers;
  expect(got).toEqual(
    expect.arrayContaining(['accept-language', 'traceparent', 'x-jogakbo-deadline', 'x-theme']),
  );
  for (const name of ['cookie', 'authorization', 'x-other']) expect(got).not.toContain(name);
});

test('a redirect is not followed, and a body over the limit fails', async () => {
  const endpoint = httpEndpoint(base, { limit: 1_000 });
  const moved = await endpoint.fetch(new Request('http://fragment/moved'));
  expect([moved.status, moved.headers.get('location')]).toEqual([302, '/app/fragments.json']);
  const long = await endpoint.fetch('http://fragment/long');
  await expect(long.text()).rejects.toThrow('the body is longer than 1000 bytes');
});

test.each([204, 404])(
  'an answer without a length, with status %d, is passed on as the client gave it',
  async (status) => {
    const answer = {
      status,
      headers: new Headers(),
      body: { cancel: async () => {} },
    } as unknown as Response;
    const endpoint = httpEndpoint(base, { fetch: async () => answer });
    const init = { headers: {}, answerOnly: true } as RequestInit;
    expect(await endpoint.fetch('http://fragment/fragments/a', init)).toBe(answer);
  },
);

test('a file may be longer than the limit, and sets no cookie', async () => {
  const file = await httpEndpoint(base, { limit: 1_000 }).fetch('http://fragment/assets/long.png');
  expect((await file.text()).length).toBe(2_000);
  expect([file.headers.get('set-cookie'), file.headers.get('etag')]).toEqual([null, '"1"']);
});

test('the method and the body are passed on, also those of a Request', async () => {
  const endpoint = httpEndpoint(base);
  const init = { method: 'POST', body: 'a=1' };
  expect(await (await endpoint.fetch('http://fragment/echo', init)).text()).toBe('POSTa=1');
  expect(await (await endpoint.fetch(new Request('http://fragment/echo', init))).text()).toBe('POSTa=1');
});

test('calls one after the other share a connection', async () => {
  const connections: unknown[] = [];
  const counted = createServer((_, response) => response.end('<b>1</b>'));
  counted.on('connection', (connection) => connections.push(connection));
  await new Promise<void>((resolve) => counted.listen(0, '127.0.0.1', resolve));
  const endpoint = httpEndpoint(`http://127.0.0.1:${(counted.address() as AddressInfo).port}`);
  for (let calls = 0; calls < 5; calls++) await (await endpoint.fetch('http://fragment/fragments/a')).text();
  expect(connections.length).toBeLessThan(5);
  counted.close();
});

describe('an address is refused', () => {
  test.each(['pricing.example', 'ftp://a.example', 'https://u:p@a.example', 'https://a.example?b', ''])(
    'such as %p',
    (address) => expect(() => httpEndpoint(address)).toThrow(`httpEndpoint: "${address}" is not a plain`),
  );
});
