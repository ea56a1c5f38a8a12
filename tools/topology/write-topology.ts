import { gateway, listWorkers, readConfig, root, tiersOf, toServiceName, type Worker } from '../workers.ts';
import type { Config, ConfiguredTier } from './config.ts';
import { joinWorkers } from './join-workers.ts';
import { type JoinedConfig, toConfig } from './to-config.ts';
import { toEntry } from './to-entry.ts';

/**
 * Writes the generated files of a topology: an entry for each joined worker, and a configuration for it and for each worker that calls
 * it.
 *
 * @param tiers every tier, by default those of this source tree
 * @param directory the folder to write to, by default below `.wrangler/topology/`
 * @returns the workers, ready to be built
 * @throws TopologyError with a sentence that says what cannot be joined
 */
export async function writeTopology(
  name: string,
  tiers?: Worker[],
  directory = `${root}/.wrangler/topology/${name}`,
): Promise<Worker[]> {
  const all = tiers ?? (await listWorkers());
  const workers = joinWorkers(name, all, directory);
  if (workers.every((worker) => !worker.tiers)) return workers;
  const configs = readConfigs(all);
  return Promise.all(
    workers.map(async (worker) => {
      const joined = toConfig(worker, workers, configs);
      if (worker.tiers) await writeIfChanged(`${worker.directory}/worker.ts`, toEntry(worker, joined));
      else if (!callsJoined(joined, workers)) return worker;
      const config = `${directory}/${worker.name}/wrangler.json`;
      await writeIfChanged(config, `${JSON.stringify(joined.config, null, 2)}\n`);
      return { ...worker, config, tiers: tiersOf(worker) };
    }),
  );
}

/**
 * Writes the configuration of the gateway for a topology, where a service may be an entrypoint of another worker.
 *
 * @param workers the workers of the topology
 * @returns the gateway, ready to be started
 */
export async function writeGateway(name: string, workers: Worker[]): Promise<Worker> {
  const configs = readConfigs([...workers.flatMap(tiersOf), gateway]);
  const config = `${root}/.wrangler/topology/${name}/gateway/wrangler.json`;
  const joined = toConfig(gateway, [...workers, gateway], configs);
  await writeIfChanged(config, `${JSON.stringify(joined.config, null, 2)}\n`);
  return { ...gateway, config };
}

function readConfigs(tiers: Worker[]): Map<string, ConfiguredTier> {
  return new Map(
    tiers.map((tier) => {
      const config = readConfig<Config>(tier);
      return [config.name, { tier, config }];
    }),
  );
}

function callsJoined({ config }: JoinedConfig, workers: Worker[]): boolean {
  const joined = workers.filter(({ tiers }) => tiers).map(toServiceName);
  return config.services?.some(({ service }) => joined.includes(service)) ?? false;
}

/** An unchanged file keeps its time, so that watchers do not see a change. */
async function writeIfChanged(path: string, content: string): Promise<void> {
  const file = Bun.file(path);
  if ((await file.exists()) && (await file.text()) === content) return;
  await Bun.write(path, content);
}
