import { expect, test } from 'bun:test';
import counter, { type Count } from './worker.ts';

const tell = (what: string, about: Record<string, string> = {}, LIMIT = 0) =>
  counter.fetch(new Request(`http://counter/${what}?${new URLSearchParams(about)}`), { LIMIT }) as Response;
const begin = (id: string) => tell('begin', { id, path: `/${id}` });
const call = (id: string, kind: string, depth = 1, limit = 0) =>
  tell('call', { id, kind, depth: String(depth) }, limit);
const counts = async (): Promise<Count[]> => (await tell('')).json();

test('a request counts its workers, its calls to stores, and its longest chain', async () => {
  begin('a');
  call('a', 'invocations', 2);
  call('a', 'invocations', 3);
  call('a', 'd1', 3);
  tell('rows', { id: 'a', by: '24' });
  tell('rows', { id: 'a', by: '1' });
  call('a', 'redis', 2);
  tell('end', { id: 'a', status: '200' });
  expect((await counts())[0]).toEqual({
    ...{ path: '/a', status: 200, invocations: 3, d1: 1, rows: 25, kv: 0, redis: 1 },
    ...{ connections: 0, depth: 3, refused: 0 },
  });
});

test('calls beyond the limit of invocations are refused, and calls to stores are not', async () => {
  begin('b');
  const statuses = [1, 2, 3, 4].map(() => call('b', 'invocations', 2, 3).status);
  expect(statuses).toEqual([204, 204, 429, 429]);
  expect(call('b', 'd1', 2, 3).status).toBe(204);
  expect((await counts())[0]).toMatchObject({ invocations: 3, refused: 2, d1: 1 });
});

test('the most connections are counted that were open at once', async () => {
  begin('c');
  for (const by of ['1', '1', '-1', '1', '-1', '-1']) tell('open', { id: 'c', by });
  expect((await counts())[0]).toMatchObject({ connections: 2 });
});

test('the last 200 requests are listed, newest first', async () => {
  for (let each = 0; each < 250; each++) begin(`n${each}`);
  const paths = (await counts()).map(({ path }) => path);
  expect([paths.length, paths[0], paths.at(-1)]).toEqual([200, '/n249', '/n50']);
});

test('a call of a request that is no longer listed is allowed', () => {
  expect(call('unknown', 'invocations', 2, 1).status).toBe(204);
});
