import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './workers.ts';

const help = `Usage: bun tools/size-compose.ts [--all] [--json]

Bundles the composition engine as a host does, and prints its size and what each part of it takes.

  --all    also prints every file
  --json   prints the sizes as JSON`;

/** Bytes of one entry: minified, compressed with gzip, and minified for each file. */
export type Size = { minified: number; gzipped: number; files: { file: string; bytes: number }[] };

/**
 * Measures a bundle of an entry of the engine, with everything that it imports.
 *
 * @param entry path below `platform/compose`
 */
export async function measureCompose(entry = 'index.ts'): Promise<Size> {
  const { outputs, metafile } = await Bun.build({
    ...{ entrypoints: [join(root, 'platform/compose', entry)], target: 'browser', minify: true },
    metafile: true,
  });
  const code = Buffer.from(await (outputs[0] as Blob).arrayBuffer());
  const files = Object.values(metafile?.outputs ?? {})
    .flatMap(({ inputs }) => Object.entries(inputs))
    .map(([path, { bytesInOutput }]) => ({ file: toName(path), bytes: bytesInOutput }))
    .sort((a, b) => b.bytes - a.bytes);
  return { minified: code.byteLength, gzipped: Bun.gzipSync(code, { level: 9 }).byteLength, files };
}

/** The parts of the engine, by the names of their files. The first that matches counts. */
const parts: Record<string, RegExp> = {
  'routes, forms and files of a host': /create-handler|form-passer|routes|read-body|http-endpoint/,
  'manifests and versions': /manifest|to-hash|visit-memo/,
  'one request for a slice': /batch|foresight|identity-reader/,
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
  const engine = await measureCompose();
  const protocol = await measureCompose('protocol.ts');
  if (values.json) {
    console.log(JSON.stringify({ engine, protocol }, null, 2));
  } else {
    console.log(`engine: ${engine.gzipped} bytes gzipped, ${engine.minified} minified`);
    console.log(`protocol, with valibot: ${protocol.gzipped} bytes gzipped\n\nminified  part`);
    for (const [part, bytes] of sumParts(engine.files)) console.log(`${String(bytes).padStart(8)}  ${part}`);
    const files = values.all ? engine.files : [];
    for (const { file, bytes } of files) console.log(`${String(bytes).padStart(8)}  ${file}`);
  }
}
