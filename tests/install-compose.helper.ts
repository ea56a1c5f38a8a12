import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packCompose } from '../tools/pack-compose.ts';
import { root } from '../tools/workers.ts';

/** The folder of the programs that the tests need from npm. They have some hundred megabytes, so only these tests install them. */
export const programs = join(root, 'platform/compose/runtimes/programs');
/** Milliseconds for a hook that packs or installs: on a slow machine without a package cache, the download takes minutes. */
export const installTimeoutMs = 900_000;

const installers = {
  npm: ['npm', 'install', '--offline', '--no-audit', '--no-fund'],
  pnpm: [join(programs, 'node_modules/.bin/pnpm'), 'install', '--offline'],
  bun: [process.execPath, 'install'],
};
export type Installer = keyof typeof installers;
type Packed = { folder: string; dependencies: object; overrides: object };

/** The files of a run of tests. All test files share one package and one folder for each way of installing. */
let packed: Promise<Packed> | undefined;
let downloaded: Promise<unknown> | undefined;
const installed = new Map<Installer, Promise<string>>();

/** Downloads the programs in {@link programs}, once in a run of tests. */
export function installPrograms(): Promise<unknown> {
  downloaded ??= runAgain([process.execPath, 'install', '--frozen-lockfile'], programs);
  return downloaded;
}

/**
 * Packs the engine and its one dependency, and installs them as a stranger does, without a registry: once in a run of tests.
 *
 * @returns a folder for programs that import the package. Each test makes its own
 */
export async function installCompose(installer: Installer, name: string): Promise<string> {
  let installing = installed.get(installer);
  if (!installing) {
    installing = install(installer);
    installed.set(installer, installing);
  }
  const folder = join(await installing, name);
  await mkdir(folder);
  return folder;
}

/** Removes everything that was packed and installed. */
export async function removeInstalled(): Promise<void> {
  const made = await packed?.catch(() => undefined);
  if (made) await rm(made.folder, { recursive: true });
}

async function install(installer: Installer): Promise<string> {
  packed ??= pack();
  const [{ folder, ...manifest }] = await Promise.all([packed, installer === 'pnpm' ? installPrograms() : 0]);
  const app = join(folder, installer);
  await mkdir(app);
  const { overrides } = manifest;
  await Bun.write(
    join(app, 'package.json'),
    JSON.stringify({ private: true, type: 'module', ...manifest, pnpm: { overrides } }),
  );
  await runAgain(installers[installer], app);
  return app;
}

async function pack(): Promise<Packed> {
  const folder = await mkdtemp(join(tmpdir(), 'compose-'));
  const compose = await packCompose(folder);
  const valibot = join(folder, 'valibot.tgz');
  const source = join(Bun.resolveSync('valibot/package.json', join(root, 'contracts')), '..');
  const flags = ['--create', '--gzip', '--dereference', '--transform', 's,^\\.,package,', '--file', valibot];
  await run(['tar', ...flags, '-C', source, '.'], folder);
  return {
    folder,
    dependencies: { '@jogakbo/compose': `file:${compose}` },
    overrides: { valibot: `file:${valibot}` },
  };
}

/** Copies the host of the tests of runtimes, and what starts it. */
export async function copyHost(folder: string): Promise<void> {
  for (const file of ['host', 'serve-bun', 'serve-deno', 'serve-node', 'worker'])
    await cp(join(root, `platform/compose/runtimes/${file}.ts`), join(folder, `${file}.ts`));
}

/** Runs a package manager. If it fails, for example as the network did, it is run again. */
async function runAgain(command: string[], cwd: string): Promise<string> {
  for (let left = tries - 1; ; left--) {
    try {
      return await run(command, cwd);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

const tries = 3;

/** @throws Error with everything that the command printed, if it fails */
export async function run(command: string[], cwd: string): Promise<string> {
  const child = Bun.spawn(command, { cwd, stdout: 'pipe', stderr: 'pipe' });
  const [out, errors] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  if ((await child.exited) !== 0) throw new Error(`${command.join(' ')} failed:\n${out}${errors}`);
  return out;
}
