import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-cloud-command-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const start = (...args: string[]) =>
  Bun.spawn([process.execPath, `${import.meta.dir}/cloud.ts`, ...args], {
    ...{ stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' },
  });

async function run(...args: string[]) {
  const child = start(...args);
  const [out, error, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { code, out, output: out + error };
}

test('bun run cloud serves an account in the folder of --state, and cloud env prints the way to it', async () => {
  const child = start('--port', '0', '--shop-port', '0', '--state', folder);
  const reader = child.stdout.getReader();
  let said = '';
  while (!said.includes('cloud env --state')) {
    const { value, done } = await reader.read();
    if (done) throw new Error(await new Response(child.stderr).text());
    said += new TextDecoder().decode(value);
  }
  const { out, code } = await run('env', '--state', folder);
  expect(code).toBe(0);
  const exported = Object.fromEntries(
    [...out.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]),
  );
  expect(Object.keys(exported)).toEqual(
    expect.arrayContaining(['CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_ACCOUNT_ID', 'SHOP_URL', 'CI']),
  );
  const url = `${exported.CLOUDFLARE_API_BASE_URL}/accounts/${exported.CLOUDFLARE_ACCOUNT_ID}/queues`;
  const ask = (token = '') => fetch(url, { headers: { authorization: `Bearer ${token}` } });
  expect((await ask(exported.CLOUDFLARE_API_TOKEN)).status).toBe(200);
  expect((await ask('other')).status).toBe(401);
  expect((await fetch(exported.SHOP_URL as string)).status).toBe(404);

  const second = await run('--port', '0', '--shop-port', '0', '--state', folder);
  expect(second.code).toBe(1);
  child.kill('SIGTERM');
  expect(await child.exited).toBe(0);
  // The files hold tokens.
  const modes = await Promise.all(
    ['environment.json', 'api-token', 'upstash-token'].map(
      async (name) => (await stat(`${folder}/${name}`)).mode,
    ),
  );
  expect(modes.map((mode) => mode & 0o077)).toEqual([0, 0, 0]);
  expect(await readdir(folder)).toContain('cloud');
});

test.each([
  [['env', '--state', `${folder}/none`], 1, 'No local Cloudflare has run with'],
  [['--port', 'many'], 2, 'This is no port: many.'],
  [['--limit', 'many'], 2, 'This is no number of invocations: many.'],
  [['start'], 2, 'Unexpected argument: start.'],
])('bun run cloud with %p exits with %p', async (args, expected, sentence) => {
  const { code, output } = await run(...args);
  expect(output).toContain(sentence);
  expect(code).toBe(expected);
});
