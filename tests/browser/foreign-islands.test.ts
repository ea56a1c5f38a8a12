import { afterAll, expect, test } from 'bun:test';
import { startIslands } from '../../platform/compose/example/islands/main.ts';
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
