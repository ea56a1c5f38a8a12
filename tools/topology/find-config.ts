import { dirname, relative } from 'node:path';
import { root, tiersOf, toServiceName } from '../workers.ts';
import { refuseDeploy } from './refuse-deploy.ts';
import { writeTopology } from './write-topology.ts';

/** The configuration of the worker of a folder, or a message that says why there is none. */
type Found = { config?: string; refusal?: string };

/**
 * Finds the configuration of a folder's worker in a topology.
 *
 * @param folder the folder of a wrangler.toml
 * @returns undefined for a folder whose own wrangler.toml is the configuration
 */
export async function findConfig(folder: string, topology: string): Promise<Found> {
  const workers = await writeTopology(topology);
  const worker = workers.find((each) => tiersOf(each).some(({ config }) => dirname(config) === folder));
  const refusal = refuseDeploy(topology, workers);
  if (refusal) return { refusal };
  if (!worker?.tiers) return {};
  const owner = dirname((worker.tiers[0] as { config: string }).config);
  if (owner === folder) return { config: worker.config };
  return {
    refusal: `${relative(root, folder)} is part of the worker ${toServiceName(worker)} in the topology ${topology}. Run this in ${relative(root, owner)}.`,
  };
}
