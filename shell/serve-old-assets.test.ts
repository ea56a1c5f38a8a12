import { afterEach, beforeEach, expect, test } from 'bun:test';
import { createBucket } from '../tests/create-bucket.helper.ts';
import { createTestShell } from './create-test-shell.helper.ts';

const path = '/assets/cart/0123456789/lines.js';
const { error } = console;
let errors: string[] = [];
beforeEach(() => {
  errors = [];
  console.error = (line) => void errors.push(String(line));
});
afterEach(() => {
  console.error = error;
});

/** A shell whose slices and own assets have no files, and whose bucket has one. */
async function createOld(bucket: object = createBucket(), status = 404) {
  const shell = await createTestShell({ OLD_ASSETS: bucket as unknown as string });
  shell.state.answer = ({ request }) =>
    new URL(request.url).pathname.startsWith('/assets/') ? new Response('gone', { status }) : undefined;
  return shell;
}
async function createFull() {
  const bucket = createBucket();
  const bytes = new TextEncoder().encode('export {};').buffer;
  for (const key of [path, '/assets/shell/0123456789/host.js'])
    await bucket.put(key.slice(1), bytes, { httpMetadata: { contentType: 'text/javascript' } });
  return bucket;
}

test.each([path, '/assets/shell/0123456789/host.js', '/assets/cart/0123456789/lines.js?x=1'])(
  'the file %s of an old version comes from the bucket, and never changes',
  async (address) => {
    const answer = await (await createOld(await createFull())).fetch(address);
    expect([answer.status, await answer.text()]).toEqual([200, 'export {};']);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-type')).toBe('text/javascript');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  },
);

test('a browser that has the file gets no body, and HEAD gets none', async () => {
  const shell = await createOld(await createFull());
  const etag = (await shell.fetch(path)).headers.get('etag') ?? '';
  const again = await shell.fetch(path, { headers: { 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const head = await shell.fetch(path, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('a face that cannot answer is replaced by the bucket, and a file that it has is not', async () => {
  expect((await (await createOld(await createFull(), 503)).fetch(path)).status).toBe(200);
  const shell = await createOld(await createFull(), 200);
  expect(await (await shell.fetch(path)).text()).toBe('gone');
});

test.each(['/assets/cart/0123456789/none.js', '/assets/cart/v1/lines.js', '/assets/nobody/0123456789/x.js'])(
  'a file that was never stored is missing: %s',
  async (address) => {
    expect((await (await createOld(await createFull())).fetch(address)).status).toBe(404);
  },
);

test('a bucket that is away changes nothing, and the log says so', async () => {
  const away = { get: () => Promise.reject(new Error('R2 is away')) };
  expect((await (await createOld(away)).fetch(path)).status).toBe(404);
  expect(errors.join()).toContain('R2 is away');
});
