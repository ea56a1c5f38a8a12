import { beforeAll, expect, test } from 'bun:test';
import { join } from 'node:path';
import { copyHost, installCompose, installTimeoutMs, run } from '../../../tests/install-compose.helper.ts';
import { root } from '../../../tools/workers.ts';

const name = '@jogakbo/compose';
let app: string;
beforeAll(async () => {
  app = await installCompose('bun', 'package');
  await copyHost(app);
}, installTimeoutMs);

test('the entries of the package are open, and every other path is closed', async () => {
  const script = `const doors = ['', '/batch', '/host', '/http'];
    const open = await Promise.all(doors.map((door) => import('${name}' + door)));
    const { Manifest, manifestPath } = await import('${name}/protocol');
    const { createFrame } = await import('${name}/browser');
    const { frame } = createFrame();
    const closed = await import('${name}/dist/index.js').catch(({ code }) => code);
    const others = [manifestPath, Manifest.type, frame.loader.length > 500];
    console.log(JSON.stringify([open.map((entry) => Object.keys(entry).sort()), closed, ...others]));`;
  const [names, closed, ...others] = JSON.parse(await run([process.execPath, '-e', script], app));
  expect(names).toEqual([
    ['createComposer', 'definePage', 'escapeAttribute'],
    ['createBatching'],
    ['createHost'],
    ['httpEndpoint'],
  ]);
  expect(closed).toBeString();
  expect(others).toEqual(['/fragments.json', 'object', true]);
});

test('the package has only what was built, and says where it runs', async () => {
  const folder = join(app, '../node_modules', name);
  const { version, engines, files } = await Bun.file(join(folder, 'package.json')).json();
  expect([version, engines, files]).toEqual([
    expect.stringMatching(/^\d+\.\d+\.\d+$/),
    { node: '>=22' },
    ['dist'],
  ]);
  const top = [...new Bun.Glob('*').scanSync({ cwd: folder, onlyFiles: false })];
  expect(top.filter((file) => file !== 'node_modules').sort()).toEqual(['README.md', 'dist', 'package.json']);
});

test('the protocol of the package has the schemas of fragments, and nothing of a shop', async () => {
  const script = `console.log(JSON.stringify(Object.keys(await import('${name}/protocol')).sort()));`;
  expect(JSON.parse(await run([process.execPath, '-e', script], app))).toEqual([
    ...['FragmentDeclaration', 'Manifest', 'batchLimit', 'batchType', 'headerPrefix', 'headers', 'isRefused'],
    ...['manifestPath', 'readParts', 'toBatchPath', 'toFragmentPath', 'writePart'],
  ]);
  const dist = join(app, '../node_modules', name, 'dist');
  for (const file of new Bun.Glob('**/*.{js,d.ts}').scanSync(dist))
    expect({ file, text: await Bun.file(join(dist, file)).text() }).not.toEqual({
      ...{ file, text: expect.stringMatching(/\b(?:ProductId|ItemId|Won|toWon|coupon)\b/) },
    });
});

test(
  'the types of the package hold for a strict host',
  async () => {
    const lib = 'es2024,dom,dom.iterable';
    const flags = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2024', '--lib', lib];
    // A type that cannot be resolved is `any`, which fits everywhere.
    const script = `import { createFrame } from '${name}/browser';
    type IsAny<Type> = 0 extends 1 & Type ? true : false;
    export const vague: IsAny<ReturnType<typeof createFrame>['frame']> = false;`;
    await Bun.write(join(app, 'frame.ts'), script);
    await run([join(root, 'node_modules/.bin/tsc'), ...flags, '--types', '', 'host.ts', 'frame.ts'], app);
  },
  installTimeoutMs,
);

test('the package has the command compose, which runs on Node', async () => {
  const command = join(app, '../node_modules/.bin/compose');
  expect(await Bun.file(command).text()).toStartWith('#!/usr/bin/env node\n');
  expect(await run([process.execPath, command, '--help'], app)).toStartWith('Usage: compose check <url>');
});
