import type { MiniflareOptions } from 'miniflare';

export type WorkerOptions = MiniflareOptions['workers'][number];
type Module = { type: 'esm'; contents: string };
/** What this machine reads and changes of a worker's options. */
export type Config = {
  name: string;
  compatibilityFlags?: string[];
  manifest: { mainModule: string; modules: Record<string, Module> };
  env?: Record<string, { type: string; worker?: string; exportName?: string }>;
};

/**
 * Gives a worker a main module that wraps the built one; the built code stays the same.
 *
 * @param wrapper the function that takes an entrypoint and returns the one to run
 * @param code the bundled module that exports this function
 * @param entrypoints names of the entrypoints to wrap besides the default one
 * @param flags compatibility flags that the wrapper needs
 * @param env more bindings, for the wrapper
 */
export function wrapMain(
  worker: WorkerOptions,
  {
    wrapper,
    code,
    entrypoints,
    flags = [],
    env = {},
  }: { wrapper: string; code: string; entrypoints: string[]; flags?: string[]; env?: object },
): WorkerOptions {
  const config = configOf(worker);
  const { modules, mainModule } = config.manifest;
  const main = [
    `import { ${wrapper} } from './${wrapper}.js';`,
    `import * as worker from './${mainModule}';`,
    `export * from './${mainModule}';`,
    `export default ${wrapper}(worker.default);`,
    ...entrypoints.map((entrypoint) => `export const ${entrypoint} = ${wrapper}(worker.${entrypoint});`),
  ].join('\n');
  const wrapped = {
    ...config,
    compatibilityFlags: [...new Set([...(config.compatibilityFlags ?? []), ...flags])],
    manifest: {
      ...config.manifest,
      mainModule: `${wrapper}-main.js`,
      modules: {
        ...{ [`${wrapper}-main.js`]: toModule(main), [`${wrapper}.js`]: toModule(code) },
        ...modules,
      },
    },
    env: { ...config.env, ...env },
  };
  return { ...worker, config: wrapped } as unknown as WorkerOptions;
}

/** Lists the entrypoints of a worker that other workers are bound to, besides the default one. */
export function listEntrypoints(worker: WorkerOptions, workers: WorkerOptions[]): string[] {
  const { name } = configOf(worker);
  const bound = workers.flatMap((each) => Object.values(configOf(each).env ?? {}));
  const called = bound.filter((binding) => binding.type === 'worker' && binding.worker === name);
  return [...new Set(called.flatMap(({ exportName }) => exportName ?? []))];
}

export function configOf(worker: WorkerOptions): Config {
  return worker.config as unknown as Config;
}

export function toModule(contents: string): Module {
  return { type: 'esm', contents };
}

/** Bundles a file for workerd. */
export async function bundle(path: string): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [path],
    format: 'esm',
    external: ['cloudflare:*', 'node:*'],
  });
  return (outputs[0] as Blob).text();
}
