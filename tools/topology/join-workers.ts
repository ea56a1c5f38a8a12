import type { Worker } from '../workers.ts';
import { type Joining, topologies } from './topologies.ts';

/** A topology that cannot be built, with the reason in a sentence. */
export class TopologyError extends Error {
  override name = 'TopologyError';
}

/**
 * @param name a topology of topologies.ts
 * @param tiers every tier
 * @param directory the folder in which each joined worker gets a folder
 * @returns the workers of the topology in the order of the tiers; a joined worker is at the place of its last tier
 * @throws TopologyError for an unknown topology or tier, and for a tier that is in two workers
 */
export function joinWorkers(name: string, tiers: Worker[], directory: string): Worker[] {
  const topology = Object.hasOwn(topologies, name) ? topologies[name] : undefined;
  if (!topology)
    throw new TopologyError(
      `There is no topology ${name}. There are: ${Object.keys(topologies).join(', ')}.`,
    );
  return join(topology(tiers), tiers, directory);
}

/** Does the work of `joinWorkers` for any joining, so that tests can use their own. */
export function join(joining: Joining, tiers: Worker[], directory: string): Worker[] {
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
    return last === tier ? [toJoined(worker, parts, `${directory}/${worker}`)] : [];
  });
}

function toJoined(name: string, tiers: Worker[], directory: string): Worker {
  const [first] = tiers as [Worker, ...Worker[]];
  return {
    ...{ name, kind: 'face', slice: first.slice, tiers },
    ...{ directory, config: `${directory}/wrangler.json` },
  };
}
