import { basename, join, relative } from 'node:path';
import type { BunPlugin } from 'bun';
import { readOptions } from './command/read-options.ts';
import { measureStart } from './measure-start.ts';
import { root } from './workers.ts';

const help = `Usage: bun tools/size-compose.ts [--all] [--start] [--peers] [--json]

Bundles each entry of the composition engine as a host does, and prints its size. Then it prints the parts of the main entry:
their minified bytes, and the gzipped bytes that the entry would lose without them.

  --all     also prints every file
  --start   also prints how long workerd and Node take to parse and run the main entry
  --peers   also prints the sizes of Podium's layout and of Tailor. It needs the packages of the bench: bun install --cwd bench
  --json    prints the sizes as JSON`;

/** Bytes of one entry: minified, compressed with gzip, and minified for each file. */
type Size = {
  minified: number;
  gzipped: number;
  files: { file: string; bytes: number }[];
  code: string;
};

/** What a page is composed with, besides this engine. */
const peers = {
  Podium: "export { default } from '@podium/layout';",
  Tailor: "import Tailor from 'node-tailor'; export { Tailor };",
};

/**
 * Measures one bundle of entries of the engine, with everything that they import.
 *
 * @param entries files in `platform/compose`
 */
export function measureCompose(...entries: string[]): Promise<Size> {
  return measureBundle(entries, []);
}

/**
 * Measures what a file pays that imports only some names of an entry, as a bundler leaves out the rest.
 *
 * @param entry a file in `platform/compose`
 */
export function measureNames(entry: string, ...names: string[]): Promise<Size> {
  return measureBundle([entry], [], `{ ${names.join(', ')} }`);
}

async function measureBundle(entries: string[], without: string[], names = '*'): Promise<Size> {
  const bundle = join(root, 'platform/compose/bundle.ts');
  const imports = entries.map((entry) => `export ${names} from './${entry}';`);
  const { outputs, metafile } = await Bun.build({
    ...{ entrypoints: [bundle], files: { [bundle]: imports.join('\n') }, target: 'browser', minify: true },
    metafile: true,
    ...(without.length > 0 ? { plugins: [withoutFiles(without)] } : {}),
  });
  const code = Buffer.from(await (outputs[0] as Blob).arrayBuffer());
  const files = Object.values(metafile?.outputs ?? {})
    .flatMap(({ inputs }) => Object.entries(inputs))
    .map(([path, { bytesInOutput }]) => ({ file: toName(path), bytes: bytesInOutput }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes);
  return { minified: code.byteLength, gzipped: toGzipped(code), files, code: code.toString() };
}

/** Bundles a program for Node as the engine is bundled for workers. */
async function bundlePeer(contents: string): Promise<Buffer<ArrayBuffer>> {
  const bundle = join(root, 'bench/bundle.ts');
  const files = { [bundle]: contents };
  const { outputs } = await Bun.build({ entrypoints: [bundle], files, minify: true, target: 'node' });
  return Buffer.from(await (outputs[0] as Blob).arrayBuffer());
}

function toGzipped(code: Uint8Array<ArrayBuffer>): number {
  return Bun.gzipSync(code, { level: 9 }).byteLength;
}

/** What a host pays for each entry: its bundle, or the bytes that it adds to the bundle of another one. */
export const bundles: Record<string, { entries: string[]; besides?: string }> = {
  '.': { entries: ['index.ts'] },
  './host': { entries: ['index.ts', 'host.ts'] },
  './batch, besides .': { entries: ['index.ts', 'batch.ts'], besides: '.' },
  './data-centre, besides .': { entries: ['index.ts', 'data-centre.ts'], besides: '.' },
  './private-copies, besides .': { entries: ['index.ts', 'private-copies.ts'], besides: '.' },
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

/** The parts of the main entry, by the names of their files. The first that matches counts. */
const parts: Record<string, RegExp> = {
  'balance of HTML, as a browser parses it': /balance|metadata|html-reader/,
  'manifests, versions, late styles': /manifest|to-hash|visit-memo|variant|late-styles/,
  'copies, their age and their size': /cache|freshness|memo|key-leases|ask-counter/,
  'limits, breakers and deadlines':
    /guards|admission|limit|leases|deadlines|retry|client|keep-alive|clock|call-budget/,
  'checks of pages and names at the start': /check-slot|read-slots|refuse|names/,
  'the policy of a page': /content-security-policy/,
  'reports and warnings': /report|page-run|warner/,
  'calls of fragments, and what a slot shows':
    /fetch-fragment|answer-headers|caller|load-|settle|addresses|carry|identity-reader/,
  'composing and writing of pages': /./,
};

function partOf(file: string): string {
  return Object.entries(parts).find(([, pattern]) => pattern.test(basename(file)))?.[0] as string;
}

/** The minified bytes of each part, and the gzipped bytes that the main entry would lose without it and what it alone imports. */
async function measureParts({
  gzipped,
  files,
}: Size): Promise<{ part: string; minified: number; saved: number }[]> {
  const measured = Object.keys(parts).map(async (part) => {
    const own = files.filter(({ file }) => partOf(file) === part);
    const rest = await measureBundle(
      ['index.ts'],
      own.map(({ file }) => join(root, file)),
    );
    const minified = own.reduce((sum, { bytes }) => sum + bytes, 0);
    return { part, minified, saved: gzipped - rest.gzipped };
  });
  const all = await Promise.all(measured);
  // Without the last part there is no engine, so it gets what is left.
  const last = all.pop() as (typeof all)[number];
  const left = gzipped - all.reduce((sum, { saved }) => sum + saved, 0);
  return [...all, { ...last, saved: left }].sort((a, b) => b.saved - a.saved);
}

/** Replaces files by empty functions of the same names, to see what a bundle would be without them. */
function withoutFiles(files: string[]): BunPlugin {
  return {
    name: 'without-files',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (!files.includes(path)) return undefined;
        const names = (await Bun.file(path).text()).matchAll(
          /^export (?:async )?(?:function\*?|const) (\w+)/gm,
        );
        return {
          contents: [...names].map(([, name]) => `export const ${name} = () => {};`).join('\n'),
          loader: 'ts',
        };
      });
    },
  };
}

/** A package's name, or a path in the repository. */
function toName(path: string): string {
  const [, name] = path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? [];
  return name ?? relative(root, join(process.cwd(), path));
}

if (import.meta.main) {
  const flag = { type: 'boolean' } as const;
  const { values } = readOptions(help, { all: flag, start: flag, peers: flag, json: flag });
  const gzipped = await measureBundles();
  const engine = await measureCompose('index.ts');
  if (values.json) {
    const { code: _, ...sizes } = engine;
    console.log(JSON.stringify({ gzipped, engine: sizes }, null, 2));
  } else {
    const print = (bytes: number, name: string) => console.log(`${String(bytes).padStart(8)}  ${name}`);
    console.log(' gzipped  entry');
    for (const [name, bytes] of Object.entries(gzipped)) print(bytes, name);
    console.log('\n gzipped  minified  part of the main entry');
    for (const { part, minified, saved } of await measureParts(engine))
      print(saved, `${String(minified).padStart(8)}  ${part}`);
    if (values.all) console.log('\nminified  file');
    if (values.all) for (const { file, bytes } of engine.files) print(bytes, file);
    if (values.peers) console.log('\n gzipped  minified  peer');
    for (const [name, contents] of values.peers ? Object.entries(peers) : []) {
      const code = await bundlePeer(contents);
      print(toGzipped(code), `${String(code.byteLength).padStart(8)}  ${name}`);
    }
    if (values.start) console.log('\n      ms  until the main entry has run for the first time');
    for (const runtime of values.start ? (['workerd', 'node'] as const) : []) {
      const milliseconds = await measureStart(runtime, engine.code);
      console.log(`${milliseconds.toFixed(2).padStart(8)}  ${runtime}`);
    }
  }
}
