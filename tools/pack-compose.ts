import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { readOptions } from './command/read-options.ts';
import { root } from './workers.ts';

const help = `Usage: bun tools/pack-compose.ts [folder]

Packs the composition engine as a package that npm, pnpm and Bun can install, and prints its path.

  folder   where the package goes; the current folder by default`;

const source = join(root, 'platform/compose');
/** The engine's own `package.json`. `exports` has the source of each entry, and one of its own where Bun runs the sources. */
type Package = Record<'name' | 'version' | 'description', string> & {
  exports: Record<string, string | { default: string }>;
  engines: object;
};
/** The script of the command `compose`. */
const command = 'check/bin.ts';
/** The contracts that the engine needs. Their types are packed, too. */
const contracts = new Bun.Glob('contracts/{fragment*,manifest}.ts');

/**
 * Packs `platform/compose`: built JavaScript, types, and a `package.json` with the same entries.
 *
 * @param folder where the package goes
 * @returns the path of the package
 */
export async function packCompose(folder: string): Promise<string> {
  const stage = await mkdtemp(join(tmpdir(), 'pack-compose-'));
  try {
    const own: Package = await Bun.file(join(source, 'package.json')).json();
    const entries = Object.values(own.exports).map(sourceOf);
    await buildScripts(stage, entries);
    await buildTypes(stage, entries);
    await writeManifest(stage, own);
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

/** Builds all entries at once, so that they share what they have in common. The command needs Node or Bun. */
async function buildScripts(stage: string, entries: string[]): Promise<void> {
  const outdir = join(stage, 'dist');
  await Bun.build({
    ...{ entrypoints: entries.map((entry) => join(source, entry)), outdir, naming: '[name].js' },
    ...{ target: 'browser', format: 'esm', external: ['valibot'], splitting: true },
  });
  await Bun.build({ entrypoints: [join(source, command)], outdir, naming: '[name].js', target: 'node' });
}

async function buildTypes(stage: string, entries: string[]): Promise<void> {
  const out = join(stage, 'types');
  const options = {
    ...{ declaration: true, emitDeclarationOnly: true, noEmit: false, rootDir: root, outDir: out },
    ...{ target: 'ES2024', lib: 'ES2024,DOM,DOM.Iterable,DOM.AsyncIterable', types: 'bun' },
    ...{ module: 'Preserve', moduleResolution: 'Bundler', strict: true, exactOptionalPropertyTypes: true },
    ...{ allowImportingTsExtensions: true, skipLibCheck: true },
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const files = [
    ...entries.map((entry) => join(source, entry)),
    ...[...contracts.scanSync(root)]
      .filter((file) => !file.includes('.test.'))
      .map((file) => join(root, file)),
  ];
  await run([process.execPath, 'x', 'tsc', '--ignoreConfig', ...flags, ...files], root);
  for (const file of new Bun.Glob('**/*.d.ts').scanSync(out)) {
    const text = await Bun.file(join(out, file)).text();
    const target = file.replace(/^platform\/compose\//, '');
    const up = '../'.repeat(target.split('/').length - 1) || './';
    const imports = text
      .replace(/(['"])@jogakbo\/contracts\/([\w-]+)\1/g, `$1${up}contracts/$2.ts$1`)
      .replace(/((?:from |import\()(['"])\.{1,2}\/[^'"]+)\.ts\2/g, '$1.js$2');
    await Bun.write(join(stage, 'dist', target), imports);
  }
  await rm(out, { recursive: true });
}

async function writeManifest(stage: string, own: Package): Promise<void> {
  const { catalog } = (await Bun.file(join(root, 'package.json')).json()).workspaces;
  const doors = Object.entries(own.exports).map(([door, entry]) => {
    const name = sourceOf(entry).slice('./'.length, -'.ts'.length);
    return [door, { types: `./dist/${name}.d.ts`, default: `./dist/${basename(name)}.js` }];
  });
  const manifest = {
    ...{ name: own.name, version: own.version, description: own.description, type: 'module' },
    exports: Object.fromEntries(doors),
    bin: { compose: `./dist/${basename(command, '.ts')}.js` },
    ...{ files: ['dist'], sideEffects: false, engines: own.engines },
    dependencies: { valibot: catalog.valibot },
  };
  await Bun.write(join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

function sourceOf(entry: Package['exports'][string]): string {
  return typeof entry === 'string' ? entry : entry.default;
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
  const [folder = '.'] = readOptions(help, {}, 1).positionals;
  console.log(await packCompose(resolve(folder)));
}
