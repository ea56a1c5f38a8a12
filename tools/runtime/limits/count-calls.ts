import type { MiniflareOptions } from 'miniflare';

type WorkerOptions = MiniflareOptions['workers'][number];
type Module = { type: 'esm'; contents: string };
type Config = {
  name: string;
  compatibilityFlags?: string[];
  manifest: { mainModule: string; modules: Record<string, Module> };
  env?: Record<string, { type: string; worker?: string; exportName?: string }>;
};

/** The worker that keeps the counts. */
export const counterName = 'jogakbo-counter';
const kinds = { worker: 'invocations', d1: 'd1', kv: 'kv', queue: 'queue' } as const;

/**
 * Counts, for each request of a client, what Cloudflare limits: invocations of workers, calls to stores, and open connections. Each worker
 * gets a main module that wraps the built one; the built code stays the same. Work of Durable Objects and Workflows is not counted, and a
 * call over RPC is counted but never refused.
 *
 * @param limit invocations for one request, beyond which calls fail as they do on Cloudflare; 0 to only count
 * @param local the names of workers that only this machine has, which are no invocations, and of those of their entrypoints that replace
 * a store, calls of which are none either
 * @param traces whether the spans, store calls and log lines of each request are recorded, too
 * @returns the same workers, and the worker that counts
 */
export async function countCalls(
  workers: WorkerOptions[],
  limit: number,
  local: { workers: string[]; stores: string[] } = { workers: [], stores: [] },
  traces = false,
): Promise<WorkerOptions[]> {
  const [counted, counter] = await Promise.all(['counted.ts', 'worker.ts'].map(bundle));
  const configs = workers.map(({ config }) => config as unknown as Config);
  const bound = configs.flatMap(({ env = {} }) => Object.values(env).filter(({ type }) => type === 'worker'));
  const changed = workers.map((worker, index) => {
    const config = configs[index] as Config;
    if (config.name.endsWith('-assets') || local.workers.includes(config.name)) return worker;
    const { modules, mainModule } = config.manifest;
    const bindings = Object.entries(config.env ?? {}).flatMap(
      ([binding, { type, worker: callee, exportName = '' }]) =>
        type in kinds && !callee?.endsWith('-assets') && !local.stores.includes(exportName)
          ? [[binding, kinds[type as keyof typeof kinds]]]
          : [],
    );
    const called = bound.filter(({ worker: callee }) => callee === config.name);
    const entrypoints = new Set(called.flatMap(({ exportName }) => exportName ?? []));
    const main = toMain(mainModule, [...entrypoints]);
    return {
      ...worker,
      config: {
        ...config,
        compatibilityFlags: [...new Set([...(config.compatibilityFlags ?? []), 'nodejs_als'])],
        manifest: {
          ...config.manifest,
          mainModule: 'count.js',
          modules: { 'count.js': toModule(main), 'counted.js': toModule(counted as string), ...modules },
        },
        env: {
          ...config.env,
          LOCAL_COUNTER: { type: 'worker', worker: counterName },
          LOCAL_COUNTED: { type: 'json', value: Object.fromEntries(bindings) },
          ...(traces ? { LOCAL_TRACES: { type: 'json', value: true } } : {}),
        },
      },
    };
  });
  const counting = {
    config: {
      name: counterName,
      compatibilityDate: '2026-11-16',
      manifest: {
        mainModule: 'index.js',
        modulesRoot: '/',
        modules: { 'index.js': toModule(counter as string) },
      },
      env: { LIMIT: { type: 'json', value: limit } },
      exports: {},
    },
  };
  return [...changed, counting] as unknown as WorkerOptions[];
}

function toMain(mainModule: string, entrypoints: string[]): string {
  const wrap = (entrypoint: string) => `counted(worker.${entrypoint})`;
  return [
    "import { counted } from './counted.js';",
    `import * as worker from './${mainModule}';`,
    `export * from './${mainModule}';`,
    `export default ${wrap('default')};`,
    ...entrypoints.map((entrypoint) => `export const ${entrypoint} = ${wrap(entrypoint)};`),
  ].join('\n');
}

function toModule(contents: string): Module {
  return { type: 'esm', contents };
}

async function bundle(file: string): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [`${import.meta.dir}/${file}`],
    format: 'esm',
    external: ['cloudflare:*', 'node:*'],
  });
  return (outputs[0] as Blob).text();
}
