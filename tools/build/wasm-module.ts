import { copyFile, mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BunPlugin } from 'bun';

/**
 * Leaves WebAssembly out of the bundle and copies the file beside it. The runtime compiles it as a module of its own (the rule
 * `CompiledWasm` of wrangler.toml), since a request may not compile WebAssembly.
 */
export function wasmModule(outputDirectory: string): BunPlugin {
  return {
    name: 'wasm-module',
    setup(build) {
      build.onResolve({ filter: /\.wasm$/ }, async ({ path, importer }) => {
        const file = Bun.resolveSync(path, importer);
        await mkdir(outputDirectory, { recursive: true });
        await copyFile(file, `${outputDirectory}/${basename(file)}`);
        return { path: `./${basename(file)}`, external: true };
      });
    },
  };
}
