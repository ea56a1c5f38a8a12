import * as v from 'valibot';
import type { Cloudflare } from '../deploy/cloudflare.ts';
import { readBuild } from '../deploy/version-message.ts';
import type { KnownVersion, WorkerState } from './plan-release.ts';

const Deployments = v.object({
  deployments: v.array(
    v.object({ versions: v.array(v.object({ version_id: v.string(), percentage: v.number() })) }),
  ),
});
const Annotations = v.optional(v.record(v.string(), v.nullish(v.string())), {});
const Versions = v.object({
  items: v.array(v.object({ id: v.string(), number: v.number(), annotations: Annotations })),
});
const Version = v.object({
  resources: v.optional(
    v.object({ script_runtime: v.optional(v.object({ migration_tag: v.nullish(v.string()) })) }),
  ),
});

/**
 * Reads the deployments and the last uploads of workers.
 *
 * @param asked ids of versions whose Durable Objects have to be known, besides those in the deployments
 */
export function readWorkers(
  cloudflare: Cloudflare,
  names: string[],
  asked: string[],
): Promise<WorkerState[]> {
  return Promise.all(names.map((name) => readWorker(cloudflare, name, asked)));
}

async function readWorker(cloudflare: Cloudflare, name: string, asked: string[]): Promise<WorkerState> {
  const path = `/workers/scripts/${name}`;
  const [deployed, uploaded] = await Promise.all([
    cloudflare.find(`${path}/deployments`, Deployments),
    cloudflare.find(`${path}/versions?deployable=true&per_page=100`, Versions),
  ]);
  const shares = deployed?.deployments[0]?.versions ?? [];
  const wanted = new Set([...shares.map(({ version_id }) => version_id), ...asked]);
  const versions = await Promise.all(
    (uploaded?.items ?? []).map(async ({ id, number, annotations }): Promise<KnownVersion> => {
      const about = { id, number, build: readBuild(annotations['workers/message'] ?? undefined) };
      if (!wanted.has(id)) return about;
      const version = await cloudflare.get(`${path}/versions/${id}`, Version);
      return { ...about, migration: version.resources?.script_runtime?.migration_tag ?? undefined };
    }),
  );
  return { name, shares, versions };
}
