import { afterAll, expect, test } from 'bun:test';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../tools/runtime/find-free-port.ts';
import { root } from '../../tools/workers.ts';
import { until } from '../until.helper.ts';

/** A copy of the sources, in which the test edits a slice. */
const copy = await mkdtemp(join(tmpdir(), 'jogakbo-alone-'));
const left = new Set(['node_modules', '.git', '.wrangler', 'tests', 'docs']);
for (const name of await readdir(root)) {
  if (!left.has(name))
    await cp(join(root, name), join(copy, name), {
      ...{ recursive: true, verbatimSymlinks: true },
      filter: (source) => source !== join(root, 'bench/node_modules'),
    });
}
await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));

/** The deployed shop: a page with one fragment of the menu. */
const page =
  '<!doctype html><html lang="ko"><head></head><body><jb-page><template shadowrootmode="open"><slot name="strip"></slot></template>' +
  '<jb-fragment slot="strip" data-boundary="menu" data-fragment="menu/strip"><p>deployed</p></jb-fragment></jb-page></body></html>';
const deployed = Bun.serve({
  ...{ hostname: '127.0.0.1', port: 0 },
  fetch({ url }) {
    const { pathname } = new URL(url);
    if (pathname === '/healthz') return Response.json({ worker: 'shell' });
    if (pathname === '/_services') return Response.json({ protocol: 1, open: false });
    return new Response(page, { headers: { 'content-type': 'text/html' } });
  },
});
const port = findFreePort();
let output = '';
const child = run(['menu', '--upstream', deployed.url.origin]);
void read(child.stdout);
void read(child.stderr);
afterAll(async () => {
  child.kill('SIGTERM');
  await Promise.all([child.exited, deployed.stop(true)]);
  await rm(copy, { recursive: true, force: true });
});

function run(args: string[]) {
  return Bun.spawn([process.execPath, 'tools/dev.ts', ...args], {
    ...{ cwd: copy, env: { ...process.env, PORT: String(port) } },
    ...{ stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' },
  });
}

async function read(stream: ReadableStream<Uint8Array>): Promise<void> {
  for await (const chunk of stream) output += new TextDecoder().decode(chunk);
}

const open = async () => (await fetch(`http://localhost:${port}/`)).text();

test('bun run dev with a slice builds its workers only, and shows its fragment in the page of the deployed shop', async () => {
  await until(
    'the address',
    () => output.includes(`http://localhost:${port}`) || child.exitCode !== null,
    150_000,
  );
  expect(output).toContain('building menu-service, menu\n');
  expect(output).toContain(`menu of this machine, in the pages of ${deployed.url.origin}`);
  expect(output).toContain('Other services cannot be read there');
  const html = await open();
  expect(html).not.toContain('deployed');
  expect(html).toContain('/_dev/reload.js');
});

test('the page that is loaded after the line about an edit shows the edit', async () => {
  const file = join(copy, 'frontends/menu/worker.ts');
  const source = await readFile(file, 'utf8');
  await writeFile(file, source.replace(/return renderStatic\(/, "return '<p>edited</p>' + renderStatic("));
  await until('the line', () => /menu built and served in \d+ ms/.test(output), 150_000);
  expect(await open()).toContain('<p>edited</p>');
});
