import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModuleFederationPlugin } from '@module-federation/enhanced/rspack';
import { rspack } from '@rspack/core';
import { openShop } from '../open-shop.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-remote-'));
const shop = await openShop();
const browser = await openBrowser(shop.url);
afterAll(async () => {
  await browser.close();
  await shop.close();
  await rm(folder, { recursive: true });
});

/** A remote that any team could build: with the standard plugin, and without Solid. */
async function buildRemote(): Promise<void> {
  await Bun.write(
    join(folder, 'widget.js'),
    'export function hydrate(element, props) { element.querySelector("b").textContent = props.greeting; element.dataset.alive = "yes"; }',
  );
  const compiler = rspack({
    context: folder,
    mode: 'production',
    target: 'web',
    entry: {},
    output: {
      path: join(folder, 'dist'),
      publicPath: 'auto',
      module: true,
      chunkFormat: 'module',
      library: { type: 'module' },
    },
    experiments: { outputModule: true } as object,
    plugins: [
      new ModuleFederationPlugin({
        name: 'guest',
        filename: 'remoteEntry.js',
        library: { type: 'module' },
        manifest: true,
        dts: false,
        exposes: { './widget': './widget.js' },
      }),
    ],
  });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error || stats?.hasErrors()) reject(error ?? new Error(stats?.toString()));
      else compiler.close(() => resolve());
    });
  });
}

test('a remote of the standard plugin, without Solid, hydrates too', async () => {
  await buildRemote();
  const { page, close, complaints } = await browser.visit('/products/51862822');
  await page.route('**/assets/guest/1/*', async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').pop() as string;
    await route.fulfill({ path: join(folder, 'dist', name) });
  });
  const fragment =
    '<jb-fragment slot="attributes" data-fragment="guest/widget" data-island="/assets/guest/1/mf-manifest.json">' +
    '<b>server</b><script type="application/json">{"greeting":"hello"}</script></jb-fragment>';
  await page.route('**/products/51862822', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('</jb-page>', `${fragment}</jb-page>`);
    await route.fulfill({ response, body });
  });
  await page.reload();
  await page.locator('[data-fragment="guest/widget"] b').hover();
  await page.locator('[data-fragment="guest/widget"][data-alive=yes]').getByText('hello').waitFor();
  expect(complaints).toEqual([]);
  await close();
});
