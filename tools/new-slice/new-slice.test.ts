import { afterAll, beforeAll, expect, test } from 'bun:test';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../workers.ts';
import { listFiles } from './list-files.ts';
import { stores } from './slice-request.ts';

/** A shop with a new slice for each store, beside the packages of this one. */
let shop: string;
const slices = stores.map((store, index) => ({ name: `wish${'abcd'[index]}`, owner: 'gifts', store }));

beforeAll(async () => {
  shop = await realpath(await mkdtemp(join(tmpdir(), 'jogakbo-slices-')));
  const packages: Record<string, string> = {
    ...{ '@jogakbo/contracts': 'contracts', '@jogakbo/edge': 'platform/edge', '@jogakbo/ui': 'platform/ui' },
    ...{
      valibot: 'platform/edge/node_modules/valibot',
      '@upstash/redis': 'platform/edge/node_modules/@upstash/redis',
    },
    ...{ 'solid-js': 'platform/ui/node_modules/solid-js', '@types/bun': 'node_modules/@types/bun' },
    '@cloudflare/workers-types': 'platform/edge/node_modules/@cloudflare/workers-types',
  };
  for (const { name } of slices)
    await Promise.all(
      [
        ['services', 'service'],
        ['bff', 'bff'],
      ].map(([folder, kind]) =>
        link(`${shop}/${folder}/${name}`, `${shop}/node_modules/@jogakbo/${name}-${kind}`),
      ),
    );
  for (const [name, folder] of Object.entries(packages))
    await link(await realpath(`${root}/${folder}`), `${shop}/node_modules/${name}`);
  for (const folder of ['tests', 'tools', 'platform', 'bunfig.toml'])
    await link(`${root}/${folder}`, `${shop}/${folder}`);
  for (const slice of slices)
    for (const [file, text] of Object.entries(listFiles(slice))) {
      await mkdir(dirname(`${shop}/${file}`), { recursive: true });
      await writeFile(`${shop}/${file}`, text);
    }
});
afterAll(() => rm(shop, { recursive: true }));

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path);
}

test.each(stores.map((store) => [store]))(
  'the tests of a new slice with the store %s pass',
  async (store) => {
    const { name } = slices.find((slice) => slice.store === store) ?? { name: '' };
    const { code, output } = await run(
      shop,
      'bun',
      'test',
      `services/${name}/`,
      `bff/${name}/`,
      `frontends/${name}/`,
    );
    expect(output).toContain(' 7 pass');
    expect({ code, output }).toMatchObject({ code: 0 });
  },
);

test('new slices have the format and the types of the house', async () => {
  const include = [
    'services',
    'bff',
    'frontends',
    `${root}/tools/build/untyped.d.ts`,
    `${root}/platform/edge/frontend/build.d.ts`,
  ];
  await writeFile(
    `${shop}/tsconfig.json`,
    JSON.stringify({ extends: `${root}/tsconfig.json`, include, exclude: [] }),
  );
  const types = await run(root, 'bunx', 'tsc', '--project', shop);
  expect(types).toEqual({ code: 0, output: '' });
  const config = `--config-path=${root}/biome.json`;
  const folders = ['services', 'bff', 'frontends'].map((folder) => `${shop}/${folder}`);
  const format = await run(
    root,
    'bunx',
    'biome',
    'check',
    config,
    '--vcs-enabled=false',
    '--error-on-warnings',
    ...folders,
  );
  expect(format.output).toContain('No fixes applied');
  expect(format.code).toBe(0);
});

test.each([
  [['pricing', '--owner', 'gifts', '--store', 'd1'], 'A slice is called pricing already.'],
  [['Wish-List', '--owner', 'gifts', '--store', 'd1'], 'A slice has a name of 2 to 20 small letters'],
  [['shell', '--owner', 'gifts', '--store', 'd1'], '"shell" has another meaning here.'],
  [['wishlist', '--owner', 'Gifts!', '--store', 'd1'], 'A team has a name of small letters'],
  [['wishlist', '--owner', 'gifts', '--store', 'sql'], 'There is no store "sql". Choose one of d1, redis,'],
  [['wishlist', '--owner', 'gifts'], 'Say the name, --owner and --store; only a terminal can be asked.'],
  [['wishlist', 'gifts'], 'Unexpected argument: gifts.'],
  [['--colour', 'red'], "Unknown option '--colour'"],
])('bun run new-slice %p is refused, and writes nothing', async (args, message) => {
  const { code, output } = await run(root, 'bun', 'tools/new-slice.ts', ...args);
  expect(output).toContain(message);
  expect(code).toBe(2);
});

async function run(
  cwd: string,
  command: string,
  ...args: string[]
): Promise<{ code: number; output: string }> {
  const program = command === 'bun' ? [process.execPath] : [process.execPath, 'x'];
  const child = Bun.spawn([...program, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, errors] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { code: await child.exited, output: out + errors };
}
