import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { packCompose } from '../../tools/pack-compose.ts';
import { root } from '../../tools/workers.ts';

/** The folder of the programs that the tests need from npm. They have some hundred megabytes, so only these tests install them. */
export const programs = join(import.meta.dir, 'runtimes/programs');

const installers = {
  npm: ['npm', 'install', '--offline', '--no-audit', '--no-fund'],
  pnpm: [join(programs, 'node_modules/.bin/pnpm'), 'install', '--offline'],
  bun: [process.execPath, 'install'],
};
export type Installer = keyof typeof installers;

/** Packs the engine and its one dependency, and returns a function that installs them in an empty folder, without a registry. */
export async function createInstaller(folder: string) {
  const compose = await packCompose(folder);
  const valibot = join(folder, 'valibot.tgz');
  const source = join(Bun.resolveSync('valibot/package.json', join(root, 'contracts')), '..');
  const flags = ['--create', '--gzip', '--dereference', '--transform', 's,^\\.,package,', '--file', valibot];
  await run(['tar', ...flags, '-C', source, '.'], folder);
  const overrides = { valibot: `file:${valibot}` };

  /** Installs the package as a stranger does. Returns the folder, which also has the host of these tests. */
  return async function install(installer: Installer): Promise<string> {
    const app = join(folder, installer);
    await mkdir(app);
    const manifest = {
      ...{ private: true, type: 'module', dependencies: { '@jogakbo/compose': `file:${compose}` } },
      ...{ overrides, pnpm: { overrides } },
    };
    await Bun.write(join(app, 'package.json'), JSON.stringify(manifest));
    await run(installers[installer], app);
    for (const file of ['host', 'serve-bun', 'serve-deno', 'serve-node', 'worker'])
      await cp(join(import.meta.dir, `runtimes/${file}.ts`), join(app, `${file}.ts`));
    return app;
  };
}

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
