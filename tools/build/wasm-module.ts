import { basename } from 'node:path';
import type { BunPlugin } from 'bun';
import type { BuiltFile } from './write-files.ts';

/**
 * Leaves WebAssembly out of the bundle, and adds it to the files that are written beside the bundle. The runtime compiles it as a module
 * of its own (the rule `CompiledWasm` of wrangler.toml), since a request may not compile WebAssembly.
 */
export function wasmModule(files: BuiltFile[]): BunPlugin {
  return {
    name: 'wasm-module',
    setup(build) {
      build.onResolve({ filter: /\.wasm$/ }, async ({ path, importer }) => {
        const file = Bun.resolveSync(path, importer);
        files.push({ path: basename(file), content: await Bun.file(file).bytes() });
        return { path: `./${basename(file)}`, external: true };
      });
    },
  };
}
