import { type DeployConfig, toNamespaceTitle } from './to-deployed-config.ts';

/** What workers need in the account besides themselves, by names. */
export type Resources = {
  queues: string[];
  databases: string[];
  namespaces: string[];
  buckets: string[];
  /** wrangler makes these. */
  workflows: string[];
};

/** @param configs configurations with the names of the environment */
export function listResources(configs: DeployConfig[]): Resources {
  const unique = (names: string[]) => [...new Set(names)].sort();
  return {
    queues: unique(
      configs.flatMap(({ queues = {} }) => [
        ...(queues.producers ?? []).map(({ queue }) => queue),
        ...(queues.consumers ?? []).flatMap(({ queue, dead_letter_queue }) =>
          dead_letter_queue ? [queue, dead_letter_queue] : [queue],
        ),
      ]),
    ),
    databases: unique(
      configs.flatMap(({ d1_databases = [] }) => d1_databases.map(({ database_name }) => database_name)),
    ),
    namespaces: unique(
      configs.flatMap(({ name, kv_namespaces = [] }) =>
        kv_namespaces.map(({ binding }) => toNamespaceTitle(name, binding)),
      ),
    ),
    workflows: unique(configs.flatMap(({ workflows = [] }) => workflows.map(({ name }) => name))),
    buckets: unique(
      configs.flatMap(({ r2_buckets = [] }) => r2_buckets.map(({ bucket_name }) => bucket_name)),
    ),
  };
}
