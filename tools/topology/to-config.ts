import { dirname, resolve } from 'node:path';
import { root, tiersOf, toServiceName, type Worker } from '../workers.ts';
import { TopologyError } from './join-workers.ts';

/** The parts of a wrangler.toml that joining reads. */
export type Config = {
  name: string;
  compatibility_date: string;
  compatibility_flags?: string[];
  assets?: { directory: string; binding: string };
  services?: { binding: string; service: string; entrypoint?: string }[];
  vars?: Record<string, string>;
  secrets?: { required?: string[] };
  [key: string]: unknown;
};

/** A tier and its own wrangler.toml. */
export type ConfiguredTier = { tier: Worker; config: Config };

/** The result of joining tiers: the configuration of the worker, and the parts of its env that each tier may see. */
export type JoinedConfig = {
  config: Config;
  parts: Record<string, { hidden: string[]; inside: Record<string, string> }>;
};

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
  const [first] = tiers as [ConfiguredTier, ...ConfiguredTier[]];
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
      else services.push({ binding: bound.binding, ...toAddress(server, callee) });
    }
    const own = new Set(toBindings(config));
    const others = tiers.flatMap((other) => (other.tier === tier ? [] : toBindings(other.config)));
    parts[tier.name] = { hidden: others.filter((name) => !own.has(name)), inside };
  }
  return { config: { ...toSettings(worker, tiers, first), services }, parts };
}

/** Returns the entrypoint of a tier in a joined worker; undefined for the tier that is the default entrypoint. */
export function toEntrypoint(worker: Worker, tier: Worker): string | undefined {
  const [first] = tiersOf(worker);
  if (tier === first) return undefined;
  return `${tier.kind.charAt(0).toUpperCase()}${tier.kind.slice(1)}`;
}

function toAddress(server: Worker, callee: Worker): { service: string; entrypoint?: string } {
  const entrypoint = toEntrypoint(server, callee);
  return { service: toServiceName(server), ...(entrypoint ? { entrypoint } : {}) };
}

/** Settings that a worker has only once. Either all tiers have the same value, or only one tier has the setting. */
function toSettings(
  worker: Worker,
  tiers: ConfiguredTier[],
  { config: first, tier }: ConfiguredTier,
): Config {
  if (!worker.tiers) {
    const folder = dirname(tier.config);
    return { ...withPaths(first, folder), build: { ...(first.build as object), cwd: folder } };
  }
  for (const { tier, config } of tiers) {
    const stranger = Object.keys(config).find((key) => !joined.includes(key));
    if (stranger)
      throw new TopologyError(
        `${worker.name} cannot join ${tier.name}: its wrangler.toml has ${stranger}, which needs a worker of its own.`,
      );
    if (config.compatibility_date !== first.compatibility_date)
      throw new TopologyError(
        `${worker.name} cannot join ${tier.name}: its compatibility_date differs from that of ${tiers[0]?.tier.name}.`,
      );
  }
  const withAssets = tiers.filter(({ config }) => config.assets);
  if (withAssets.length > 1)
    throw new TopologyError(
      `${worker.name} cannot join ${withAssets.map(({ tier }) => tier.name).join(' and ')}: each has assets.`,
    );
  const { assets } = withAssets[0]?.config ?? {};
  return {
    name: toServiceName(worker),
    main: 'dist/worker/index.js',
    compatibility_date: first.compatibility_date,
    compatibility_flags: [...new Set(tiers.flatMap(({ config }) => config.compatibility_flags ?? []))],
    ...{ workers_dev: false, no_bundle: true, rules: first.rules, observability: first.observability },
    build: { command: `bun tools/build.ts ${tier.name}`, cwd: root },
    ...(assets ? { assets: { ...assets, directory: 'dist/assets' } } : {}),
    vars: Object.assign({}, ...tiers.map(({ config }) => config.vars ?? {})),
    secrets: { required: [...new Set(tiers.flatMap(({ config }) => config.secrets?.required ?? []))] },
  };
}

/** The settings that a tier in a joined worker may have. `[build]` is written for the joined worker. */
const joined = [
  ...['name', 'main', 'compatibility_date', 'compatibility_flags', 'workers_dev', 'no_bundle', 'rules'],
  ...['build', 'assets', 'observability', 'services', 'vars', 'secrets'],
];

/** The configuration is in another folder than the wrangler.toml, so its paths become absolute. */
function withPaths(config: Config, folder: string): Config {
  return {
    ...config,
    main: resolve(folder, config.main as string),
    ...(config.assets
      ? { assets: { ...config.assets, directory: resolve(folder, config.assets.directory) } }
      : {}),
  };
}

function toBindings({ assets, services = [] }: Config): string[] {
  return [...(assets ? [assets.binding] : []), ...services.map(({ binding }) => binding)];
}
