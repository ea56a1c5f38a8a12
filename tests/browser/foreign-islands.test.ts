import { afterAll, expect, test } from 'bun:test';
import { startIslands } from '../../platform/compose/example/islands/main.ts';
import { openBrowser } from './open-browser.helper.ts';

const example = await startIslands();
const browser = await openBrowser(example.url);
const { page, complaints } = await browser.visit('/');
const loaded: string[] = [];
page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
afterAll(async () => {
  await browser.close();
  await example.stop();
});

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
