import { afterAll, describe, expect, test } from 'bun:test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHost } from './create-host.ts';
import { toNodeListener } from './node.ts';
import { definePage } from './page.ts';
import { frame, message } from './test-frame.helper.ts';

const errors: unknown[] = [];
const arrived = Promise.withResolvers<void>();
const left = Promise.withResolvers<string>();
const server = createServer(
  toNodeListener(
    async (request) => {
      const { pathname, host, protocol } = new URL(request.url);
      if (pathname === '/throws') throw new Error('broken');
      if (pathname === '/slow') {
        arrived.resolve();
        request.signal.addEventListener('abort', () => left.resolve(pathname));
        return new Promise<Response>(() => {});
      }
      const text = await request.text();
      const headers = new Headers({ 'x-said': `${request.method} ${protocol}//${host}${pathname} ${text}` });
      headers.append('set-cookie', 'a=1');
      headers.append('set-cookie', 'b=2');
      return new Response(request.method === 'HEAD' ? null : 'x'.repeat(300_000), { status: 422, headers });
    },
    { origin: 'https://shop.example', onError: (error) => void errors.push(error) },
  ),
);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => server.close());
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

test('a listener for Node passes method, address and body on, and status, cookies and body back', async () => {
  const answer = await fetch(`${base}/form?a`, { method: 'POST', body: 'count=1' });
  expect([answer.status, answer.headers.get('x-said')]).toEqual([
    422,
    'POST https://shop.example/form count=1',
  ]);
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect((await answer.text()).length).toBe(300_000);
  expect((await fetch(base, { method: 'HEAD' })).headers.get('x-said')).toBe('HEAD https://shop.example/');
});

test('an error of the host is 500, and is reported', async () => {
  expect((await fetch(`${base}/throws`)).status).toBe(500);
  expect(errors).toEqual([new Error('broken')]);
});

test('the request ends when the client leaves', async () => {
  const abort = new AbortController();
  fetch(`${base}/slow`, { signal: abort.signal }).catch(() => {});
  await arrived.promise;
  abort.abort();
  expect(await left.promise).toBe('/slow');
});

describe('a page that is ready has a length and the same bytes as its Response', () => {
  const page = definePage({
    layout: '<slot name="a"></slot>',
    head: { markup: () => '<title>page</title>' },
    slots: { a: { markup: () => '<b>조각</b>' } },
  });
  test.each([
    ['without a hook', {}],
    [
      'with a hook that reads the response',
      { after: (_: unknown, { headers }: Response) => void headers.get('a') },
    ],
  ])('%s', async (_, hooks) => {
    const routes = { '/': page };
    const host = createHost({
      endpointOf: () => undefined,
      frame,
      notFound: message,
      unavailable: message,
      routes,
      hooks,
    });
    const served = createServer(toNodeListener(host.handle));
    await new Promise<void>((resolve) => served.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(served.address() as AddressInfo).port}/`;
    const [sent, own] = await Promise.all([fetch(address), host.handle(new Request(address))]);
    expect(await sent.text()).toBe(await own.text());
    for (const name of ['content-type', 'content-security-policy', 'cache-control'])
      expect(sent.headers.get(name)).toBe(own.headers.get(name));
    if (!('after' in hooks)) expect(Number(sent.headers.get('content-length'))).toBeGreaterThan(100);
    expect((await fetch(address, { method: 'HEAD' })).status).toBe(200);
    served.close();
  });
});
