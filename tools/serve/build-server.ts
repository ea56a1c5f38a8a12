import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import type { BunPlugin } from 'bun';
import { buildFiles } from '../build/build-worker.ts';
import { bundleWorker } from '../build/bundle-worker.ts';
import type { BuiltFile } from '../build/write-files.ts';
import type { Config } from '../topology/config.ts';
import { writeTopology } from '../topology/write-topology.ts';
import { readConfig, root, type Worker } from '../workers.ts';
import type { ServerConfig } from './host/server-config.ts';
import { toStoresConfig } from './to-stores-config.ts';

/**
 * What a program joins: `server` has the shell and the faces, and runs on Bun and Deno; `monolith` has the services and their stores, too,
 * and runs on Bun.
 */
export type ServedTopology = 'server' | 'monolith';

const host = `${import.meta.dir}/host`;
const programs = {
  server: { entry: `${host}/main.ts`, target: 'browser', workers: `${host}/background.ts` },
  monolith: { entry: `${host}/monolith.ts`, target: 'bun', workers: `${host}/cloudflare-workers.ts` },
} as const;

/**
 * Builds the tiers of a topology as one program.
 *
 * @param folder gets `dist/worker/index.js`, the program, `dist/assets`, its files, and `dist/migrations`, if it has databases. `dist` can
 * be copied to another machine
 * @returns the path of the program
 * @throws BuildError with what a developer has to correct, and TopologyError for a setting that the program cannot serve
 */
export async function buildServer(
  topology: ServedTopology = 'server',
  folder = `${root}/.wrangler/${topology === 'server' ? 'server' : 'served-monolith'}`,
): Promise<string> {
  const [joined] = (await writeTopology(topology)).filter(({ name }) => name === topology) as [Worker];
  // The program is built beside the worker of the topology, since both can be in use.
  const server = { ...joined, directory: folder };
  const { entry, target, workers } = programs[topology];
  const config = readConfig<Config>(joined);
  const modules = serverModules(`${joined.directory}/worker.ts`, workers, toServerConfig(config, topology));
  const bundle = await bundleWorker(server, {
    ...{ entry, target, external: ['node:*', 'bun:*'] },
    plugins: (files) => [modules, compiledWasm(files)],
  });
  await buildFiles(server, {
    ...bundle,
    files: [...bundle.files, ...(await readMigrations(config, topology))],
  });
  return `${folder}/dist/worker/index.js`;
}

/** The parts of the worker's configuration that the program needs at its start. */
function toServerConfig(config: Config, topology: ServedTopology): ServerConfig {
  const { services = [], vars = {}, secrets, assets } = config;
  return {
    services: services.map(({ binding, service }) => ({
      binding,
      slice: service.replace(/^jogakbo-(.+)-service$/, '$1'),
    })),
    variables: vars,
    secrets: secrets?.required ?? [],
    assets: assets?.binding ?? 'ASSETS',
    // The shell alone has no store that the program needs.
    stores: toStoresConfig(topology === 'monolith' ? config : {}),
  };
}

/** Puts the migrations of each database into a folder with its name. */
async function readMigrations(
  { d1_databases: databases = [] }: Config,
  topology: ServedTopology,
): Promise<BuiltFile[]> {
  if (topology === 'server') return [];
  const files = databases.flatMap(({ database_name: name, migrations_dir: folder = '' }) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .map(async (file) => ({
        path: `migrations/${name}/${file}`,
        content: await Bun.file(`${folder}/${file}`).text(),
      })),
  );
  return Promise.all(files);
}

/** The modules that the bundle imports by name: the joined worker, its configuration, and what workerd would provide. */
function serverModules(worker: string, workers: string, config: ServerConfig): BunPlugin {
  const paths: Record<string, string> = { 'jogakbo:worker': worker, 'cloudflare:workers': workers };
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
