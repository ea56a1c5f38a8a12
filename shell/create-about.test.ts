import { expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { sealPreview } from '@jogakbo/edge/seal-preview';
import { createTestShell } from './create-test-shell.helper.ts';

const aboutOf = (page: string, fragment: string) =>
  page.match(new RegExp(`data-fragment="${fragment}"[^>]* data-about="([^"]*)"`))?.[1];

test('?boundaries=1 describes each fragment, also one that is a copy and one that has failed', async () => {
  const shell = await createTestShell();
  shell.state.answer = ({ request }) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/fragments/box') return new Response(null, { status: 500 });
    if (pathname !== '/fragments/strip') return undefined;
    const kept = { 'content-type': 'text/html', 'cache-control': 'public, max-age=60' };
    return new Response('<p>strip</p>', { headers: { ...kept, [headers.version]: 'test' } });
  };
  const look = async (path: string) => (await shell.fetch(path)).text();
  expect(await look('/')).not.toContain('data-about');
  const page = await look('/?boundaries=1');
  expect(aboutOf(page, 'menu/strip')).toMatch(/^test · stable · \d+ ms · cache · breaker closed$/);
  expect(aboutOf(page, 'category/menu')).toMatch(/^test · stable · \d+ ms · fresh · breaker closed$/);
  for (let times = 0; times < 5; times++) await look('/');
  expect(aboutOf(await look('/?boundaries=1'), 'search/box')).toMatch(/ms · fallback · breaker open$/);
  expect(await look('/')).not.toContain('data-about');
});

test('?boundaries=1 says which slice is a preview', async () => {
  const shell = await createTestShell({ RELEASES: { get: async () => null } as unknown as string });
  const workers = { 'jogakbo-menu': { id: '00000000-0000-4000-8000-000000000009', build: 'test' } };
  const token = await sealPreview({ slice: 'menu', workers }, shell.ownKey, Date.now() + 60_000);
  const init = { headers: { cookie: `__Host-preview=${token}` } };
  const page = await (await shell.fetch('/?boundaries=1', init)).text();
  expect(aboutOf(page, 'menu/strip')).toMatch(/^test · preview · \d+ ms · fresh · breaker closed$/);
  expect(aboutOf(page, 'category/menu')).toContain(' · stable · ');
});
