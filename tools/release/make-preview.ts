import type { Preview, WorkerVersions } from '@jogakbo/contracts/release-map';
import { sealPreview } from '@jogakbo/edge/seal-preview';
import * as v from 'valibot';
import { planRelease, type WorkerState } from './plan-release.ts';
import { readWorkers } from './read-workers.ts';
import { openReleaseLog, ReleaseError } from './release-log.ts';
import { openStores, type Shop } from './run-release.ts';

type Options = Shop & {
  slice: string;
  /** The workers of the slice, by their names in the account. */
  workers: string[];
  /** The id of a version or the name of its build; undefined for the versions that wait in the deployment. */
  version: string | undefined;
  origin: string;
  keys: { own: string; all: string };
  until: Date;
  say(line: string): void;
};

/** A signed link to a preview. */
type PreviewLink = { link: string; slice: string; workers: WorkerVersions; until: string };

/**
 * Makes a signed link that shows its holder the shop with one version of a slice. A version that is not in the deployment is put there, at
 * 0 %, since only such a version can be reached.
 *
 * @throws ReleaseError or CloudflareError with a sentence for the terminal
 */
export async function makePreview(options: Options): Promise<PreviewLink> {
  const { cloudflare, slice, workers: names, keys, origin, until, say } = options;
  const log = openReleaseLog({ ...(await openStores(options)), cloudflare, keys, now: () => new Date() });
  const entry = (await log.read()).slices[slice];
  const known = [entry?.stable, entry?.canary?.workers].flatMap((versions) =>
    Object.values(versions ?? {}).map(({ id }) => id),
  );
  const found = await readWorkers(cloudflare, names, []);
  const version = options.version && toId(found, options.version);
  const workers = await readWorkers(cloudflare, names, version ? [...known, version] : known);
  const plan = planRelease({
    ...{ slice, entry, workers, command: { kind: 'percent', percent: 0, version } },
    about: { by: '', why: '', since: until.toISOString() },
  });
  if (!plan.ok) throw new ReleaseError(plan.reason);
  const preview: Preview = { slice, workers: plan.release.canary?.workers ?? {} };
  for (const step of plan.before) {
    const body = { strategy: 'percentage', versions: step.versions };
    await cloudflare.post(`/workers/scripts/${step.worker}/deployments`, body, v.unknown());
    say(`${step.worker}: the version is in the deployment at 0 % now.`);
  }
  const token = await sealPreview(preview, keys.own, until.getTime());
  return { link: `${origin}/preview?token=${token}`, ...preview, until: until.toISOString() };
}

/** Finds the newest version with a build. Any other name is an id, which may not exist. */
function toId(workers: WorkerState[], named: string): string {
  const versions = workers.flatMap((worker) => worker.versions).filter(({ build }) => build === named);
  return versions.toSorted((a, b) => b.number - a.number)[0]?.id ?? named;
}
