import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { root, toServiceName, type Worker } from '../workers.ts';
import { type Config, type ConfiguredTier, TopologyError } from './config.ts';
import { toPrefix } from './to-own-name.ts';

/**
 * Joins the settings of tiers into those of one worker, without its calls to other workers. A variable or secret with the same value in
 * every tier keeps its name; any other one, and each binding, gets a name of its own for each tier.
 *
 * @throws TopologyError with a sentence that names what cannot be joined
 */
export function joinSettings(worker: Worker, tiers: ConfiguredTier[]): Config {
  const [{ config: first, tier }] = tiers as [ConfiguredTier, ...ConfiguredTier[]];
  for (const each of tiers) refuseStrangers(worker, each, tiers[0] as ConfiguredTier);
  const listed = <Item>(list: (config: Config) => Item[] | undefined) =>
    tiers.flatMap(({ config }) => list(config) ?? []);
  const bound = <Item extends { binding: string }>(list: (each: ConfiguredTier) => Item[] | undefined) =>
    tiers.flatMap((each) =>
      (list(each) ?? []).map((item) => ({ ...item, binding: toPrefix(each.tier) + item.binding })),
    );
  const objects = tiers.flatMap(({ tier, config }) =>
    (config.durable_objects?.bindings ?? []).map((each) => ({ ...each, name: toPrefix(tier) + each.name })),
  );
  const producers = bound(({ config }) => config.queues?.producers);
  const consumers = listed(({ queues }) => queues?.consumers);
  const crons = unique(listed(({ triggers }) => triggers?.crons));
  const limits = listed(({ limits }) => (limits?.cpu_ms ? [limits.cpu_ms] : []));
  refuseTwice(worker, tiers, 'the class', ({ migrations = [], workflows = [] }) => [
    ...migrations.flatMap(({ new_sqlite_classes = [] }) => new_sqlite_classes),
    ...workflows.map(({ class_name }) => class_name),
  ]);
  refuseTwice(worker, tiers, 'a consumer of the queue', ({ queues }) =>
    queues?.consumers?.map(({ queue }) => queue),
  );
  return {
    name: toServiceName(worker),
    main: 'dist/worker/index.js',
    compatibility_date: first.compatibility_date,
    compatibility_flags: unique(listed(({ compatibility_flags }) => compatibility_flags)),
    ...{ workers_dev: false, no_bundle: true, rules: first.rules, observability: first.observability },
    build: { command: `bun tools/build.ts ${tier.name}`, cwd: root },
    ...joinAssets(worker, tiers),
    ...joinVariables(tiers),
    ...(limits.length > 0 ? { limits: { cpu_ms: Math.max(...limits) } } : {}),
    // Smart placement measures where the worker is faster, so it may decide for all tiers.
    ...(tiers.some(({ config }) => config.placement) ? { placement: { mode: 'smart' } } : {}),
    ...given(
      'd1_databases',
      bound(({ config, tier }) =>
        config.d1_databases?.map((each) => ({
          ...each,
          migrations_dir: resolve(tier.directory, each.migrations_dir ?? 'migrations'),
        })),
      ),
    ),
    // The name of the binding is the id on a machine where the namespace has none.
    ...given(
      'kv_namespaces',
      bound(({ config }) => config.kv_namespaces?.map((each) => ({ id: each.binding, ...each }))),
    ),
    ...given(
      'analytics_engine_datasets',
      bound(({ config }) => config.analytics_engine_datasets),
    ),
    ...given(
      'r2_buckets',
      bound(({ config }) => config.r2_buckets),
    ),
    ...(objects.length > 0 ? { durable_objects: { bindings: objects } } : {}),
    ...given('migrations', joinMigrations(tiers)),
    ...given(
      'workflows',
      bound(({ config }) => config.workflows),
    ),
    ...(producers.length + consumers.length > 0 ? { queues: { producers, consumers } } : {}),
    ...(crons.length > 0 ? { triggers: { crons } } : {}),
  };
}

function given<Name extends string, Item>(name: Name, items: Item[]): Partial<Record<Name, Item[]>> {
  return items.length > 0 ? ({ [name]: items } as Record<Name, Item[]>) : {};
}

/** Settings that any joined tier may have. `[build]` is written for the joined worker. */
const joined = [
  ...['name', 'main', 'compatibility_date', 'compatibility_flags', 'workers_dev', 'no_bundle', 'rules'],
  ...['build', 'assets', 'observability', 'services', 'vars', 'secrets'],
];
/**
 * More settings, by kind. Code that renders pages has no store, queue or clock of its own; the shell reads the release map from KV, reads files
 * of old versions from R2, and records views of pages.
 */
const more: Partial<Record<Worker['kind'], string[]>> = {
  shell: ['queues', 'limits', 'kv_namespaces', 'r2_buckets', 'analytics_engine_datasets'],
  service: [
    ...['queues', 'limits', 'placement', 'triggers', 'd1_databases', 'kv_namespaces'],
    ...['durable_objects', 'migrations', 'workflows'],
  ],
};

function refuseStrangers(worker: Worker, { tier, config }: ConfiguredTier, first: ConfiguredTier): void {
  const refuse = (reason: string): never => {
    throw new TopologyError(`${worker.name} cannot join ${tier.name}: ${reason}`);
  };
  const known = [...joined, ...(more[tier.kind] ?? [])];
  const stranger = Object.keys(config).find((key) => !known.includes(key));
  if (stranger) refuse(`its wrangler.toml has ${stranger}, which needs a worker of its own.`);
  if (config.compatibility_date !== first.config.compatibility_date)
    refuse(`its compatibility_date differs from that of ${first.tier.name}.`);
  for (const migration of config.migrations ?? []) {
    const step = Object.keys(migration).find((key) => key !== 'tag' && key !== 'new_sqlite_classes');
    if (step)
      refuse(`its migration ${migration.tag} has ${step}, and only new_sqlite_classes can be joined.`);
  }
}

/** Refuses two tiers that have the same thing, which a worker can have only once. */
function refuseTwice(
  worker: Worker,
  tiers: ConfiguredTier[],
  what: string,
  list: (config: Config) => string[] | undefined,
): void {
  const owners = new Map<string, string>();
  for (const { tier, config } of tiers)
    for (const thing of unique(list(config) ?? [])) {
      const other = owners.get(thing);
      if (other)
        throw new TopologyError(
          `${worker.name} cannot join ${other} and ${tier.name}: each has ${what} ${thing}.`,
        );
      owners.set(thing, tier.name);
    }
}

/** The files of each tier are in a folder of its slice, so they can be together. */
function joinAssets(worker: Worker, tiers: ConfiguredTier[]): Pick<Config, 'assets'> {
  const [first, ...others] = tiers.filter(({ config }) => config.assets);
  if (!first?.config.assets) return {};
  const assets = { ...first.config.assets, directory: 'dist/assets' };
  for (const { tier, config } of others) {
    if (tier.slice === first.tier.slice)
      throw new TopologyError(
        `${worker.name} cannot join ${first.tier.name} and ${tier.name}: each has assets.`,
      );
    if (!isDeepStrictEqual({ ...config.assets, directory: 'dist/assets' }, assets))
      throw new TopologyError(
        `${worker.name} cannot join ${tier.name}: its assets have other settings than those of ${first.tier.name}.`,
      );
  }
  return { assets };
}

function joinVariables(tiers: ConfiguredTier[]): Pick<Config, 'vars' | 'secrets'> {
  const vars = tiers.flatMap(({ tier, config }) =>
    Object.entries(config.vars ?? {}).map(([name, value]) => {
      const everywhere = tiers.every((other) => other.config.vars?.[name] === value);
      return [everywhere ? name : toPrefix(tier) + name, value];
    }),
  );
  const secrets = tiers.flatMap(({ tier, config }) =>
    (config.secrets?.required ?? []).map((name) => {
      const everywhere = tiers.every((other) => other.config.secrets?.required?.includes(name));
      return everywhere ? name : toPrefix(tier) + name;
    }),
  );
  return { vars: Object.fromEntries(vars), secrets: { required: unique(secrets) } };
}

function joinMigrations(tiers: ConfiguredTier[]): NonNullable<Config['migrations']> {
  const all = tiers.flatMap(({ tier, config }) =>
    (config.migrations ?? []).map((each, place) => ({ ...each, place, tag: `${tier.name}-${each.tag}` })),
  );
  return all.toSorted((a, b) => a.place - b.place).map(({ place: _, ...migration }) => migration);
}

function unique(names: string[]): string[] {
  return [...new Set(names)];
}
