import { buildWorker } from '../tools/build/build-worker.ts';
import { writeTopology } from '../tools/topology/write-topology.ts';
import { gateway, type Worker } from '../tools/workers.ts';

/** Builds every worker of a topology, and the gateway. @returns the workers of the topology */
export async function buildShop(topology: string): Promise<Worker[]> {
  const workers = await writeTopology(topology);
  await Promise.all([...workers, gateway].map(buildWorker));
  return workers;
}
