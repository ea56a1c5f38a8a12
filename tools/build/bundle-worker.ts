import { join, relative, resolve } from 'node:path';
import type { BunPlugin } from 'bun';
import type { Worker } from '../workers.ts';
import { buildModule } from './build-module.ts';
import { bundle } from './bundle.ts';
import { solidPlugin } from './solid-plugin.ts';
import { wasmModule } from './wasm-module.ts';
import type { BuiltFile } from './write-files.ts';

/** The code of a worker, and the files of its bundle. */
export type Bundle = { code: string; files: BuiltFile[] };

type Options = {
  /** The module that the bundle begins with. */
  entry?: string;
  /** What stays outside of the bundle. */
  external?: string[];
  /** Where the bundle runs; `browser`, for workerd and Deno, if it is left out. */
  target?: 'browser' | 'bun';
  /** More plugins. They add files that belong beside the bundle. */
  plugins?: (files: BuiltFile[]) => BunPlugin[];
};

/**
 * Bundles a worker's code to `worker/index.js`, with its source map and its WebAssembly beside it.
 *
 * @param options for another runtime than workerd
 */
export async function bundleWorker(worker: Worker, options: Options = {}): Promise<Bundle> {
  const { entry = `${worker.directory}/worker.ts`, external = ['cloudflare:*', 'node:*'] } = options;
  const { plugins = (files) => [wasmModule(files)], target = 'browser' } = options;
  const modules: BuiltFile[] = [];
  const outputs = await bundle({
    entrypoints: [entry],
    naming: 'index.js',
    target,
    format: 'esm',
    conditions: ['workerd', 'worker'],
    external,
    minify: { syntax: true },
    sourcemap: 'linked',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.lua': 'text' },
    plugins: [solidPlugin('ssr'), buildModule(worker), ...plugins(modules)],
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
