import { joinWorkers } from '../topology/join-workers.ts';
import { readTopology } from '../topology/read-topology.ts';
import { listWorkers, toServiceName } from '../workers.ts';

/** Lists the workers that can be released, by slice. The shell chooses versions, so it is none of them. */
export async function listSlices(topology = readTopology()): Promise<Record<string, string[]>> {
  const workers = joinWorkers(topology, await listWorkers(), '');
  const slices = Object.groupBy(
    workers.filter(({ kind }) => kind !== 'shell').sort((a, b) => a.slice.localeCompare(b.slice)),
    ({ slice }) => slice,
  );
  return Object.fromEntries(
    Object.entries(slices).map(([slice, members]) => [slice, (members ?? []).map(toServiceName)]),
  );
}

/** Says that there is no slice of that name, and which ones there are. An empty name is one that is missing. */
export function toUnknownSlice(name: string, slices: Record<string, string[]>): string {
  return `${name ? `No slice is called ${name}.` : 'Name a slice.'} There are: ${Object.keys(slices).join(', ')}.`;
}
