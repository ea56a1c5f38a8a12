import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './workers.ts';

const help = `Usage: bun tools/size-compose.ts [--all] [--json]

Bundles each entry of the composition engine as a host does, and prints its size. Then it prints what the parts of the main entry take.

  --all    also prints every file
  --json   prints the sizes as JSON`;

/** Bytes of one entry: minified, compressed with gzip, and minified for each file. */
export type Size = { minified: number; gzipped: number; files: { file: string; bytes: number }[] };

/**
 * Measures one bundle of entries of the engine, with everything that they import.
 *
 * @param entries files in `platform/compose`
 */
export async function measureCompose(...entries: string[]): Promise<Size> {
  const bundle = join(root, 'platform/compose/bundle.ts');
  const imports = entries.map((entry) => `export * from './${entry}';`);
  const { outputs, metafile } = await Bun.build({
    ...{ entrypoints: [bundle], files: { [bundle]: imports.join('\n') }, target: 'browser', minify: true },
    metafile: true,
  });
  const code = Buffer.from(await (outputs[0] as Blob).arrayBuffer());
  const files = Object.values(metafile?.outputs ?? {})
    .flatMap(({ inputs }) => Object.entries(inputs))
    .map(([path, { bytesInOutput }]) => ({ file: toName(path), bytes: bytesInOutput }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes);
  return { minified: code.byteLength, gzipped: Bun.gzipSync(code, { level: 9 }).byteLength, files };
}

/** What a host pays for each entry: its bundle, or the bytes that it adds to the bundle of another one. */
export const bundles: Record<string, { entries: string[]; besides?: string }> = {
  '.': { entries: ['index.ts'] },
  './host': { entries: ['index.ts', 'host.ts'] },
  './batch, besides .': { entries: ['index.ts', 'batch.ts'], besides: '.' },
  './data-centre, besides .': { entries: ['index.ts', 'data-centre.ts'], besides: '.' },
  './http, besides ./host': { entries: ['index.ts', 'host.ts', 'http.ts'], besides: './host' },
  './protocol': { entries: ['protocol.ts'] },
};

/** The gzipped bytes of each of {@link bundles}. */
export async function measureBundles(): Promise<Record<string, number>> {
  const measured = new Map<string, number>();
  for (const [name, { entries }] of Object.entries(bundles))
    measured.set(name, (await measureCompose(...entries)).gzipped);
  return Object.fromEntries(
    Object.entries(bundles).map(([name, { besides = '' }]) => [
      name,
      (measured.get(name) ?? 0) - (measured.get(besides) ?? 0),
    ]),
  );
}

/** The parts of the engine, by the names of their files. The first that matches counts. */
const parts: Record<string, RegExp> = {
  'manifests and versions': /manifest|to-hash|visit-memo/,
  'copies and their age': /cache|freshness|memo|key-leases|ask-counter|data-centre/,
  'limits, breakers and deadlines': /guards|admission|limit|leases|deadlines|retry|client|keep-alive|clock/,
  'checks of HTML and of declarations': /balance|metadata|check-slot|read-slots|refuse/,
  'calls of fragments': /fetch-fragment|answer-headers|caller|load-|settle|addresses|carry/,
  'writing of pages': /./,
};

function sumParts(files: Size['files']): [string, number][] {
  const sums = new Map(Object.keys(parts).map((name) => [name, 0]));
  for (const { file, bytes } of files) {
    const [name = ''] = Object.entries(parts).find(([, pattern]) => pattern.test(file)) ?? [];
    sums.set(name, (sums.get(name) ?? 0) + bytes);
  }
  return [...sums].sort(([, a], [, b]) => b - a);
}

/** A package's name, or a path in the repository. */
function toName(path: string): string {
  const [, name] = path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? [];
  return name ?? relative(root, join(process.cwd(), path));
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { all: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(help);
    process.exit(0);
  }
  const gzipped = await measureBundles();
  const engine = await measureCompose('index.ts');
  if (values.json) {
    console.log(JSON.stringify({ gzipped, engine }, null, 2));
  } else {
    const print = (bytes: number, name: string) => console.log(`${String(bytes).padStart(8)}  ${name}`);
    console.log(' gzipped  entry');
    for (const [name, bytes] of Object.entries(gzipped)) print(bytes, name);
    console.log('\nminified  part of the main entry');
    for (const [part, bytes] of sumParts(engine.files)) print(bytes, part);
    if (values.all) for (const { file, bytes } of engine.files) print(bytes, file);
  }
}
