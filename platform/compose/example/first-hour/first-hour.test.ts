import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { installCompose, installTimeoutMs, run } from '../../../../tests/install-compose.helper.ts';

const source = import.meta.dir;
const servers = ['clock', 'greeting', 'likes'] as const;
let app: string;
let urls: Record<string, string>;
const children: Bun.Subprocess[] = [];

beforeAll(async () => {
  app = await installCompose('bun', 'first-hour');
  await mkdir(join(app, 'node_modules'));
  await symlink(dirname(Bun.resolveSync('hono/package.json', source)), join(app, 'node_modules/hono'));
  for (const file of await readdir(source)) await cp(join(source, file), join(app, file));
  const started = await Promise.all(servers.map((name) => start(name)));
  const [CLOCK, GREETING, LIKES] = started as [string, string, string];
  urls = { clock: CLOCK, host: await start('serve', { CLOCK, GREETING, LIKES }) };
}, installTimeoutMs);
afterAll(async () => {
  for (const child of children) child.kill();
  await Promise.all(children.map(({ exited }) => exited));
});

describe('the first hour, in a folder that has nothing but the package', () => {
  test('shows a page of three servers', async () => {
    const page = await open();
    expect(page).toContain('<h1>Hello, stranger!</h1>');
    expect(page).toContain('<p>It is <time>');
    expect(page).toContain('data-island="/assets/likes/1/likes-island.js"');
    const script = await fetch(`${urls.host}/assets/likes/1/likes-island.js`);
    expect(await script.text()).toContain('export const get');
  });

  test('remembers a name in a cookie, and shows the form again without one', async () => {
    const saved = await post('/name', { name: 'Ada <3' });
    expect([saved.status, saved.headers.get('location')]).toEqual([303, '/']);
    const cookie = saved.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await open({ cookie: `theme=dark; ${cookie}` })).toContain('<h1>Hello, Ada &lt;3!</h1>');
    const refused = await post('/name', { name: ' ' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Please tell us your name.');
  });

  test('shows a like at once, although the button is shared for a minute', async () => {
    expect(await open()).toContain('Like <b>0</b>');
    expect((await post('/likes', {})).status).toBe(303);
    expect(await open()).toContain('Like <b>1</b>');
  });

  test('finds nothing wrong with its server', async () => {
    const command = join(app, '../node_modules/.bin/compose');
    const checked = JSON.parse(
      await run([process.execPath, command, 'check', urls.clock as string, '--json'], app),
    );
    expect(checked.findings.filter(({ level }: { level: string }) => level === 'error')).toEqual([]);
  });

  test('is accepted by wrangler', async () => {
    const wrangler = Bun.resolveSync('wrangler', join(source, '../../../../tools'));
    const printed = await run([process.execPath, wrangler, 'deploy', '--dry-run', '--outdir', 'out'], app);
    expect(printed).toContain('env.CLOCK');
  });
});

/** Runs a file of the folder as the guide says, on a free port. Returns the address that it prints. */
async function start(name: string, env: Record<string, string> = {}): Promise<string> {
  const child = Bun.spawn([process.execPath, `${name}.ts`], {
    ...{ cwd: app, stdout: 'pipe', stderr: 'inherit' },
    env: { ...process.env, ...env, PORT: '0' },
  });
  children.push(child);
  const { value } = await child.stdout.getReader().read();
  return new TextDecoder().decode(value).trim();
}

async function open(headers: Record<string, string> = {}): Promise<string> {
  return (await fetch(urls.host as string, { headers })).text();
}

function post(path: string, fields: Record<string, string>): Promise<Response> {
  const init = { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' } as const;
  return fetch(urls.host + path, init);
}
