import { afterAll, expect, test } from 'bun:test';
import { createFrame } from '../../platform/compose/browser-on-bun.ts';
import { startIslands } from '../../platform/compose/example/islands/main.ts';
import { createHost } from '../../platform/compose/host.ts';
import { definePage } from '../../platform/compose/index.ts';
import { openBrowser } from './open-browser.helper.ts';

const example = await startIslands();
const browser = await openBrowser(example.url);
const { page, complaints } = await browser.visit('/');
const loaded: string[] = [];
page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
const children: Bun.Subprocess[] = [];
afterAll(async () => {
  for (const child of children) child.kill();
  await browser.close();
  await example.stop();
});

/** The folder of the guide, whose servers are programs of their own. */
const firstHour = `${import.meta.dir}/../../platform/compose/example/first-hour`;

const frameworks = ['React', 'Vue', 'Svelte'];

test.each(frameworks)(
  'an island of %s counts the click that hydrated it, and keeps its nodes',
  async (name) => {
    const button = page.getByRole('button', { name });
    await button.evaluate((element) => Object.assign(window, { kept: element }));
    expect(await button.textContent()).toBe(`${name} 1`);
    loaded.length = 0;
    // A click without a pointer: nothing has woken the island before.
    await button.evaluate((element) => (element as HTMLElement).click());
    await page.getByText(`${name} 2`).waitFor();
    const slice = name.toLowerCase();
    const files = ['island.js', 'remote.js'].map((file) => `/assets/${slice}/1/${file}`);
    const host = name === 'React' ? [expect.stringMatching(/^\/scripts\/host\.\w+\.js$/)] : [];
    expect(loaded.sort()).toEqual([...files, ...host]);
    await button.click();
    await page.getByText(`${name} 3`).waitFor();
    expect(await button.evaluate((element) => element === Reflect.get(window, 'kept'))).toBe(true);
    expect(complaints).toEqual([]);
  },
);

test('without JavaScript the islands show what the server rendered', async () => {
  const plain = await browser.visit('/', { javaScriptEnabled: false });
  for (const name of frameworks) expect(await plain.page.getByText(`${name} 1`).isVisible()).toBe(true);
  await plain.close();
});

test('a page with names of its own refreshes a fragment, and is loaded again for another version', async () => {
  const state = { count: 0, version: '1' };
  const shop = {
    async fetch(input: Request | string) {
      const { pathname } = new URL(typeof input === 'string' ? input : input.url);
      if (pathname === '/fragments.json')
        return Response.json({
          ...{ slice: 'shop', version: state.version },
          fragments: { count: { refreshOn: ['acme:changed'] } },
        });
      state.count += 1;
      const headers = { 'content-type': 'text/html', 'x-acme-version': state.version };
      return new Response(`<b>${state.count} of ${state.version}</b>`, { headers });
    },
  };
  const { frame, scripts } = createFrame();
  const hostModule = JSON.parse(frame.importMap as string).imports['@jogakbo/host'];
  const home = definePage({
    layout: '<slot name="count"></slot>',
    head: { markup: () => '<title>names</title><link rel="icon" href="data:,">' },
    slots: { count: { fragment: 'shop/count' } },
  });
  const host = createHost({
    ...{ endpointOf: () => shop, frame: { ...frame, importMap: '' }, notFound: home, unavailable: home },
    routes: { '/': home, '/scripts/*': scripts },
    names: {
      ...{ headerPrefix: 'x-acme-', pageElement: 'acme-page', fragmentElement: 'acme-piece' },
      ...{ refreshPath: '/parts', hostModule },
    },
  });
  const server = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: (request) => host.handle(request) });
  const visit = await browser.visit('/', { baseURL: server.url.origin });
  const shown = () => visit.page.locator('acme-page > acme-piece').textContent();
  const emit = () => visit.page.evaluate(() => void document.dispatchEvent(new Event('acme:changed')));
  expect(await shown()).toBe('1 of 1');
  await emit();
  await visit.page.getByText('2 of 1').waitFor();
  state.version = '2';
  await emit();
  // The fragment of the new version is not shown in the old page.
  await visit.page.getByText('4 of 2').waitFor();
  expect(visit.complaints).toEqual([]);
  await visit.close();
  await server.stop(true);
});

test('a like in the first hour stays on the page, and the next page shows it', async () => {
  const [CLOCK, GREETING, LIKES] = await Promise.all(
    ['clock', 'greeting', 'likes'].map((name) => start(name)),
  );
  const url = await start('serve', { CLOCK, GREETING, LIKES });
  const visit = await browser.visit('/', { baseURL: url });
  await visit.page.evaluate(() => Object.assign(window, { stayed: true }));
  await visit.page.getByRole('button', { name: 'Like 0' }).click();
  await visit.page.getByRole('button', { name: 'Like 1' }).waitFor();
  expect(await visit.page.evaluate(() => 'stayed' in window)).toBe(true);
  await visit.page.reload();
  await visit.page.getByRole('button', { name: 'Like 1' }).waitFor();
  expect(visit.complaints).toEqual([]);
  await visit.close();
});

async function start(name: string, env: Record<string, string | undefined> = {}): Promise<string> {
  const child = Bun.spawn([process.execPath, `${name}.ts`], {
    ...{ cwd: firstHour, stdout: 'pipe', stderr: 'inherit' },
    env: { ...process.env, ...env, PORT: '0' },
  });
  children.push(child);
  const { value } = await child.stdout.getReader().read();
  return new TextDecoder().decode(value).trim();
}
