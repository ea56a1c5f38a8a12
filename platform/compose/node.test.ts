import { afterAll, expect, test } from 'bun:test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from './node.ts';

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
