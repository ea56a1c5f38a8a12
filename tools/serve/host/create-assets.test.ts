import { afterAll, expect, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAssets } from './create-assets.ts';

const folder = mkdtempSync(join(tmpdir(), 'jogakbo-assets-'));
afterAll(() => rmSync(folder, { recursive: true }));
await Bun.write(`${folder}/assets/assets/cart/1/remote.js`, 'export {}');
await Bun.write(`${folder}/secret.txt`, 'secret');
const assets = createAssets(`${folder}/assets`);
const ask = (path: string, init?: RequestInit) => assets.fetch(new Request(`http://worker${path}`, init));

test('a file is sent with its type, and with 304 to a caller that has it', async () => {
  const answer = await ask('/assets/cart/1/remote.js');
  expect([answer.status, await answer.text()]).toEqual([200, 'export {}']);
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  const etag = answer.headers.get('etag') as string;
  const again = await ask('/assets/cart/1/remote.js', { headers: { 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('HEAD has no body', async () => {
  const answer = await ask('/assets/cart/1/remote.js', { method: 'HEAD' });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
});

test.each(['/../secret.txt', '/..%2fsecret.txt', '/assets/cart/1/', '/', '/assets/cart/2/remote.js'])(
  '%s is 404',
  async (path) => {
    expect((await ask(path)).status).toBe(404);
  },
);
