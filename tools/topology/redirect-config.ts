import { rm } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { root, tiersOf } from '../workers.ts';
import { writeTopology } from './write-topology.ts';

/**
 * Points wrangler at the configuration that a topology gives the worker of a folder, by the file that wrangler reads for it:
 * https://developers.cloudflare.com/workers/wrangler/configuration/#generated-wrangler-configuration
 *
 * @param folder where wrangler runs
 * @returns a sentence for a tier that another folder deploys
 */
export async function redirectConfig(folder: string, topology: string): Promise<string | undefined> {
  const redirect = `${folder}/.wrangler/deploy/config.json`;
  await rm(redirect, { force: true });
  const workers = await writeTopology(topology);
  const toFolder = (config: string) => dirname(config);
  const worker = workers.find((each) => tiersOf(each).some(({ config }) => toFolder(config) === folder));
  const [first] = worker ? tiersOf(worker) : [];
  if (!worker || !first) return undefined;
  if (worker.tiers && toFolder(first.config) !== folder) {
    const [own, other] = [folder, toFolder(first.config)].map((path) => relative(root, path));
    return `${own} is part of the worker jogakbo-${worker.name} in the topology ${topology}. Run this in ${other}.`;
  }
  if (worker.config.endsWith('.json'))
    await Bun.write(redirect, JSON.stringify({ configPath: relative(dirname(redirect), worker.config) }));
  return undefined;
}
