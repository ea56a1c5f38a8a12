import { expect, setSystemTime, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { sealPreview } from '@jogakbo/edge/seal-preview';
import { createTestShell, readSetCookie } from './create-test-shell.helper.ts';

const path = '/_services/product/products?ids=1,2';

test('a visitor cannot read services, and learns that they are closed', async () => {
  const shell = await createTestShell();
  expect(await (await shell.fetch('/_services')).json()).toEqual({ protocol: 1, open: false });
  const answer = await shell.fetch(path);
  expect([answer.status, ((await answer.json()) as { reason: string }).reason]).toEqual([403, 'closed']);
  expect(shell.asked).toEqual([]);
});

test('a shop in development is open on this machine only', async () => {
  const shell = await createTestShell({ DEV: 'faults', PLAIN_HTTP: '1' });
  expect(await (await shell.fetch('http://localhost/_services')).json()).toMatchObject({ open: true });
  expect((await shell.fetch('http://evil.example/_services/product/products')).status).toBe(403);
});

test('the holder of a preview reads a service without any identity', async () => {
  const start = Date.parse('2026-11-26T00:00:00Z');
  setSystemTime(start);
  const shell = await createTestShell({ RELEASES: { get: async () => null } as unknown as string });
  const workers = { 'jogakbo-menu': { id: '00000000-0000-4000-8000-000000000009', build: '0123456789' } };
  const token = await sealPreview({ slice: 'menu', workers }, shell.ownKey, start + 3_600_000);
  const opened = await shell.fetch(`/preview?token=${token}`);
  const cookie = `__Host-preview=${readSetCookie(opened, '__Host-preview')}; __Host-session=${'s'.repeat(30)}`;
  shell.state.sessions = 'm1';
  shell.asked.length = 0;
  const answer = await shell.fetch(path, { headers: { cookie, [headers.identity]: 'forged' } });
  setSystemTime();
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
  const [{ binding, request } = {}] = shell.asked.filter((asked) => asked.binding !== 'SESSIONS');
  expect([binding, request && new URL(request.url).pathname + new URL(request.url).search]).toEqual([
    'PRODUCT_BFF',
    '/_services/products?ids=1,2',
  ]);
  expect(request?.headers.get(headers.development)).toBe('1');
  expect(request?.headers.has(headers.identity)).toBe(false);
});

test.each(['member', 'nothing', 'SHELL'])('the service of %s cannot be read', async (slice) => {
  const shell = await createTestShell({ DEV: 'faults', PLAIN_HTTP: '1' });
  expect((await shell.fetch(`http://localhost/_services/${slice}/me`)).status).toBe(404);
});
