import { dirname, resolve } from 'node:path';
import type { Worker } from '../workers.ts';
import { createMissing } from './account-state.ts';
import { applyMigrations, MigrationError } from './apply-migrations.ts';
import { assetBucket, openAssetStore } from './asset-store.ts';
import { type Cloudflare, CloudflareError } from './cloudflare.ts';
import { findUnfinished, type PlannedUpload, readPlan, toLines } from './plan.ts';
import { build, type Candidate, toCandidate, withCallees, writeDeployedConfig } from './prepare.ts';
import type { Secrets } from './secrets-file.ts';
import { findReleasing, toStage } from './stage-version.ts';
import { storeAssets } from './store-assets.ts';
import { type Target, toDeployedName } from './to-deployed-config.ts';
import { uploadWorkers } from './upload-workers.ts';

type Options = {
  cloudflare: Cloudflare;
  target: Target;
  /** Every worker of the topology, and those that the user chose. */
  workers: Worker[];
  chosen: Worker[];
  secrets: Secrets;
  /** Shows what would change, and changes nothing. */
  plan: boolean;
  /** New versions serve everybody at once, without a release. */
  now?: boolean;
  flags: string[];
  say(line: string): void;
  /** Builds workers, and uploads them. Tests pass others, which are faster. */
  steps?: { build?: typeof build; upload?: typeof uploadWorkers };
};
type Outcome =
  | {
      ok: true;
      made: number;
      notes: string[] /** Slices whose new versions wait to be released. */;
      waiting: string[];
    }
  | { ok: false; reason: string; left: string[] };

/**
 * Deploys workers to an account: first what they need, then the migrations, then the code, each worker after those that it calls. Each
 * step looks first whether it has been done, so an interrupted deploy is completed by another one.
 *
 * @returns what was made, or why it stopped and which workers are left
 * @throws CloudflareError or BuildError with a sentence for the terminal, before anything was changed
 */
export async function deployShop(options: Options): Promise<Outcome> {
  const { cloudflare, target, say, plan: only, flags, steps } = options;
  const all = options.workers.map((worker) => toCandidate(worker, target, options.secrets));
  const picked = all.filter(({ worker }) => options.chosen.includes(worker));
  const closure = withCallees(picked, all);
  const callees = closure.filter((candidate) => !picked.includes(candidate));
  const added = await findUnfinished(cloudflare, callees, target);
  const candidates = closure.filter((candidate) => picked.includes(candidate) || added.includes(candidate));
  if (added.length > 0)
    say(
      `The chosen workers call these, which are not completely deployed yet: ${added.map(({ name }) => name).join(', ')}.`,
    );
  say(`Building ${candidates.length} workers …`);
  await (steps?.build ?? build)(candidates);
  const plan = await readPlan(cloudflare, candidates, target, options.now ?? false);
  const { state, needed, uploads, missing } = plan;
  for (const line of toLines(plan)) say(`  ${line}`);
  if (plan.taken.length > 0) return { ok: false, reason: toTaken(plan.taken), left: [] };
  if (missing.length > 0) return { ok: false, reason: toMissing(missing), left: [] };
  const releasing = await findReleasing(cloudflare, target, uploads);
  if (releasing)
    return {
      ok: false,
      reason: `${releasing} has a canary, and a deployment has two versions at most. First: bun run release ${releasing} --promote or --rollback\nNothing was changed.`,
      left: [],
    };
  const { notes } = plan;
  const waiting = toSlices(
    candidates.filter(
      ({ name }) =>
        plan.waiting.includes(name) ||
        uploads.some(({ candidate, atOnce }) => candidate.name === name && !atOnce),
    ),
  );
  if (only) return { ok: true, made: 0, notes, waiting };
  let made = 0;
  const count = (what: string) => {
    made += 1;
    say(`made ${what}`);
  };
  try {
    await createMissing(cloudflare, state, needed, count);
    for (const { name, folder, pending } of plan.migrations) {
      const uuid = state.ids.databases[name] as string;
      await applyMigrations(cloudflare, { uuid, name, folder, pending });
      if (pending.length > 0) count(`the tables of ${name}: ${pending.join(', ')}`);
    }
    await keepFiles(cloudflare, target, uploads, count);
  } catch (error) {
    if (!(error instanceof CloudflareError || error instanceof MigrationError)) throw error;
    return { ok: false, reason: error.message, left: uploads.map(({ candidate }) => candidate.name) };
  }
  const ready = await Promise.all(
    uploads.map(async ({ candidate, atOnce, serving }) => ({
      ...{ name: candidate.name, calls: candidate.calls },
      stage: atOnce || !serving ? undefined : toStage(cloudflare, candidate.name, serving),
      ...(await writeDeployedConfig(candidate, target, state.ids)),
    })),
  );
  const left = new Set(ready.map(({ name }) => name));
  const { failed } = await (steps?.upload ?? uploadWorkers)(ready, {
    flags,
    onDone(name) {
      left.delete(name);
      const staged = ready.some((upload) => upload.name === name && upload.stage);
      count(`${name} (${ready.length - left.size}/${ready.length})${staged ? ', at 0 %' : ''}`);
    },
  });
  if (failed)
    return { ok: false, reason: `${failed.name} was not deployed:\n  ${failed.output}`, left: [...left] };
  return { ok: true, made, notes, waiting };
}

/** Pages that are open keep the files of their version, so the files go into the bucket before anybody gets such a page. */
async function keepFiles(
  cloudflare: Cloudflare,
  { environment }: Target,
  uploads: PlannedUpload[],
  onMade: (what: string) => void,
): Promise<void> {
  const store = openAssetStore(cloudflare, toDeployedName(assetBucket, environment));
  for (const { candidate, builds } of uploads) {
    const { assets } = candidate.config;
    if (!assets) continue;
    const directory = resolve(dirname(candidate.worker.config), assets.directory);
    const stored = await storeAssets({ store, directory, deployed: builds, now: new Date() });
    for (const name of stored) onMade(`the files of ${name}`);
  }
}

function toSlices(candidates: Candidate[]): string[] {
  return [...new Set(candidates.map(({ worker }) => worker.slice))];
}

function toTaken(sentences: string[]): string {
  return `${sentences.join('\n')}\nNothing was changed. With --env <name>, this shop has names of its own; or use another account.`;
}

function toMissing(missing: { name: string; secrets: string[] }[]): string {
  const names = [...new Set(missing.flatMap(({ secrets }) => secrets))].sort();
  const lines = names.map((name) => {
    const workers = missing.filter(({ secrets }) => secrets.includes(name)).map((each) => each.name);
    return `  ${name} for ${workers.join(', ')}`;
  });
  const upstash = names.some((name) => name.startsWith('UPSTASH_'))
    ? '\nUpstash shows UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN for each of its databases. Set them as environment variables.'
    : '';
  return `Nothing was changed, since these secrets are missing:\n${lines.join('\n')}\nMake them once with bun run keys <file>, outside the repository, and pass that file with --secrets <file>.${upstash}`;
}
