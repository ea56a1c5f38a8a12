import { writeGateway } from '../topology/write-topology.ts';
import type { Worker } from '../workers.ts';
import { readMiniflareOptions } from './read-miniflare-options.ts';

/** The gateway of a developer's machine is not for other machines. */
const host = '127.0.0.1';

/**
 * Returns the options of Miniflare for the built gateway of a shop.
 *
 * @param topology the topology of the shop, and its workers
 * @param port the port of the gateway
 */
export async function readGateway(
  topology: { name: string; workers: Worker[] },
  variables: Record<string, string>,
  port: number,
) {
  const worker = await writeGateway(topology.name, topology.workers);
  return readMiniflareOptions(worker, variables, { host, port });
}

/**
 * Returns the variables with which `bun run serve` runs the shell and the faces on this machine.
 *
 * @param port the port of the gateway
 * @param shared the variables of all tiers
 * @param ownOf gives the variables of one tier
 */
export function toServerVariables(
  port: number,
  tiers: Worker[],
  shared: Record<string, string>,
  ownOf: (tier: Worker) => Record<string, string>,
): Record<string, string> {
  const own = tiers.filter(({ kind }) => kind !== 'service').map(ownOf);
  return { ...shared, ...Object.assign({}, ...own), SERVICES_URL: `http://${host}:${port}` };
}
