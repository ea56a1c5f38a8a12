import { releaseMapKey } from '@jogakbo/contracts/release-map';
import { peekReleaseMap } from '@jogakbo/edge/seal-release-map';
import * as v from 'valibot';
import { readAccount } from './account-state.ts';
import type { Cloudflare } from './cloudflare.ts';
import type { PlannedUpload } from './plan.ts';
import { type Target, toDeployedName, toNamespaceTitle } from './to-deployed-config.ts';

/**
 * Makes the function that puts a new version into the deployment of a worker, beside the one that serves, and at 0 %. Only then can a visitor
 * be led to it.
 */
export function toStage(cloudflare: Cloudflare, script: string, serving: string) {
  return async (version: string): Promise<void> => {
    const versions = [
      { version_id: serving, percentage: 100 },
      { version_id: version, percentage: 0 },
    ];
    const body = { strategy: 'percentage', versions };
    await cloudflare.post(`/workers/scripts/${script}/deployments`, body, v.unknown());
  };
}

/** Finds a slice whose canary would have to leave its deployment for one of these uploads. */
export async function findReleasing(
  cloudflare: Cloudflare,
  { environment }: Target,
  uploads: PlannedUpload[],
): Promise<string | undefined> {
  const slices = uploads.flatMap(({ candidate, isNew }) => (isNew ? [] : [candidate.worker.slice]));
  if (slices.length === 0) return undefined;
  const title = toNamespaceTitle(toDeployedName('jogakbo-shell', environment), 'RELEASES');
  const none = { queues: [], databases: [], buckets: [], workflows: [] };
  const { ids } = await readAccount(cloudflare, { ...none, namespaces: [title] });
  const namespace = ids.namespaces[title];
  if (!namespace) return undefined;
  const text = await cloudflare.findText(`/storage/kv/namespaces/${namespace}/values/${releaseMapKey}`);
  const map = text === undefined ? undefined : peekReleaseMap(text);
  return slices.find((slice) => map?.slices[slice]?.canary);
}
