import type { Worker } from '../workers.ts';
import { TopologyError } from './config.ts';
import { type Joining, topologies } from './topologies.ts';

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
  return join(typeof topology === 'function' ? topology(tiers) : topology, tiers, directory);
}

/** Does the work of `joinWorkers` for any joining, so that tests can use their own. */
export function join(joining: Joining, tiers: Worker[], directory: string): Worker[] {
  const joined = new Map(
    Object.entries(joining).map(([worker, names]) => [worker, toTiers(worker, names, tiers)]),
  );
  const workerOf = new Map<Worker, string>();
  for (const [worker, parts] of joined)
    for (const tier of parts) {
      const other = workerOf.get(tier);
      if (other) throw new TopologyError(`${tier.name} would be in two workers: ${other} and ${worker}.`);
      workerOf.set(tier, worker);
    }
  return tiers.flatMap((tier) => {
    const worker = workerOf.get(tier);
    if (!worker) return [tier];
    const parts = joined.get(worker) as Worker[];
    const last = tiers.findLast((each) => parts.includes(each));
    return last === tier ? [toJoined(worker, parts, `${directory}/${worker}`)] : [];
  });
}

/** Finds the tiers that the names of a joining mean: the shell first, then frontends, BFFs and services, or as they are listed. */
function toTiers(worker: string, names: string[], tiers: Worker[]): Worker[] {
  const found = new Set<Worker>();
  for (const given of names) {
    const name = given.replace('!', '');
    const named = tiers
      .toReversed()
      .filter((tier) => name === '*' || tier.slice === name || tier.name === name);
    if (named.length === 0)
      throw new TopologyError(`${worker} would join ${name}, but there is no such tier.`);
    for (const tier of named) given.startsWith('!') ? found.delete(tier) : found.add(tier);
  }
  if (found.size === 0) throw new TopologyError(`${worker} would join no tiers.`);
  return [...found];
}

function toJoined(name: string, tiers: Worker[], directory: string): Worker {
  const [first] = tiers as [Worker, ...Worker[]];
  const isFace = tiers.every(({ kind, slice }) => kind !== 'service' && slice === first.slice);
  return {
    ...{ name, kind: isFace ? 'face' : 'joined', slice: isFace ? first.slice : name, tiers },
    ...{ directory, config: `${directory}/wrangler.json` },
  };
}
