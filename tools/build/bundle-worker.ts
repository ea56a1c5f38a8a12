import type { Worker } from '../workers.ts';
import { buildModule } from './build-module.ts';
import { bundle } from './bundle.ts';
import { solidPlugin } from './solid-plugin.ts';
import { wasmModule } from './wasm-module.ts';

/**
 * Bundles a worker's code to `dist/worker/index.js`.
 *
 * @returns the code
 */
export async function bundleWorker(worker: Worker): Promise<string> {
  const [output] = await bundle({
    entrypoints: [`${worker.directory}/worker.ts`],
    outdir: `${worker.directory}/dist/worker`,
    naming: 'index.js',
    target: 'browser',
    format: 'esm',
    conditions: ['workerd', 'worker'],
    external: ['cloudflare:*', 'node:*'],
    minify: { syntax: true },
    sourcemap: 'linked',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.lua': 'text' },
    plugins: [solidPlugin('ssr'), buildModule(worker), wasmModule(`${worker.directory}/dist/worker`)],
  });
  return (output as { text(): Promise<string> }).text();
}
