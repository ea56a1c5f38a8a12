import { dirname, resolve } from 'node:path';

type Named = { binding: string };
/** The parts of a worker's configuration that depend on the account or on the environment. */
export type DeployConfig = {
  name: string;
  main: string;
  assets?: { directory: string; binding: string };
  services?: { binding: string; service: string; entrypoint?: string }[];
  d1_databases?: (Named & { database_name: string; database_id?: string; migrations_dir?: string })[];
  kv_namespaces?: (Named & { id?: string })[];
  r2_buckets?: (Named & { bucket_name: string })[];
  analytics_engine_datasets?: (Named & { dataset: string })[];
  queues?: {
    producers?: (Named & { queue: string })[];
    consumers?: { queue: string; dead_letter_queue?: string }[];
  };
  workflows?: (Named & { name: string; class_name: string })[];
  vars?: Record<string, string>;
  secrets?: { required?: string[] };
  workers_dev?: boolean;
  [key: string]: unknown;
};

export type Target = {
  /** Which shop: production is undefined, and `staging` deploys workers named `jogakbo-staging-…`. */
  environment: string | undefined;
  /** The address of the shop. */
  origin: string;
};

/** The ids of the account's databases and namespaces, by their names. */
export type Ids = { databases: Record<string, string>; namespaces: Record<string, string> };

/** Returns the name that a worker, queue, database or workflow has in an environment. */
export function toDeployedName(name: string, environment: string | undefined): string {
  return environment ? name.replace(/^jogakbo-/, `jogakbo-${environment}-`) : name;
}

/** Returns the name that a dataset has in an environment. The name of a dataset is also that of a table in SQL. */
export function toDatasetName(name: string, environment: string | undefined): string {
  return environment ? name.replace(/^jogakbo_/, `jogakbo_${environment}_`) : name;
}

/** The title of a KV namespace, as wrangler itself would choose it. */
export function toNamespaceTitle(worker: string, binding: string): string {
  return `${worker}-${binding.toLowerCase().replaceAll('_', '-')}`;
}

/**
 * Returns the configuration with which wrangler deploys a built worker: with the names of the environment, the ids of the account and
 * absolute paths. It never becomes part of a wrangler.toml.
 *
 * @param path the file of the configuration, to which its paths are relative
 */
export function toDeployedConfig(
  config: DeployConfig,
  path: string,
  { environment, origin }: Target,
  ids: Ids,
): DeployConfig {
  const rename = (name: string) => toDeployedName(name, environment);
  const folder = dirname(path);
  const {
    build: _,
    assets,
    services,
    d1_databases,
    kv_namespaces,
    r2_buckets,
    analytics_engine_datasets,
    queues,
    workflows,
    vars,
    ...others
  } = config;
  const name = rename(config.name);
  const own = {
    ...(vars?.ORIGIN === undefined ? {} : { ORIGIN: origin }),
    ...(config.name === 'jogakbo-shell' && origin.startsWith('http:') ? { PLAIN_HTTP: '1' } : {}),
  };
  return {
    ...others,
    ...{ name, main: resolve(folder, config.main), vars: { ...vars, ...own } },
    ...(config.name === 'jogakbo-shell' ? toAddress(origin) : {}),
    ...(assets ? { assets: { ...assets, directory: resolve(folder, assets.directory) } } : {}),
    ...(services ? { services: services.map((each) => ({ ...each, service: rename(each.service) })) } : {}),
    ...(d1_databases
      ? {
          d1_databases: d1_databases.map(({ binding, database_name }) => {
            const database = rename(database_name);
            const id = ids.databases[database];
            return { binding, database_name: database, ...(id ? { database_id: id } : {}) };
          }),
        }
      : {}),
    ...(kv_namespaces
      ? {
          kv_namespaces: kv_namespaces.map(({ binding }) => {
            const id = ids.namespaces[toNamespaceTitle(name, binding)];
            return { binding, ...(id ? { id } : {}) };
          }),
        }
      : {}),
    ...(r2_buckets
      ? { r2_buckets: r2_buckets.map((each) => ({ ...each, bucket_name: rename(each.bucket_name) })) }
      : {}),
    ...(analytics_engine_datasets
      ? {
          analytics_engine_datasets: analytics_engine_datasets.map(({ binding, dataset }) => ({
            ...{ binding, dataset: toDatasetName(dataset, environment) },
          })),
        }
      : {}),
    ...(queues
      ? {
          queues: {
            producers: (queues.producers ?? []).map((each) => ({ ...each, queue: rename(each.queue) })),
            consumers: (queues.consumers ?? []).map((each) => ({
              ...{ ...each, queue: rename(each.queue) },
              ...(each.dead_letter_queue ? { dead_letter_queue: rename(each.dead_letter_queue) } : {}),
            })),
          },
        }
      : {}),
    ...(workflows ? { workflows: workflows.map((each) => ({ ...each, name: rename(each.name) })) } : {}),
  };
}

/** A domain of one's own needs a route. A `workers.dev` address, and one on this machine, needs none. */
function toAddress(origin: string): Pick<DeployConfig, string> {
  const { hostname } = new URL(origin);
  if (hostname.endsWith('.workers.dev') || origin.startsWith('http:')) return { workers_dev: true };
  return { workers_dev: false, routes: [{ pattern: hostname, custom_domain: true }] };
}
