import { joinWorkers } from '../topology/join-workers.ts';
import { readTopology } from '../topology/read-topology.ts';
import { listWorkers, toServiceName } from '../workers.ts';

/** Lists the workers that can be released, by slice. The shell chooses versions, so it is none of them. */
export async function listSlices(): Promise<Record<string, string[]>> {
  const workers = joinWorkers(readTopology(), await listWorkers(), '');
  const slices = Object.groupBy(
    workers.filter(({ kind }) => kind !== 'shell').sort((a, b) => a.slice.localeCompare(b.slice)),
    ({ slice }) => slice,
  );
  return Object.fromEntries(
    Object.entries(slices).map(([slice, members]) => [slice, (members ?? []).map(toServiceName)]),
  );
}
