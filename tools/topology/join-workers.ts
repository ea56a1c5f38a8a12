import { root, type Worker } from '../workers.ts';
import { type Joining, topologies } from './topologies.ts';

/** A topology that cannot be built, with the reason in a sentence. */
export class TopologyError extends Error {
  override name = 'TopologyError';
}

/** The workers of a topology, and the joining that made them. */
export type Topology = { name: string; workers: Worker[] };

/**
 * @param name a topology of topologies.ts
 * @param tiers every tier, in the order in which they are deployed
 * @returns the workers that the topology makes of them, in that order; a joined worker is where its last tier was
 * @throws TopologyError for an unknown topology or tier, and for a tier that is in two workers
 */
export function joinWorkers(name: string, tiers: Worker[]): Topology {
  const topology = Object.hasOwn(topologies, name) ? topologies[name] : undefined;
  if (!topology)
    throw new TopologyError(
      `There is no topology ${name}. There are: ${Object.keys(topologies).join(', ')}.`,
    );
  return { name, workers: join(name, topology(tiers), tiers) };
}

/** Like `joinWorkers`, for a joining that no topology of topologies.ts has. */
export function join(topology: string, joining: Joining, tiers: Worker[]): Worker[] {
  const workerOf = new Map<string, string>();
  for (const [worker, names] of Object.entries(joining)) {
    for (const name of names) {
      if (!tiers.some((tier) => tier.name === name))
        throw new TopologyError(`${worker} would join ${name}, but there is no such tier.`);
      const other = workerOf.get(name);
      if (other) throw new TopologyError(`${name} would be in two workers: ${other} and ${worker}.`);
      workerOf.set(name, worker);
    }
  }
  return tiers.flatMap((tier) => {
    const worker = workerOf.get(tier.name);
    if (!worker) return [tier];
    const names = joining[worker] as string[];
    const parts = names.map((name) => tiers.find((each) => each.name === name) as Worker);
    const last = tiers.findLast(({ name }) => names.includes(name));
    return last === tier ? [toJoined(topology, worker, parts)] : [];
  });
}

function toJoined(topology: string, name: string, tiers: Worker[]): Worker {
  const [first] = tiers as [Worker, ...Worker[]];
  const directory = `${root}/.wrangler/topology/${topology}/${name}`;
  return {
    ...{ name, kind: 'face', slice: first.slice, tiers },
    ...{ directory, config: `${directory}/wrangler.json` },
  };
}
