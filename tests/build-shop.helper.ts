import { buildWorker } from '../tools/build/build-worker.ts';
import { writeTopology } from '../tools/topology/write-topology.ts';
import type { Worker } from '../tools/workers.ts';

/** Builds every worker of a topology, and returns them. */
export async function buildShop(topology: string): Promise<Worker[]> {
  const workers = await writeTopology(topology);
  await Promise.all(workers.map(buildWorker));
  return workers;
}
