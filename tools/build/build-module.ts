import type { BunPlugin } from 'bun';
import { tiersOf, type Worker } from '../workers.ts';

/** Returns the name of the file with the results of a tier's build, such as its version. It is beside the bundle of the worker. */
export function toBuildFile(worker: Worker, tier: Worker): string {
  return listBuilt(worker).length > 1 ? `build-${tier.name}.js` : 'build.js';
}

/** Keeps `jogakbo:build` out of the bundle. The build writes it as a file beside the bundle, one for each tier that imports it. */
export function buildModule(worker: Worker): BunPlugin {
  const built = listBuilt(worker);
  return {
    name: 'build-module',
    setup(build) {
      build.onResolve({ filter: /^jogakbo:build$/ }, ({ importer }) => {
        const tier = built.find(({ directory }) => importer.startsWith(`${directory}/`)) ?? built[0];
        return tier && { path: `./${toBuildFile(worker, tier)}`, external: true };
      });
    },
  };
}

/** Lists the tiers with results of a build: frontends and the shell. */
function listBuilt(worker: Worker): Worker[] {
  return tiersOf(worker).filter(({ kind }) => kind === 'frontend' || kind === 'shell');
}
