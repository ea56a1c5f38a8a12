import { toOwnName, toPrefix } from '../topology/to-own-name.ts';
import { readConfig, tiersOf, type Worker } from '../workers.ts';

type Variables = Record<string, string>;

/**
 * Returns the variables and secrets of a worker. In a joined worker, those of one tier have names of their own.
 *
 * @param shared the variables of all workers
 * @param ownOf gives the variables of one tier, which override the shared ones
 */
export function toVariables(
  worker: Worker,
  shared: Variables,
  ownOf: (tier: Worker) => Variables,
): Variables {
  const { vars = {} } = readConfig<{ vars?: Variables }>(worker);
  const own = tiersOf(worker).flatMap((tier) => {
    // The worker's configuration may have a value for this tier alone, which a shared variable would not override.
    const declared = Object.entries(shared).filter(([name]) => toPrefix(tier) + name in vars);
    return [...declared, ...Object.entries(ownOf(tier))].map(([name, value]) => [
      toOwnName(worker, tier, name),
      value,
    ]);
  });
  return { ...shared, ...Object.fromEntries(own) };
}
