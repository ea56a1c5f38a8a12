import { afterAll, beforeAll, expect, test } from 'bun:test';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packCompose } from './pack-compose.ts';
import { root } from './workers.ts';

const name = '@jogakbo/compose';
/** A host that a stranger may write: it composes one page from a server in its own process, and prints the response. */
const host = `import { type Endpoint, createComposer, definePage } from '${name}';

const declared = { params: ['name'], personal: false, island: false, refreshOn: [] };
const shop: Endpoint = {
  async fetch(input) {
    const { pathname, searchParams } = new URL(typeof input === 'string' ? input : input.url);
    if (pathname === '/fragments.json')
      return Response.json({
        slice: 'shop',
        version: '1',
        fragments: { hello: declared },
        stylesheet: { content: '', hash: '' },
        remote: null,
      });
    return new Response('<b>hello ' + searchParams.get('name') + '</b>', {
      headers: { 'content-type': 'text/html', 'x-jogakbo-version': '1' },
    });
  },
};
const none = { content: '', hash: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' };
const page = definePage({
  layout: '<slot name="hello"></slot>',
  head: { markup: () => '<title>page</title>' },
  slots: { hello: { fragment: 'shop/hello', primary: true } },
});
const frame = { head: '', style: none, layoutStyle: none, importMap: none, loader: none };
const composer = createComposer({ endpointOf: () => shop, frame, notFound: { ...page, slots: {}, order: [] }, unavailable: { ...page, slots: {}, order: [] } });
const response = await composer.compose(page, {
  url: 'http://127.0.0.1/',
  params: { name: 'you' },
  language: 'en',
  headers: {},
  waitUntil() {},
});
console.log(response.status, await response.text());
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stranger-'));
  const valibot = await packValibot(folder);
  const compose = await packCompose(folder);
  await mkdir(join(folder, 'app'));
  await Bun.write(join(folder, 'app/package.json'), '{ "type": "module", "private": true }');
  await Bun.write(join(folder, 'app/host.ts'), host);
  await run('npm', 'install', '--offline', '--no-audit', '--no-fund', compose, valibot);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

test('the package has two entries, and every other path is closed', async () => {
  const script = `const open = await import('${name}');
    const { Manifest, manifestPath } = await import('${name}/protocol');
    const closed = await import('${name}/dist/index.js').catch(({ code }) => code);
    console.log(JSON.stringify([Object.keys(open).sort(), closed, manifestPath, Manifest.type]));`;
  const [names, closed, ...protocol] = JSON.parse(await run(process.execPath, '-e', script));
  expect(names).toEqual(['createComposer', 'definePage', 'escapeAttribute', 'httpEndpoint']);
  expect(closed).toBeString();
  expect(protocol).toEqual(['/fragments.json', 'object']);
});

test('a host in an empty folder composes a page with the installed package', async () => {
  const printed = await run(process.execPath, 'host.ts');
  expect(printed).toStartWith('200 <!doctype html>');
  expect(printed).toContain('<b>hello you</b></jb-fragment></jb-page>');
});

test('the types of the package hold for a strict host', async () => {
  const flags = [
    '--strict',
    '--noEmit',
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--lib',
    'es2024,dom,dom.iterable',
  ];
  await run(join(root, 'node_modules/.bin/tsc'), ...flags, '--types', '', 'host.ts');
});

/** Packs the installed copy of the one dependency, so that the test needs no registry. */
async function packValibot(to: string): Promise<string> {
  const dir = join(Bun.resolveSync('valibot/package.json', join(root, 'contracts')), '..');
  const path = join(to, 'valibot.tgz');
  await run(
    'tar',
    '--create',
    '--gzip',
    '--dereference',
    '--file',
    path,
    '--transform',
    's,^\\.,package,',
    '-C',
    dir,
    '.',
  );
  return path;
}

async function run(...command: string[]): Promise<string> {
  const cwd = (await Bun.file(join(folder, 'app/package.json')).exists()) ? join(folder, 'app') : folder;
  const child = Bun.spawn(command, { cwd, stdout: 'pipe', stderr: 'pipe' });
  const [out, errors] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  if ((await child.exited) !== 0) throw new Error(`${command.join(' ')} failed:\n${out}${errors}`);
  return out;
}
