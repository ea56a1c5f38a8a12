import { afterAll, beforeAll, expect, test } from 'bun:test';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../workers.ts';
import { addToLock } from './add-to-lock.ts';
import { listFiles } from './list-files.ts';
import { stores } from './slice-request.ts';

/** The package.json files of the shop and of a new slice for each store, and the lock of the shop. */
let shop: string;
const added = Object.fromEntries(
  stores.flatMap((store, index) =>
    Object.entries(
      listFiles({ name: ['aaa', 'gift', 'wishlist', 'zzz'][index] ?? '', owner: 'gifts', store }),
    )
      .filter(([file]) => file.endsWith('/package.json'))
      .map(([file, text]) => [dirname(file), JSON.parse(text)]),
  ),
);
const lock = await Bun.file(`${root}/bun.lock`).text();

beforeAll(async () => {
  shop = await realpath(await mkdtemp(join(tmpdir(), 'jogakbo-lock-')));
  const { workspaces } = await Bun.file(`${root}/package.json`).json();
  const patterns = workspaces.packages.map((folder: string) => `${folder}/package.json`);
  for (const pattern of ['package.json', 'bunfig.toml', ...patterns])
    for (const file of new Bun.Glob(pattern).scanSync(root)) {
      await mkdir(dirname(`${shop}/${file}`), { recursive: true });
      await cp(`${root}/${file}`, `${shop}/${file}`);
    }
  for (const [folder, text] of Object.entries(added)) {
    await mkdir(`${shop}/${folder}`, { recursive: true });
    await writeFile(`${shop}/${folder}/package.json`, JSON.stringify(text));
  }
});
afterAll(() => rm(shop, { recursive: true }));

/** Compares the lock with the package.json files, without a network and without any downloaded package. */
async function compare(text: string) {
  await writeFile(`${shop}/bun.lock`, text);
  const command = [process.execPath, 'install', '--frozen-lockfile', '--lockfile-only', '--offline'];
  const env = { ...process.env, BUN_INSTALL_CACHE_DIR: `${shop}/no-packages` };
  const { exitCode, stderr } = Bun.spawnSync(command, { cwd: shop, env });
  return { exitCode, said: stderr.toString() };
}

test('new slices are in the lock as bun install writes them, without a network', async () => {
  expect((await compare(lock)).exitCode).not.toBe(0);
  const { exitCode, said } = await compare(addToLock(lock, added));
  expect({ exitCode, said }).toMatchObject({ exitCode: 0 });
  expect(await Bun.file(`${shop}/bun.lock`).text()).toBe(addToLock(lock, added));
});

test('a lock in another form is refused', () =>
  expect(() => addToLock('{}', added)).toThrow('bun.lock has no place for bff/aaa'));
