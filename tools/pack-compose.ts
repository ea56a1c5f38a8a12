import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './workers.ts';

const help = `Usage: bun tools/pack-compose.ts [folder]

Packs the composition engine as a package that npm, pnpm and Bun can install, and prints its path.

  folder   where the package goes; the current folder by default`;

const source = join(root, 'platform/compose');
/** The contract that the engine needs, and its place in the package. */
const contract = { specifier: '@jogakbo/contracts/fragment', path: 'contracts/fragment.ts' };

/**
 * Packs `platform/compose`: built JavaScript, types, and a `package.json` with one entry.
 *
 * @param folder where the package goes
 * @returns the path of the package
 */
export async function packCompose(folder: string): Promise<string> {
  const stage = await mkdtemp(join(tmpdir(), 'pack-compose-'));
  try {
    await buildScript(stage);
    await buildTypes(stage);
    await writeManifest(stage);
    await Bun.write(join(stage, 'README.md'), Bun.file(join(source, 'README.md')));
    await mkdir(folder, { recursive: true });
    const packed = await run(
      [process.execPath, 'pm', 'pack', '--quiet', '--ignore-scripts', '--destination', folder],
      stage,
    );
    return join(folder, basename(packed.trim()));
  } finally {
    await rm(stage, { recursive: true });
  }
}

async function buildScript(stage: string): Promise<void> {
  await Bun.build({
    ...{ entrypoints: [join(source, 'index.ts')], outdir: join(stage, 'dist') },
    ...{ target: 'browser', format: 'esm', external: ['valibot'] },
  });
}

async function buildTypes(stage: string): Promise<void> {
  const out = join(stage, 'types');
  const options = {
    ...{ declaration: true, emitDeclarationOnly: true, noEmit: false, rootDir: root, outDir: out },
    ...{ target: 'ES2024', lib: 'ES2024,DOM,DOM.Iterable,DOM.AsyncIterable', types: 'bun' },
    ...{ module: 'Preserve', moduleResolution: 'Bundler', strict: true, exactOptionalPropertyTypes: true },
    ...{ allowImportingTsExtensions: true, skipLibCheck: true },
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const files = [join(source, 'index.ts'), join(root, contract.path)];
  await run([process.execPath, 'x', 'tsc', '--ignoreConfig', ...flags, ...files], root);
  for (const file of new Bun.Glob('**/*.d.ts').scanSync(out)) {
    const text = await Bun.file(join(out, file)).text();
    const target = file.startsWith('contracts/') ? file : basename(file);
    const imports = text
      .replaceAll(`'${contract.specifier}'`, `'./${contract.path}'`)
      .replace(/(from '\.\/[^']+)\.ts'/g, "$1.js'");
    await Bun.write(join(stage, 'dist', target), imports);
  }
  await rm(out, { recursive: true });
}

async function writeManifest(stage: string): Promise<void> {
  const own = await Bun.file(join(source, 'package.json')).json();
  const { catalog } = (await Bun.file(join(root, 'package.json')).json()).workspaces;
  const manifest = {
    ...{ name: own.name, version: own.version, description: own.description, type: 'module' },
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    ...{ files: ['dist'], sideEffects: false, engines: own.engines },
    dependencies: { valibot: catalog.valibot },
  };
  await Bun.write(join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function run(command: string[], cwd: string): Promise<string> {
  const child = Bun.spawn(command, { cwd, stdout: 'pipe', stderr: 'pipe' });
  const [out, errors] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  if ((await child.exited) !== 0) throw new Error(`${command.join(' ')} failed:\n${out}${errors}`);
  return out;
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean' } },
  });
  console.log(values.help ? help : await packCompose(resolve(positionals[0] ?? '.')));
}
