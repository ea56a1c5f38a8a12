import * as v from 'valibot';
import { readAccount } from '../deploy/account-state.ts';
import type { Cloudflare } from '../deploy/cloudflare.ts';
import { toDeployedName, toNamespaceTitle } from '../deploy/to-deployed-config.ts';
import { type Command, planRelease, type Step } from './plan-release.ts';
import { readWorkers } from './read-workers.ts';
import { openReleaseLog, ReleaseError } from './release-log.ts';

export type Shop = { cloudflare: Cloudflare; environment: string | undefined };
export type ReleaseOptions = Shop & {
  slice: string;
  /** The workers of the slice, by their names in the account. */
  workers: string[];
  command: Command;
  keys: { own: string; all: string };
  by: string;
  why: string;
  now(): Date;
  say(line: string): void;
};

/**
 * Changes the release of a slice: checks everything, prepares the deployments, changes the map, and then lets the deployments follow.
 *
 * @throws ReleaseError or CloudflareError with a sentence for the terminal
 */
export async function runRelease(options: ReleaseOptions): Promise<void> {
  const { cloudflare, slice, workers: names, command, keys, by, why, now, say } = options;
  const log = openReleaseLog({ ...(await openStores(options)), cloudflare, keys, now });
  const map = await log.read();
  const entry = map.slices[slice];
  const known = [entry?.stable, entry?.canary?.workers, entry?.previous].flatMap((versions) =>
    Object.values(versions ?? {}).map(({ id }) => id),
  );
  const named = command.kind !== 'rollback' && command.version ? [command.version] : [];
  const workers = await readWorkers(cloudflare, names, [...known, ...named]);
  const plan = planRelease({
    slice,
    entry,
    workers,
    command,
    about: { by, why, since: now().toISOString() },
  });
  if (!plan.ok) throw new ReleaseError(plan.reason);
  for (const step of plan.before) await deploy(step);
  const slices = { ...map.slices, [slice]: plan.release };
  const about = { slice, by, why, command: toText(command) };
  const number = await log.change(slices, { before: map.number, ...about });
  say(`The release map ${number} is published. Visitors follow it within five seconds.`);
  try {
    for (const step of plan.after) await deploy(step);
  } catch (error) {
    throw new ReleaseError(
      `${error instanceof Error ? error.message : error}\nVisitors have the new versions, but a deployment still has the old ones. Run the same command again to go on.`,
    );
  }

  async function deploy({ worker, versions }: Step): Promise<void> {
    const body = { strategy: 'percentage', versions, annotations: { 'workers/message': why.slice(0, 100) } };
    await cloudflare.post(`/workers/scripts/${worker}/deployments`, body, v.unknown());
    say(
      `${worker}: ${versions.map(({ version_id, percentage }) => `${version_id} ${percentage} %`).join(', ')}`,
    );
  }
}

/** Finds the namespace of the map, and the database of its log, which is made if it is missing. */
export async function openStores({ cloudflare, environment }: Shop) {
  const title = toNamespaceTitle(toDeployedName('jogakbo-shell', environment), 'RELEASES');
  const none = { queues: [], databases: [], buckets: [], workflows: [] };
  const { ids } = await readAccount(cloudflare, { ...none, namespaces: [title] });
  const namespace = ids.namespaces[title];
  if (!namespace)
    throw new ReleaseError(
      `The shop has no place for a release map yet. Deploy the shell: bun run deploy shell`,
    );
  const name = toDeployedName('jogakbo-releases', environment);
  const Database = v.object({ uuid: v.string() });
  const find = () => cloudflare.find(`/d1/database/${name}`, Database);
  const create = () =>
    cloudflare.post('/d1/database', { name }, Database).catch(async (error) => {
      // Somebody else may have made it meanwhile, for the first release of another slice.
      const made = await find();
      if (made) return made;
      throw error;
    });
  const { uuid } = (await find()) ?? (await create());
  return { namespace, database: uuid };
}

function toText(command: Command): string {
  return command.kind === 'percent' ? `--percent ${command.percent}` : `--${command.kind}`;
}
