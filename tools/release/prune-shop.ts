import { assetBucket, openAssetStore } from '../deploy/asset-store.ts';
import { type Pruned, pruneAssets } from '../deploy/prune-assets.ts';
import { toDeployedName } from '../deploy/to-deployed-config.ts';
import { joinWorkers } from '../topology/join-workers.ts';
import { readTopology } from '../topology/read-topology.ts';
import { listWorkers, tiersOf, toServiceName } from '../workers.ts';
import type { Shop } from './run-release.ts';

/** Removes the files of old versions of every slice and of the shell. */
export async function pruneShop({ cloudflare, environment }: Shop): Promise<Pruned[]> {
  const store = openAssetStore(cloudflare, toDeployedName(assetBucket, environment));
  const pruned: Pruned[] = [];
  for (const worker of joinWorkers(readTopology(), await listWorkers(), '')) {
    const name = toDeployedName(toServiceName(worker), environment);
    for (const { kind, slice } of tiersOf(worker))
      if (kind === 'frontend' || kind === 'shell')
        pruned.push(...(await pruneAssets({ cloudflare, store, now: new Date() }, slice, name)));
  }
  return pruned;
}
