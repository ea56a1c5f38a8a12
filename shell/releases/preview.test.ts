import { afterEach, beforeEach, expect, setSystemTime, test } from 'bun:test';
import { versionsHeader } from '@jogakbo/contracts/release-map';
import { createKeys } from '@jogakbo/edge/create-keys';
import { sealPreview } from '@jogakbo/edge/seal-preview';
import { createTestShell, readSetCookie } from '../create-test-shell.helper.ts';

const id = '00000000-0000-4000-8000-000000000009';
const start = Date.parse('2026-11-26T00:00:00Z');
const workers = { 'jogakbo-menu': { id, build: '0123456789' } };
const previewed = `jogakbo-menu="${id}"`;
beforeEach(() => setSystemTime(start));
afterEach(() => setSystemTime());

/** A shell without any release, and a link to a preview of an hour. */
async function createPreviewing() {
  const shell = await createTestShell({ RELEASES: { get: async () => null } as unknown as string });
  const token = await sealPreview({ slice: 'menu', workers }, shell.ownKey, start + 3_600_000);
  const opened = await shell.fetch(`/preview?token=${token}`);
  const cookie = `__Host-preview=${readSetCookie(opened, '__Host-preview')}`;
  const wanted = () => [
    ...new Set(shell.asked.splice(0).map(({ request }) => request.headers.get(versionsHeader))),
  ];
  wanted();
  return { shell, token, opened, cookie, wanted };
}

test('a link opens the shop with its version on pages, fragments, APIs, forms and files', async () => {
  const { shell, opened, cookie, wanted } = await createPreviewing();
  expect([opened.status, opened.headers.get('location')]).toEqual([303, '/']);
  expect(opened.headers.getSetCookie()[0]).toContain('Max-Age=3600; HttpOnly; SameSite=Lax; Secure');
  const headers = { cookie };
  for (const path of ['/', '/_fragments/menu/strip', '/api/menu/x', '/assets/menu/0123456789/a.js']) {
    await (await shell.fetch(path, { headers })).text();
    expect([path, ...wanted()]).toEqual([path, previewed]);
  }
  await shell.post('/cart/items?page-version=test', { productId: '1' }, headers);
  expect(wanted()).toEqual([previewed]);
  await (await shell.fetch('/')).text();
  expect(wanted()).toEqual([null]);
});

test('what a preview shows is in no cache, and search engines do not list it', async () => {
  const { shell, cookie } = await createPreviewing();
  shell.state.answer = ({ request }) =>
    new URL(request.url).pathname === '/fragments/strip'
      ? new Response(`<p>strip ${request.headers.get(versionsHeader) ?? 'of visitors'}</p>`, {
          headers: { 'content-type': 'text/html', 'cache-control': 'public, max-age=60' },
        })
      : undefined;
  const look = async (path: string, headers = {}) => (await shell.fetch(path, { headers })).text();
  expect(await look('/')).toContain('strip of visitors');
  const count = () => shell.asked.filter(({ request }) => request.url.includes('/fragments/strip')).length;
  const before = count();
  for (let times = 1; times <= 2; times++) {
    const answer = await shell.fetch('/', { headers: { cookie } });
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    const page = await answer.text();
    expect(page).toContain(`strip ${previewed}`);
    expect(page).toContain('<meta name="robots" content="noindex">');
    expect(page).not.toContain('rel="canonical"');
    // Each page asks the slice, as no copy is kept.
    expect(count()).toBe(before + times);
  }
  const alone = await shell.fetch('/_fragments/menu/strip', { headers: { cookie } });
  expect(alone.headers.get('cache-control')).toBe('private, no-store');
  expect(await look('/')).toContain('strip of visitors');
  expect(await look('/robots.txt')).toContain('Disallow: /preview');
});

test('a bar names the version, and leads back to the same page of the shop', async () => {
  const { shell, cookie } = await createPreviewing();
  const page = await (await shell.fetch('/search?q=a&lang=en', { headers: { cookie } })).text();
  expect(page).toContain('Preview of menu 0123456789, until 11/26, 10:00.');
  const korean = await (await shell.fetch('/', { headers: { cookie } })).text();
  expect(korean).toContain('미리보기: menu 0123456789. 11. 26. 10:00까지 볼 수 있어요.');
  expect(korean).toContain('>미리보기 끝내기</button>');
  const [, action = ''] = page.match(/action="(\/preview\/leave[^"]*)"/) ?? [];
  const left = await shell.post(action, {}, { cookie });
  expect([left.status, left.headers.get('location')]).toEqual([303, '/search?q=a&lang=en']);
  expect(readSetCookie(left, '__Host-preview')).toBe('');
  expect(left.headers.getSetCookie()[0]).toContain('Max-Age=0');
  expect(await (await shell.fetch('/')).text()).not.toContain('shell-preview');
});

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/a%0ab', ''])(
  'the way back from a preview stays in the shop: %s',
  async (next) => {
    const { shell } = await createPreviewing();
    const left = await shell.post(`/preview/leave?next=${next}`, {});
    expect(left.headers.get('location')).toBe('/');
  },
);

test('a preview ends, and a link that the shell did not sign opens none', async () => {
  const { shell, token, cookie, wanted } = await createPreviewing();
  const foreign = (await createKeys(['shell'], 'test')).own.shell as string;
  const forged = await sealPreview({ slice: 'menu', workers }, foreign, start + 3_600_000);
  for (const text of [forged, `${token.slice(0, -4)}AAAA`, 'x', '']) {
    const refused = await shell.fetch(`/preview?token=${text}`);
    expect([refused.status, refused.headers.getSetCookie()]).toEqual([403, []]);
    expect(await refused.text()).toContain('이 미리보기 링크는 쓸 수 없어요');
    wanted();
    await (await shell.fetch('/', { headers: { cookie: `__Host-preview=${text}` } })).text();
    expect(wanted()).toEqual([null]);
  }
  setSystemTime(start + 3_600_000);
  expect((await shell.fetch(`/preview?token=${token}`)).status).toBe(403);
  wanted();
  await (await shell.fetch('/', { headers: { cookie } })).text();
  expect(wanted()).toEqual([null]);
});
