import { dirname, relative } from 'node:path';
import { root, tiersOf } from '../workers.ts';
import { writeTopology } from './write-topology.ts';

/** The configuration of a folder's worker, or a sentence that says in which folder that worker is. */
type Found = { config?: string; elsewhere?: string };

/**
 * Finds the configuration that a topology gives the worker of a folder.
 *
 * @param folder the folder of a wrangler.toml
 * @returns nothing for a folder whose wrangler.toml holds as it is
 */
export async function findConfig(folder: string, topology: string): Promise<Found> {
  const workers = await writeTopology(topology);
  const worker = workers.find((each) => tiersOf(each).some(({ config }) => dirname(config) === folder));
  if (!worker?.tiers) return {};
  const owner = dirname((worker.tiers[0] as { config: string }).config);
  if (owner === folder) return { config: worker.config };
  return {
    elsewhere: `${relative(root, folder)} is part of the worker jogakbo-${worker.name} in the topology ${topology}. Run this in ${relative(root, owner)}.`,
  };
}
