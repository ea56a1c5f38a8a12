import { basename } from 'node:path';
import type { BunPlugin } from 'bun';
import { buildFiles } from '../build/build-worker.ts';
import { bundleWorker } from '../build/bundle-worker.ts';
import type { BuiltFile } from '../build/write-files.ts';
import type { Config } from '../topology/config.ts';
import { writeTopology } from '../topology/write-topology.ts';
import { readConfig, root, type Worker } from '../workers.ts';
import type { ServerConfig } from './host/server-config.ts';

/** The topology of the shell and the faces as one program. */
const topology = 'server';
const host = `${import.meta.dir}/host`;

/**
 * Builds the shell and the faces as one program for Bun and Deno.
 *
 * @param folder gets `dist/worker/index.js`, the program, and `dist/assets`, its files. `dist` can be copied to another machine
 * @returns the path of the program
 * @throws BuildError with what a developer has to correct
 */
export async function buildServer(folder = `${root}/.wrangler/server`): Promise<string> {
  const [joined] = (await writeTopology(topology)).filter(({ name }) => name === topology) as [Worker];
  // The program is built beside the worker of the topology, since both can be in use.
  const server = { ...joined, directory: folder };
  const modules = serverModules(`${joined.directory}/worker.ts`, toServerConfig(readConfig(joined)));
  const bundle = await bundleWorker(server, {
    ...{ entry: `${host}/main.ts`, external: ['node:*'] },
    plugins: (files) => [modules, compiledWasm(files)],
  });
  await buildFiles(server, bundle);
  return `${folder}/dist/worker/index.js`;
}

/** The parts of the worker's configuration that the program needs at its start. */
function toServerConfig({ services = [], vars = {}, secrets, assets }: Config): ServerConfig {
  return {
    services: services.map(({ binding, service }) => ({
      binding,
      slice: service.replace(/^jogakbo-(.+)-service$/, '$1'),
    })),
    variables: vars,
    secrets: secrets?.required ?? [],
    assets: assets?.binding ?? 'ASSETS',
  };
}

/** The modules that the bundle imports by name: the joined worker, its configuration, and what workerd would provide. */
function serverModules(worker: string, config: ServerConfig): BunPlugin {
  const paths: Record<string, string> = {
    'jogakbo:worker': worker,
    'cloudflare:workers': `${host}/background.ts`,
  };
  return {
    name: 'server-modules',
    setup(build) {
      build.onResolve({ filter: /^(?:jogakbo:worker|cloudflare:workers)$/ }, ({ path }) => ({
        path: paths[path] as string,
      }));
      build.onResolve({ filter: /^jogakbo:config$/ }, ({ path }) => ({ path, namespace: 'config' }));
      build.onLoad({ filter: /.*/, namespace: 'config' }, () => ({
        contents: `export default ${JSON.stringify(config)};`,
        loader: 'js',
      }));
    },
  };
}

/** Puts WebAssembly beside the bundle. Unlike workerd, Bun and Deno do not give a compiled module to the code that imports the file. */
function compiledWasm(files: BuiltFile[]): BunPlugin {
  return {
    name: 'compiled-wasm',
    setup(build) {
      build.onLoad({ filter: /\.wasm$/ }, async ({ path }) => {
        files.push({ path: basename(path), content: await Bun.file(path).bytes() });
        return {
          contents: `import { readFileSync } from 'node:fs';
export default new WebAssembly.Module(readFileSync(new URL('./${basename(path)}', import.meta.url)));`,
          loader: 'js',
        };
      });
    },
  };
}
