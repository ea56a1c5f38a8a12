import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  type AccountState,
  type Deployed,
  isFirstDeployment,
  readAccount,
  readDeployed,
  readSecretNames,
} from './account-state.ts';
import { listPending } from './apply-migrations.ts';
import { assetBucket } from './asset-store.ts';
import type { Cloudflare } from './cloudflare.ts';
import { findTaken } from './find-taken.ts';
import { isSame } from './fingerprint.ts';
import { hasTriggers } from './has-triggers.ts';
import { listResources, type Resources } from './list-resources.ts';
import { type Candidate, writeDeployedConfig } from './prepare.ts';
import { type DeployConfig, type Target, toDeployedConfig, toDeployedName } from './to-deployed-config.ts';

/** The migrations of a database that have not been applied. */
export type Migrations = { name: string; folder: string; pending: string[] };

/** What a deploy will do. */
export type Plan = {
  state: AccountState;
  needed: Resources;
  migrations: Migrations[];
  /** Workers that will be uploaded, and whether they are new. */
  uploads: PlannedUpload[];
  /** Workers whose new version has been uploaded and waits to be released. */
  waiting: string[];
  unchanged: string[];
  /** Required secrets that neither the user gave nor the worker has, by worker. */
  missing: { name: string; secrets: string[] }[];
  /** Names that something else in the account uses, as sentences. */
  taken: string[];
  /** What the shop cannot do yet, as sentences. */
  notes: string[];
};

/** A worker that will be uploaded. */
export type PlannedUpload = {
  candidate: Candidate;
  isNew: boolean;
  /** Why the new version serves everybody at once; undefined if it will wait to be released. */
  atOnce: string | undefined;
  /** The version that serves now. */
  serving: string | undefined;
  /** The builds in the deployment, of a face. */
  builds: string[];
};

const noIds = { databases: {}, namespaces: {} };

/** Reads what the account has, for the resources of these workers. */
function readState(cloudflare: Cloudflare, candidates: Candidate[], target: Target) {
  const configs = candidates.map(({ config, worker }) =>
    toDeployedConfig(config, worker.config, target, noIds),
  );
  const needed = withAssetBucket(listResources(configs), configs, target);
  return readAccount(cloudflare, needed).then((state) => ({ state, needed, configs }));
}

/** A face is deployed before the shell, which has the binding of the bucket. */
function withAssetBucket(needed: Resources, configs: DeployConfig[], { environment }: Target): Resources {
  const bucket = toDeployedName(assetBucket, environment);
  if (needed.buckets.includes(bucket) || !configs.some(({ assets }) => assets)) return needed;
  return { ...needed, buckets: [...needed.buckets, bucket].sort() };
}

/**
 * Finds which of some workers the account does not have, or has from a first deploy that was interrupted before its end. Such workers
 * belong to the deploy of those that call them.
 */
export async function findUnfinished(
  cloudflare: Cloudflare,
  candidates: Candidate[],
  target: Target,
): Promise<Candidate[]> {
  if (candidates.length === 0) return [];
  const { state, configs } = await readState(cloudflare, candidates, target);
  const unfinished = await Promise.all(
    candidates.map(async ({ name }, index) => {
      if (!state.scripts.has(name)) return true;
      const whole = await hasTriggers(cloudflare, state, configs[index] as DeployConfig);
      return !whole && isFirstDeployment(cloudflare, name);
    }),
  );
  return candidates.filter((_, index) => unfinished[index]);
}

/**
 * Compares built workers with the account. It changes nothing.
 *
 * @param now whether new versions serve everybody at once
 */
export async function readPlan(
  cloudflare: Cloudflare,
  candidates: Candidate[],
  target: Target,
  now: boolean,
): Promise<Plan> {
  const { state, needed, configs } = await readState(cloudflare, candidates, target);
  const migrations = await Promise.all(
    candidates
      .flatMap((candidate, index) => listDatabases(candidate, configs[index] as DeployConfig))
      .map(async ({ name, folder }) => ({
        name,
        folder,
        pending: await listPending(cloudflare, state.ids.databases[name], folder),
      })),
  );
  const seen = await Promise.all(
    candidates.map(async (candidate, index) => {
      const isNew = !state.scripts.has(candidate.name);
      const { required, optional, given } = candidate;
      const lacking = required.filter((name) => !given[name]);
      const unused = Object.keys(optional).filter((name) => !given[name]);
      const [deployed, kept] = await Promise.all([
        isNew ? [] : readDeployed(cloudflare, candidate.name),
        isNew || lacking.length + unused.length === 0
          ? ([] as string[])
          : readSecretNames(cloudflare, candidate.name),
      ]);
      const { tag: wanted } = await writeDeployedConfig(candidate, target, state.ids);
      const secrets = lacking.filter((name) => !kept.includes(name));
      const [main, ...others] = deployed;
      const whole = !isNew && (await hasTriggers(cloudflare, state, configs[index] as DeployConfig));
      const waits = others.some(
        ({ number, tag }) => number > (main as Deployed).number && isSame(tag, wanted),
      );
      const same = isSame(main?.tag, wanted) ? whole : waits && !now;
      const reason = toReason(candidate, { isNew, whole, now, state });
      const atOnce = isSame(main?.tag, wanted) ? 'its crons, queues or Workflows were missing' : reason;
      const notes = unused.filter((name) => !kept.includes(name)).map((name) => `${name}: ${optional[name]}`);
      const builds = deployed.flatMap(({ build }) => build ?? []);
      return {
        ...{ candidate, isNew, secrets, same, notes, atOnce, serving: main?.id, builds },
        tag: main?.tag,
        waits: same && waits,
      };
    }),
  );
  const known = seen.filter(({ isNew }) => !isNew);
  const tags = Object.fromEntries(known.map(({ candidate, tag }) => [candidate.name, tag]));
  const pending = migrations.filter((each) => each.pending.length > 0).map(({ name }) => name);
  return {
    ...{ state, needed, migrations },
    taken: await findTaken(cloudflare, { state, configs, tags, pending }),
    uploads: seen
      .filter(({ same }) => !same)
      .map(({ candidate, isNew, atOnce, serving, builds }) => ({
        ...{ candidate, isNew, atOnce, serving, builds },
      })),
    waiting: seen.filter(({ waits }) => waits).map(({ candidate }) => candidate.name),
    notes: [...new Set(seen.flatMap(({ notes }) => notes))],
    unchanged: seen.filter(({ same }) => same).map(({ candidate }) => candidate.name),
    missing: seen.flatMap(({ candidate: { name }, secrets }) =>
      secrets.length > 0 ? [{ name, secrets }] : [],
    ),
  };
}

/** Writes a plan as lines for the terminal. */
export function toLines({ state, needed, migrations, uploads, unchanged }: Plan): string[] {
  const { queues, ids, buckets } = state;
  const lines = [
    ...needed.queues.filter((name) => !queues.has(name)).map((name) => `+ queue ${name}`),
    ...needed.databases.filter((name) => !ids.databases[name]).map((name) => `+ database ${name}`),
    ...needed.namespaces.filter((name) => !ids.namespaces[name]).map((name) => `+ KV namespace ${name}`),
    ...needed.buckets.filter((name) => !buckets.has(name)).map((name) => `+ bucket ${name}`),
    ...migrations
      .filter(({ pending }) => pending.length > 0)
      .map(({ name, pending }) => `~ ${name}: ${pending.join(', ')}`),
    ...uploads.map(({ candidate, isNew, atOnce }) =>
      isNew ? `+ ${candidate.name}` : `~ ${candidate.name}, ${atOnce ? `at once: ${atOnce}` : 'at 0 %'}`,
    ),
  ];
  return [...lines, ...(unchanged.length > 0 ? [`= ${unchanged.length} workers are up to date`] : [])];
}

/** Why a new version of a worker cannot wait to be released; undefined if it can. */
function toReason(
  { worker, name, config }: Candidate,
  { isNew, whole, now, state }: { isNew: boolean; whole: boolean; now: boolean; state: AccountState },
): string | undefined {
  if (isNew) return 'it is new';
  if (worker.kind === 'shell') return 'the shell chooses the versions of all others';
  const migrations = (config.migrations ?? []) as { tag: string }[];
  if (migrations.at(-1)?.tag !== state.migrations[name])
    return 'its Durable Objects change, and there is no way back';
  if (!whole) return 'its crons, queues or Workflows change';
  return now ? 'you chose --now' : undefined;
}

function listDatabases({ worker }: Candidate, { d1_databases = [] }: DeployConfig) {
  return d1_databases.flatMap(({ database_name: name, migrations_dir = 'migrations' }) => {
    const folder = `${worker.tiers ? dirname(worker.config) : worker.directory}/${migrations_dir}`;
    return existsSync(folder) ? [{ name, folder }] : [];
  });
}
