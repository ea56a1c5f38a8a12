import * as v from 'valibot';
import { type AccountState, readSecretNames } from './account-state.ts';
import { type Cloudflare, CloudflareError } from './cloudflare.ts';
import type { DeployConfig } from './to-deployed-config.ts';

const Domains = v.array(v.object({ hostname: v.string(), service: v.string() }));
const Changes = v.object({ conflicting: v.optional(v.array(v.object({ hostname: v.string() })), []) });
const Tables = v.array(v.object({ results: v.array(v.object({ name: v.string() })) }));

type Given = {
  state: AccountState;
  configs: DeployConfig[];
  /** The tag of the version that serves, for each worker that exists. */
  tags: Record<string, string | undefined>;
  /** Databases with migrations that have not been applied. */
  pending: string[];
};

/**
 * Finds names that something else in the account uses already. A deploy would replace the worker, lead the domain to the shop, or add its
 * tables to the database, and wrangler does not ask.
 *
 * @returns a sentence for each name
 */
export async function findTaken(
  cloudflare: Cloudflare,
  { state, configs, tags, pending }: Given,
): Promise<string[]> {
  const found = await Promise.all([
    ...Object.entries(tags).map(([name, tag]) => findWorker(cloudflare, name, tag)),
    ...configs.map((config) => findConsumer(state, config)),
    ...configs.map((config) => findDomain(cloudflare, config)),
    ...pending.map((name) => findTables(cloudflare, name, state.ids.databases[name])),
  ]);
  return found.filter((sentence) => sentence !== undefined);
}

/** Each version of the shop has the tag of a deploy, or was deployed with wrangler alone and has the secrets of an earlier one. */
async function findWorker(cloudflare: Cloudflare, name: string, tag = ''): Promise<string | undefined> {
  if (/^[0-9a-f]{12}(-[0-9a-f]{8})?$/.test(tag)) return undefined;
  if ((await readSecretNames(cloudflare, name)).includes('IDENTITY_KEYS')) return undefined;
  return `The account has a worker ${name} of another project. If nobody needs it, delete it: bunx wrangler delete --name ${name}`;
}

function findConsumer({ consumers }: AccountState, { name, queues }: DeployConfig): string | undefined {
  for (const { queue } of queues?.consumers ?? []) {
    const [first, ...others] = consumers[queue] ?? [];
    if (first && ![first, ...others].includes(name))
      return `The queue ${queue} has another consumer: the worker ${first}. Remove it: bunx wrangler queues consumer remove ${queue} ${first}`;
  }
  return undefined;
}

async function findDomain(cloudflare: Cloudflare, config: DeployConfig): Promise<string | undefined> {
  const [route] = (config.routes ?? []) as { pattern: string }[];
  if (!route) return undefined;
  const { pattern: hostname } = route;
  const leading = await cloudflare.find(`/workers/domains?hostname=${hostname}`, Domains);
  const owner = leading?.find((domain) => domain.hostname === hostname)?.service;
  if (owner === config.name) return undefined;
  if (owner)
    return `The domain ${hostname} leads to the worker ${owner}. Remove it there, or choose another SHOP_URL.`;
  return (await hasRecord(cloudflare, config.name, hostname))
    ? `The domain ${hostname} has a DNS record already. Remove the record, or choose another SHOP_URL.`
    : undefined;
}

/** Asks what a change of the domain would replace. The API may not answer for a worker that does not exist yet. */
async function hasRecord(cloudflare: Cloudflare, name: string, hostname: string): Promise<boolean> {
  const path = `/workers/scripts/${name}/domains/changeset?replace_state=true`;
  try {
    const { conflicting } = await cloudflare.post(path, [{ hostname }], Changes);
    return conflicting.length > 0;
  } catch (error) {
    if (error instanceof CloudflareError && error.status >= 400 && error.status < 500) return false;
    throw error;
  }
}

async function findTables(cloudflare: Cloudflare, name: string, uuid?: string): Promise<string | undefined> {
  if (!uuid) return undefined;
  const sql = "SELECT name FROM sqlite_master WHERE type = 'table'";
  const [found] = await cloudflare.post(`/d1/database/${uuid}/query`, { sql }, Tables);
  const tables = (found?.results ?? [])
    .map((row) => row.name)
    .filter((each) => !/^(_cf_|sqlite_)/.test(each));
  if (tables.length === 0 || tables.includes('d1_migrations')) return undefined;
  return `The database ${name} has tables of another project: ${tables.join(', ')}.`;
}
