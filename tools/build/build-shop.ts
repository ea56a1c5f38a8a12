import { writeTopology } from '../topology/write-topology.ts';
import type { Worker } from '../workers.ts';
import { buildWorker } from './build-worker.ts';

/** Builds every worker of a topology, and returns them. */
export async function buildShop(topology: string): Promise<Worker[]> {
  const workers = await writeTopology(topology);
  await Promise.all(workers.map(buildWorker));
  return workers;
}
