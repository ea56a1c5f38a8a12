import * as v from 'valibot';
import type { AssetStore, StoredVersion } from './asset-store.ts';
import type { Cloudflare } from './cloudflare.ts';
import { readBuild } from './version-message.ts';

/** A version whose files were removed. */
export type Pruned = { slice: string; build: string; files: number; usedAt: string };

/** Files are kept for this time after their version has left the deployment. */
export const keptDays = 30;
const dayMs = 24 * 60 * 60 * 1_000;

const Deployments = v.object({
  deployments: v.array(
    v.object({ created_on: v.string(), versions: v.array(v.object({ version_id: v.string() })) }),
  ),
});
const Annotations = v.optional(v.record(v.string(), v.nullish(v.string())), {});
const Versions = v.object({ items: v.array(v.object({ id: v.string(), annotations: Annotations })) });

/**
 * Removes the files of versions that left the deployment more than 30 days ago. A prune that was interrupted is completed by the next one.
 *
 * @param worker the worker with the files of the slice, by its name in the account
 */
export async function pruneAssets(
  { cloudflare, store, now }: { cloudflare: Cloudflare; store: AssetStore; now: Date },
  slice: string,
  worker: string,
): Promise<Pruned[]> {
  const known = await store.list(slice);
  if (known.length === 0) return [];
  const uses = await readUses(cloudflare, worker, now);
  const versions = known.map((each) => ({ ...each, usedAt: latest(each.usedAt, uses.get(each.build)) }));
  const oldest = now.getTime() - keptDays * dayMs;
  // The newest two are never removed: the versions of the shell have no name in its deployments.
  const old = versions.slice(0, -2).filter(({ usedAt }) => Date.parse(usedAt) < oldest);
  for (const { files } of old) await Promise.all(files.map((key) => store.remove(key)));
  await store.keep(
    slice,
    versions.filter((version) => !old.includes(version)),
  );
  return old.map(({ build, files, usedAt }: StoredVersion) => ({
    ...{ slice, build, files: files.length, usedAt },
  }));
}

/** When each build was last in a deployment, as far back as Cloudflare lists deployments. Those of the current one are in use now. */
async function readUses(cloudflare: Cloudflare, worker: string, now: Date): Promise<Map<string, string>> {
  const path = `/workers/scripts/${worker}`;
  const [deployed, uploaded] = await Promise.all([
    cloudflare.find(`${path}/deployments`, Deployments),
    cloudflare.find(`${path}/versions?deployable=true&per_page=100`, Versions),
  ]);
  const builds = new Map(
    uploaded?.items.map(({ id, annotations }) => [
      id,
      readBuild(annotations['workers/message'] ?? undefined),
    ]),
  );
  const uses = new Map<string, string>();
  let end = now.toISOString();
  for (const { created_on, versions } of deployed?.deployments ?? []) {
    for (const { version_id } of versions) {
      const build = builds.get(version_id);
      if (build && !uses.has(build)) uses.set(build, end);
    }
    end = created_on;
  }
  return uses;
}

function latest(one: string, other: string | undefined): string {
  return other && Date.parse(other) > Date.parse(one) ? other : one;
}
