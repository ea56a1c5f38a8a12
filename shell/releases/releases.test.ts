import { afterEach, beforeEach, expect, setSystemTime, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { type ReleaseMap, versionsHeader } from '@jogakbo/contracts/release-map';
import { sealReleaseMap } from '@jogakbo/edge/seal-release-map';
import { createTestShell, readSetCookie } from '../create-test-shell.helper.ts';

const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;
const start = Date.parse('2026-11-26T00:00:00Z');
const { error } = console;
let errors: string[] = [];
beforeEach(() => {
  setSystemTime(start);
  errors = [];
  console.error = (line) => void errors.push(String(line));
});
afterEach(() => {
  setSystemTime();
  console.error = error;
});

/** A shell that reads its release map from `kept.map`. */
async function createReleasing(settings: Record<string, string> = {}) {
  const kept: { map: string | null; reads: number } = { map: null, reads: 0 };
  const store = {
    async get() {
      kept.reads += 1;
      return kept.map;
    },
  };
  const shell = await createTestShell({ ...settings, RELEASES: store as unknown as string });
  const release = async (percent: number, { number = 1, build = 'test' } = {}) => {
    const about = { since: new Date(start).toISOString(), by: 'mina', why: 'test' };
    const map: ReleaseMap = {
      number,
      slices: {
        menu: {
          ...{ ...about, stable: { 'jogakbo-menu': { id: id(1), build: 'test' } } },
          canary: { percent, workers: { 'jogakbo-menu': { id: id(2), build } } },
        },
      },
    };
    kept.map = await sealReleaseMap(map, shell.ownKey);
  };
  /** The versions that the calls since the last look asked for. */
  const wanted = () => [
    ...new Set(shell.asked.splice(0).map(({ request }) => request.headers.get(versionsHeader))),
  ];
  return { kept, shell, release, wanted };
}
const stable = `jogakbo-menu="${id(1)}"`;
const canary = `jogakbo-menu="${id(2)}"`;

test('every call of a page asks for the visitor’s versions, and a first visit gets a number', async () => {
  const { shell, release, wanted } = await createReleasing();
  await release(100);
  const page = await shell.fetch('/');
  expect(wanted()).toEqual([canary]);
  const arm = readSetCookie(page, '__Host-arm');
  expect(arm).toMatch(/^[0-9a-f]{4}$/);
  const again = await shell.fetch('/search?q=x', { headers: { cookie: `__Host-arm=${arm}` } });
  expect(wanted()).toEqual([canary]);
  expect(readSetCookie(again, '__Host-arm')).toBeUndefined();
});

test('forms and API calls ask for the same versions', async () => {
  const { shell, release, wanted } = await createReleasing();
  await release(100);
  await shell.post('/cart/items', { productId: '1', itemId: '2', quantity: '1' });
  expect(wanted()).toEqual([canary]);
  await shell.fetch('/api/menu/strip');
  expect(wanted()).toEqual([canary]);
});

test('what an open page fetches comes from the version that the page has', async () => {
  const { shell, release, wanted } = await createReleasing();
  await release(0, { build: '0123456789' });
  shell.state.answer = ({ request }) => {
    if (!new URL(request.url).pathname.startsWith('/fragments/')) return undefined;
    const version = request.headers.get(versionsHeader) === canary ? '0123456789' : 'test';
    return new Response('<p></p>', { headers: { 'content-type': 'text/html', [headers.version]: version } });
  };
  const ofPage = (build: string) => ({ headers: { 'page-version': build } });
  await shell.fetch('/_fragments/menu/strip', ofPage('0123456789'));
  expect(wanted()).toEqual([canary]);
  await shell.fetch('/api/menu/strip', ofPage('0123456789'));
  expect(wanted()).toEqual([canary]);
  await shell.fetch('/_fragments/menu/strip', ofPage('test'));
  expect(wanted()).toEqual([stable]);
  await shell.fetch('/api/menu/strip', ofPage('gone'));
  expect(wanted()).toEqual([stable]);
});

test('a form is passed to the version that made it, and its input is kept when that version is gone', async () => {
  const { shell, release, wanted } = await createReleasing();
  await release(0, { build: '0123456789' });
  shell.state.answer = ({ request }) => {
    const { pathname } = new URL(request.url);
    if (pathname !== '/fragments/strip') return undefined;
    const form = '<form method="post" action="/cart/items"></form>';
    const version = request.headers.get(versionsHeader) === canary ? '0123456789' : 'test';
    return new Response(form, { headers: { 'content-type': 'text/html', [headers.version]: version } });
  };
  const page = await (await shell.fetch('/')).text();
  expect(page).toContain('action="/cart/items?page-version=test&amp;lang=ko"');
  wanted();
  const fields = { productId: '1', itemId: '2', quantity: '3' };
  const post = async (build: string) => {
    await shell.post(`/cart/items?page-version=${build}&lang=ko`, fields);
    const { request } = shell.asked.find(({ request: { method } }) => method === 'POST') ?? {};
    expect(await request?.text()).toBe(new URLSearchParams(fields).toString());
    return wanted();
  };
  expect(await post('0123456789')).toEqual([canary]);
  expect(await post('test')).toEqual([stable]);
  await release(100, { number: 2, build: '0123456789' });
  setSystemTime(start + 6_000);
  expect(await post('test')).toEqual([stable]);
  expect(await post('gone')).toEqual([canary]);
});

test('a page that is opened follows the cookie, whatever its address says', async () => {
  const { shell, release, wanted } = await createReleasing();
  await release(0, { build: '0123456789' });
  await shell.fetch('/search?q=x&page-version=0123456789');
  expect(wanted()).toEqual([stable]);
});

test('a file is asked for at the version that has it, whatever the visitor gets', async () => {
  const { shell, release, wanted } = await createReleasing();
  await release(0, { build: '0123456789' });
  await shell.fetch('/assets/menu/0123456789/a.js');
  expect(wanted()).toEqual([canary]);
});

test('headers that choose versions are dropped if they come from outside', async () => {
  const { shell, release, wanted } = await createReleasing();
  const outside = { headers: { [versionsHeader]: 'x="1"', 'cloudflare-workers-version-key': 'x' } };
  await shell.fetch('/', outside).then((page) => page.text());
  expect(wanted()).toEqual([null]);
  await release(0);
  setSystemTime(start + 6_000);
  await shell.fetch('/', outside);
  for (const { request } of shell.asked)
    expect(request.headers.has('cloudflare-workers-version-key')).toBe(false);
  expect(wanted()).toEqual([stable]);
});

test('a rollback takes effect within five seconds, and no copy of the canary is shown', async () => {
  const { shell, release } = await createReleasing();
  // Both arms have the same build of the face, as when a service is released.
  shell.state.answer = ({ request }) => {
    if (!new URL(request.url).pathname.startsWith('/fragments/strip')) return undefined;
    const arm = request.headers.get(versionsHeader) === canary ? 'canary' : 'stable';
    const kept = { 'cache-control': 'public, max-age=60', [headers.version]: 'test' };
    return new Response(`<p>strip ${arm}</p>`, { headers: { 'content-type': 'text/html', ...kept } });
  };
  await release(100);
  expect(await (await shell.fetch('/')).text()).toContain('strip canary');
  await release(0, { number: 2 });
  setSystemTime(start + 5_000);
  expect(await (await shell.fetch('/')).text()).toContain('strip stable');
});

test('an answer of another version is counted, the page is composed of it, and its visitors get the stable version', async () => {
  const { shell, release, wanted } = await createReleasing();
  await release(100, { build: '0123456789' });
  shell.state.answer = ({ request }) =>
    new URL(request.url).pathname === '/fragments/strip'
      ? new Response('<p>strip of test</p>', {
          headers: { 'content-type': 'text/html', [headers.version]: 'test' },
        })
      : undefined;
  const page = await shell.fetch('/');
  expect(page.status).toBe(200);
  expect(await page.text()).toMatch(
    /data-fragment="menu\/strip"[^>]* data-version="test"[^>]*><p>strip of test/,
  );
  expect(wanted()).toEqual([canary]);
  expect(errors.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ slice: 'menu', wanted: '0123456789', answered: 'test' }),
  );
  await shell.fetch('/').then((page) => page.text());
  expect(wanted()).toEqual([stable]);
});

test.each([
  ['there is no map', {}, null, 1],
  ['the map is signed by another key', {}, 'foreign', 1],
  ['the shell runs on a developer’s machine', { DEV: '1' }, 'own', 0],
])('nothing is asked for if %s', async (_, settings, map, reads) => {
  const { kept, shell, release, wanted } = await createReleasing(settings as Record<string, string>);
  if (map === 'own') await release(100);
  if (map === 'foreign') {
    const other = await createReleasing();
    await other.release(100);
    kept.map = other.kept.map;
  }
  const page = await shell.fetch('/');
  expect(wanted()).toEqual([null]);
  expect(kept.reads).toBe(reads);
  expect(readSetCookie(page, '__Host-arm')).toBeUndefined();
});
