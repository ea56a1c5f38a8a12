import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './workers.ts';

const help = `Usage: bun tools/size-compose.ts [--all] [--json]

Bundles the composition engine as a host does, and prints its size and the files that take most of it.

  --all    prints every file
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
    console.log(`protocol, with valibot: ${protocol.gzipped} bytes gzipped\n\nminified  file`);
    for (const { file, bytes } of engine.files.slice(0, values.all ? undefined : 12))
      console.log(`${String(bytes).padStart(8)}  ${file}`);
  }
}
