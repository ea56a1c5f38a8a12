import { afterAll, beforeAll, expect, test } from 'bun:test';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toSlotLine } from '../../tools/new-slice/list-files.ts';
import { stores } from '../../tools/new-slice/slice-request.ts';
import { fixtures } from '../../tools/seed/fixtures.ts';
import type { Worker } from '../../tools/workers.ts';
import { root } from '../../tools/workers.ts';
import { openCloud } from '../open-cloud.helper.ts';
import { readSlot } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

/** A slice for each store. */
const slices = stores.map((store, index) => ({ name: `wish${'abcd'[index]}`, owner: 'gifts', store }));
const names = slices.map(({ name }) => name);
/** A copy of the sources, with the installed packages of this one. */
const copy = await realpath(await mkdtemp(join(tmpdir(), 'jogakbo-new-')));
/** What a person edits again when a slice ends. */
const kept = ['CODEOWNERS', 'README.md', 'bun.lock'];
const productPage = `${copy}/shell/pages/product.ts`;
let cloud: Awaited<ReturnType<typeof openCloud>> | undefined;

beforeAll(async () => {
  const left = new Set(['node_modules', '.git', '.wrangler', 'bench']);
  for (const name of await readdir(root))
    if (!left.has(name))
      await cp(join(root, name), join(copy, name), { recursive: true, verbatimSymlinks: true });
  await mkdir(`${copy}/node_modules/@jogakbo`, { recursive: true });
  for (const name of await readdir(`${root}/node_modules`))
    if (name !== '@jogakbo') await symlink(`${root}/node_modules/${name}`, `${copy}/node_modules/${name}`);
  // The packages of the new slices, which `bun install` would link.
  for (const [name, folder] of Object.entries({
    ...{ '@jogakbo/contracts': 'contracts', '@jogakbo/edge': 'platform/edge', '@jogakbo/ui': 'platform/ui' },
    ...{ valibot: 'platform/edge/node_modules/valibot', 'solid-js': 'platform/ui/node_modules/solid-js' },
    '@upstash/redis': 'platform/edge/node_modules/@upstash/redis',
  }))
    await link(`${copy}/${folder}`, name);
  for (const name of names)
    for (const [folder, kind] of Object.entries({ services: 'service', bff: 'bff' }))
      await link(`${copy}/${folder}/${name}`, `@jogakbo/${name}-${kind}`);
});
afterAll(async () => {
  await cloud?.close();
  await rm(copy, { recursive: true, force: true });
});

async function link(target: string, name: string): Promise<void> {
  await mkdir(dirname(`${copy}/node_modules/${name}`), { recursive: true });
  await symlink(target, `${copy}/node_modules/${name}`);
}

/** Loads a program of the copy, which works on the copy. */
const load = <Module>(file: string): Promise<Module> => import(`${copy}/tools/${file}`);
type NewSlice = typeof import('../../tools/new-slice/write-slice.ts');

/** All files of the copy, but those that programs make. */
async function readSources(): Promise<Record<string, string>> {
  const sources: Record<string, string> = {};
  for await (const file of new Bun.Glob('**/*').scan({ cwd: copy, dot: true }))
    if (!/(?:^|\/)(?:node_modules|dist|\.wrangler)\//.test(file))
      sources[file] = Bun.hash(await readFile(join(copy, file))).toString();
  return sources;
}

test('new slices with each store show their fragments on the product page, are deployed, and leave nothing behind', async () => {
  const { writeSlice, writeDerived } = await load<NewSlice>('new-slice/write-slice.ts');
  const before = await readSources();
  const lists = await Promise.all(kept.map((file) => readFile(`${copy}/${file}`, 'utf8')));
  const failing = writeSlice(slices[0] as (typeof slices)[number], () => Promise.reject(Error('no disk')));
  await expect(failing).rejects.toThrow('no disk');
  expect(await readSources()).toEqual(before);
  for (const slice of slices) expect(await writeSlice(slice, async () => {})).toBeGreaterThan(14);

  const page = await readFile(productPage, 'utf8');
  const places = names.map((name) => `<slot name="${name}"></slot>`).join('');
  await writeFile(
    productPage,
    page
      .replace('<slot name="attributes"></slot>', `<slot name="attributes"></slot>${places}`)
      .replace('    ...frameSlots,\n', `    ...frameSlots,\n${names.map(toSlotLine).join('\n')}\n`),
  );
  const { startSystem } =
    await load<typeof import('../../tools/runtime/start-system.ts')>('runtime/start-system.ts');
  const { buildWorkers } =
    await load<typeof import('../../tools/dev/build-workers.ts')>('dev/build-workers.ts');
  const { writeTopology } = await load<typeof import('../../tools/topology/write-topology.ts')>(
    'topology/write-topology.ts',
  );
  // The product decides whether there is a page. The slots of the others show their fallbacks.
  const runs = ({ slice }: Worker) => ['shell', 'product', ...names].includes(slice);
  await buildWorkers((await writeTopology('faces')).filter(runs));
  const system = await startSystem({
    ...{ port: 0, products: 500, crons: false, logLevel: 'off', settings: { REDIS_TIMEOUT: '5000' } },
    ...{ stateDirectory: `${copy}/.wrangler/state`, alone: { runs, elsewhere: 'http://127.0.0.1:9' } },
  });
  try {
    // On a busy machine, the first page may be too late for some of its fragments.
    let html = '';
    await until(
      'the fragments',
      async () => {
        const answer = await fetch(`${system.url}/products/${fixtures.reference.id}`);
        html = await answer.text();
        return (
          answer.status === 200 && names.every((name) => readSlot(html, name).html.includes('0명이 담았어요'))
        );
      },
      60_000,
    ).catch((error) => {
      throw new Error(`${error.message}: ${names.map((name) => readSlot(html, name).attributes).join('\n')}`);
    });
  } finally {
    await system.close();
  }

  cloud = await openCloud();
  const secrets = `${cloud.folder}/of-new-slices.json`;
  expect(await cloud.run(['tools/keys.ts', secrets], copy)).toMatchObject({ code: 0 });
  const deployed = await cloud.run(['tools/deploy.ts', ...names, '--secrets', secrets, '--no-smoke'], copy);
  expect(deployed.output).toContain('Done.');
  expect(deployed.code).toBe(0);
  for (const name of names)
    expect(Object.keys(cloud.account.scripts)).toEqual(
      expect.arrayContaining([`jogakbo-${name}`, `jogakbo-${name}-service`]),
    );

  for (const name of names)
    for (const folder of ['services', 'bff', 'frontends'])
      await rm(`${copy}/${folder}/${name}`, { recursive: true });
  await writeFile(productPage, page);
  for (const [index, file] of kept.entries()) await writeFile(`${copy}/${file}`, lists[index] as string);
  await rm(`${copy}/contracts/released`, { recursive: true });
  await cp(`${root}/contracts/released`, `${copy}/contracts/released`, { recursive: true });
  await writeDerived();
  expect(await readSources()).toEqual(before);
}, 300_000);
