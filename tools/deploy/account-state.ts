import * as v from 'valibot';
import type { Cloudflare } from './cloudflare.ts';
import type { Resources } from './list-resources.ts';
import type { Ids } from './to-deployed-config.ts';
import { readBuild } from './version-message.ts';

const Consumer = v.object({ script: v.optional(v.string()), service: v.optional(v.string()) });
const Queues = v.array(v.object({ queue_name: v.string(), consumers: v.optional(v.array(Consumer), []) }));
const Workflows = v.array(v.object({ name: v.string() }));
const Databases = v.array(v.object({ uuid: v.string(), name: v.string() }));
const Namespaces = v.array(v.object({ id: v.string(), title: v.string() }));
const Buckets = v.object({ buckets: v.array(v.object({ name: v.string() })) });
const Scripts = v.array(v.object({ id: v.string(), migration_tag: v.nullish(v.string()) }));
const Deployments = v.object({
  deployments: v.array(
    v.object({ versions: v.array(v.object({ version_id: v.string(), percentage: v.number() })) }),
  ),
});
const Version = v.object({
  number: v.optional(v.number(), 0),
  annotations: v.optional(v.record(v.string(), v.nullish(v.string())), {}),
});
const SecretNames = v.array(v.object({ name: v.string() }));

/** What an account has. */
export type AccountState = {
  scripts: Set<string>;
  /** The last change of the Durable Objects of a script, by its name. */
  migrations: Record<string, string>;
  queues: Set<string>;
  /** The workers that consume a queue, by its name. */
  consumers: Record<string, string[]>;
  buckets: Set<string>;
  workflows: Set<string>;
  ids: Ids;
};

/** Reads what the account has. Lists are read page by page. */
export async function readAccount(cloudflare: Cloudflare, needed: Resources): Promise<AccountState> {
  const [scripts, queues, databases, namespaces, buckets, workflows] = await Promise.all([
    cloudflare.get('/workers/scripts', Scripts),
    needed.queues.length > 0 ? readPages(cloudflare, '/queues?', Queues) : [],
    needed.databases.length > 0 ? readPages(cloudflare, '/d1/database?', Databases) : [],
    needed.namespaces.length > 0 ? readPages(cloudflare, '/storage/kv/namespaces?', Namespaces) : [],
    needed.buckets.length > 0 ? cloudflare.get('/r2/buckets', Buckets) : { buckets: [] },
    needed.workflows.length > 0 ? readPages(cloudflare, '/workflows?', Workflows) : [],
  ]);
  return {
    scripts: new Set(scripts.map(({ id }) => id)),
    migrations: Object.fromEntries(
      scripts.flatMap(({ id, migration_tag }) => (migration_tag ? [[id, migration_tag]] : [])),
    ),
    queues: new Set(queues.map(({ queue_name }) => queue_name)),
    consumers: Object.fromEntries(
      queues.map(({ queue_name, consumers }) => [
        queue_name,
        consumers.flatMap(({ script, service }) => script ?? service ?? []),
      ]),
    ),
    workflows: new Set(workflows.map(({ name }) => name)),
    buckets: new Set(buckets.buckets.map(({ name }) => name)),
    ids: {
      databases: Object.fromEntries(databases.map(({ name, uuid }) => [name, uuid])),
      namespaces: Object.fromEntries(namespaces.map(({ title, id }) => [title, id])),
    },
  };
}

/** Makes a queue, database, namespace or bucket that is missing. @returns what was made, such as `queue jogakbo-cart-events` */
export async function createMissing(
  cloudflare: Cloudflare,
  state: AccountState,
  needed: Resources,
  onMade: (what: string) => void,
): Promise<void> {
  const { ids } = state;
  for (const name of needed.queues.filter((name) => !state.queues.has(name))) {
    await cloudflare.post('/queues', { queue_name: name }, v.unknown());
    onMade(`queue ${name}`);
  }
  for (const name of needed.databases.filter((name) => !ids.databases[name])) {
    const { uuid } = await cloudflare.post(
      '/d1/database',
      { name, primary_location_hint: databaseLocation },
      v.object({ uuid: v.string() }),
    );
    ids.databases[name] = uuid;
    onMade(`database ${name}`);
  }
  for (const title of needed.namespaces.filter((title) => !ids.namespaces[title])) {
    const { id } = await cloudflare.post('/storage/kv/namespaces', { title }, v.object({ id: v.string() }));
    ids.namespaces[title] = id;
    onMade(`KV namespace ${title}`);
  }
  for (const name of needed.buckets.filter((name) => !state.buckets.has(name))) {
    await cloudflare.post('/r2/buckets', { name }, v.unknown());
    onMade(`bucket ${name}`);
  }
}

/** The shoppers are in Korea, so the databases are in the part of Asia that is nearest to it. */
const databaseLocation = 'apac';

/** A version in the deployment of a script. */
export type Deployed = {
  id: string;
  number: number;
  percentage: number;
  tag: string | undefined;
  /** How its answers are called, for a face. */
  build: string | undefined;
};

/** Reads the versions in the deployment of a script, the one with the largest share first. */
export async function readDeployed(cloudflare: Cloudflare, script: string): Promise<Deployed[]> {
  const found = await cloudflare.find(`/workers/scripts/${script}/deployments`, Deployments);
  const serving = found?.deployments[0]?.versions ?? [];
  const versions = await Promise.all(
    serving.map(async ({ version_id: id, percentage }) => {
      const version = await cloudflare.find(`/workers/scripts/${script}/versions/${id}`, Version);
      const { number = 0, annotations } = version ?? {};
      const build = readBuild(annotations?.['workers/message'] ?? undefined);
      return { id, number, percentage, tag: annotations?.['workers/tag'] ?? undefined, build };
    }),
  );
  return versions.sort((a, b) => b.percentage - a.percentage);
}

/** Says whether a script has been deployed once at most. */
export async function isFirstDeployment(cloudflare: Cloudflare, script: string): Promise<boolean> {
  const found = await cloudflare.find(`/workers/scripts/${script}/deployments`, Deployments);
  return (found?.deployments.length ?? 0) <= 1;
}

export async function readSecretNames(cloudflare: Cloudflare, script: string): Promise<string[]> {
  const found = await cloudflare.find(`/workers/scripts/${script}/secrets`, SecretNames);
  return found?.map(({ name }) => name) ?? [];
}

/** The address of the account at workers.dev; undefined if the account has none yet. */
export async function readSubdomain(cloudflare: Cloudflare): Promise<string | undefined> {
  const found = await cloudflare.find('/workers/subdomain', v.object({ subdomain: v.nullish(v.string()) }));
  return found?.subdomain ?? undefined;
}

const pageSize = 100;

async function readPages<Item>(
  cloudflare: Cloudflare,
  path: string,
  schema: v.GenericSchema<unknown, Item[]>,
): Promise<Item[]> {
  const all: Item[] = [];
  for (let page = 1; ; page++) {
    const found = await cloudflare.get(`${path}page=${page}&per_page=${pageSize}`, schema);
    all.push(...found);
    if (found.length < pageSize) return all;
  }
}
