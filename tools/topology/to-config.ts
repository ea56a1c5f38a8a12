import { dirname, resolve } from 'node:path';
import { tiersOf, toServiceName, type Worker } from '../workers.ts';
import { type Config, type ConfiguredTier, type Part, TopologyError } from './config.ts';
import { joinSettings } from './join-settings.ts';
import { toOwnName, toPrefix } from './to-own-name.ts';

/** The result of joining tiers: the configuration of the worker, and the part of each tier in its entry. */
export type JoinedConfig = { config: Config; parts: Record<string, Part> };

/**
 * @param worker a worker of the topology
 * @param workers all of them
 * @param configs the settings of every tier, by its name in bindings, such as `jogakbo-cart-bff`
 * @throws TopologyError if a setting cannot be joined, or if no worker serves a binding
 */
export function toConfig(
  worker: Worker,
  workers: Worker[],
  configs: Map<string, ConfiguredTier>,
): JoinedConfig {
  const tiers = tiersOf(worker).map((tier) => {
    const found = [...configs.values()].find((each) => each.tier === tier);
    if (!found) throw new TopologyError(`${tier.name} has no wrangler.toml.`);
    return found;
  });
  const settings = worker.tiers ? joinSettings(worker, tiers) : toOwnSettings(tiers[0] as ConfiguredTier);
  const services: NonNullable<Config['services']> = [];
  const parts: JoinedConfig['parts'] = {};
  for (const { tier, config } of tiers) {
    const inside: Record<string, string> = {};
    for (const bound of config.services ?? []) {
      const callee = configs.get(bound.service)?.tier;
      if (!callee)
        throw new TopologyError(
          `${tier.name} binds ${bound.binding} to ${bound.service}, which no worker serves.`,
        );
      const server = workers.find((each) => tiersOf(each).includes(callee));
      if (!server) throw new TopologyError(`${callee.name}, which ${tier.name} calls, is in no worker.`);
      if (server === worker) inside[bound.binding] = callee.name;
      else services.push({ binding: toOwnName(worker, tier, bound.binding), ...toAddress(server, callee) });
    }
    parts[tier.name] = { ...toPart(tier, config), hidden: toHidden(config, settings), inside };
  }
  return { config: { ...settings, services }, parts };
}

/** Returns the entrypoint of a tier in a joined worker; undefined for the tier that is the default entrypoint. */
export function toEntrypoint(worker: Worker, tier: Worker): string | undefined {
  const tiers = tiersOf(worker);
  if (tier === tiers[0]) return undefined;
  const alone = tiers.filter(({ kind }) => kind === tier.kind).length === 1;
  const words = alone ? [tier.kind] : tier.name.split('-');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function toAddress(server: Worker, callee: Worker): { service: string; entrypoint?: string } {
  const entrypoint = toEntrypoint(server, callee);
  return { service: toServiceName(server), ...(entrypoint ? { entrypoint } : {}) };
}

function toPart(tier: Worker, config: Config): Omit<Part, 'hidden' | 'inside'> {
  const { durable_objects, migrations = [], workflows = [], queues, triggers } = config;
  const classes = [
    ...(durable_objects?.bindings ?? []).map(({ class_name }) => class_name),
    ...migrations.flatMap(({ new_sqlite_classes = [] }) => new_sqlite_classes),
    ...workflows.map(({ class_name }) => class_name),
  ];
  return {
    prefix: toPrefix(tier),
    queues: (queues?.consumers ?? []).map(({ queue }) => queue),
    crons: triggers?.crons ?? [],
    classes: [...new Set(classes)],
  };
}

/** The files of all tiers are one folder, so they have one binding. A tier without files must not see it. */
function toHidden({ assets }: Config, { assets: all }: Config): string[] {
  return all && !assets ? [all.binding] : [];
}

/** The configuration of a worker that is one tier. It is in another folder than the wrangler.toml, so its paths become absolute. */
function toOwnSettings({ tier, config }: ConfiguredTier): Config {
  const folder = dirname(tier.config);
  return {
    ...config,
    main: resolve(folder, config.main as string),
    ...(config.assets
      ? { assets: { ...config.assets, directory: resolve(folder, config.assets.directory) } }
      : {}),
    build: { ...(config.build as object), cwd: folder },
  };
}
