import { afterAll, expect, test } from 'bun:test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nodeFetch } from './node-fetch.ts';

const sockets = new Set<unknown>();
const server = createServer(async (request, response) => {
  sockets.add(request.socket);
  if (request.url === '/hang') return;
  if (request.url === '/moved') return void response.writeHead(302, { location: '/other' }).end();
  if (request.url === '/empty') return void response.writeHead(204).end();
  if (request.url === '/stream') {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.write('one ');
    return void setTimeout(() => response.end('two'), 5);
  }
  let body = '';
  for await (const chunk of request) body += chunk;
  const text = `${request.method} ${request.headers['x-said']} ${body}`;
  response.setHeader('content-length', Buffer.byteLength(text));
  response.setHeader('set-cookie', ['a=1', 'b=2']);
  response.end(text);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => server.close());
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

test('passes method, headers and body on, and status, headers and body back', async () => {
  const answer = await nodeFetch(`${base}/form`, {
    method: 'POST',
    headers: { 'x-said': '안녕'.length.toString() },
    body: '수량=1',
  });
  expect([answer.status, await answer.text()]).toEqual([200, 'POST 2 수량=1']);
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

test.each([
  ['/moved', 302, ''],
  ['/empty', 204, ''],
  ['/stream', 200, 'one two'],
])('gives back the answer of %s as it is', async (path, status, text) => {
  const answer = await nodeFetch(base + path);
  expect([answer.status, await answer.text()]).toEqual([status, text]);
});

test('calls one after the other share a connection', async () => {
  sockets.clear();
  for (let calls = 0; calls < 5; calls++) await (await nodeFetch(`${base}/again`)).text();
  expect(sockets.size).toBeLessThan(5);
});

test('a call for an answer only is an ordinary one where Node has no dispatcher', async () => {
  // Bun has none, but other tests of this process may load the package undici, which sets one.
  const shared = globalThis as { [name: symbol]: unknown };
  const name = Symbol.for('undici.globalDispatcher.1');
  const dispatcher = shared[name];
  shared[name] = undefined;
  try {
    const answer = await nodeFetch(`${base}/echo`, { headers: { 'x-said': '2' }, answerOnly: true });
    expect(await answer.text()).toBe('GET 2 ');
  } finally {
    shared[name] = dispatcher;
  }
});

test('ends when its signal does', async () => {
  const signal = AbortSignal.timeout(20);
  await expect(nodeFetch(`${base}/hang`, { signal })).rejects.toThrow();
});

test('fails if nothing answers at the address', async () => {
  await expect(nodeFetch('http://127.0.0.1:1/')).rejects.toThrow();
});
