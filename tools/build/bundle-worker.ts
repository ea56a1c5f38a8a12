import { join, relative, resolve } from 'node:path';
import type { Worker } from '../workers.ts';
import { buildModule } from './build-module.ts';
import { bundle } from './bundle.ts';
import { solidPlugin } from './solid-plugin.ts';
import { wasmModule } from './wasm-module.ts';
import type { BuiltFile } from './write-files.ts';

/**
 * Bundles a worker's code to `worker/index.js`, with its source map and its WebAssembly beside it.
 *
 * @returns the code, and the files of the build
 */
export async function bundleWorker(worker: Worker): Promise<{ code: string; files: BuiltFile[] }> {
  const modules: BuiltFile[] = [];
  const outputs = await bundle({
    entrypoints: [`${worker.directory}/worker.ts`],
    naming: 'index.js',
    target: 'browser',
    format: 'esm',
    conditions: ['workerd', 'worker'],
    external: ['cloudflare:*', 'node:*'],
    minify: { syntax: true },
    sourcemap: 'linked',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.lua': 'text' },
    plugins: [solidPlugin('ssr'), buildModule(worker), wasmModule(modules)],
  });
  const files = await Promise.all(
    outputs.map(async (output) => {
      const { kind, path } = output;
      const content = await output.text();
      return {
        path,
        content: kind === 'sourcemap' ? moveMap(content, `${worker.directory}/dist/worker`) : content,
      };
    }),
  );
  return {
    code: files[0]?.content as string,
    files: [...files, ...modules].map(({ path, content }) => ({ path: join('worker', path), content })),
  };
}

/** The sources of a map in memory are relative to the current folder. Makes them relative to the folder of the map. */
function moveMap(content: string, folder: string): string {
  const map = JSON.parse(content) as { sources: string[] };
  return JSON.stringify({ ...map, sources: map.sources.map((source) => relative(folder, resolve(source))) });
}
