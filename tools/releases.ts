import { type ReleaseMap, releaseMapKey } from '@jogakbo/contracts/release-map';
import { peekReleaseMap } from '@jogakbo/edge/seal-release-map';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { CloudflareError } from './deploy/cloudflare.ts';
import { keptDays } from './deploy/prune-assets.ts';
import { readConnection } from './deploy/read-target.ts';
import { requireEnvironment } from './deploy/require-environment.ts';
import { toDeployedName } from './deploy/to-deployed-config.ts';
import { openDecisionLog } from './release/canary/decision-log.ts';
import { toDecisionText } from './release/canary/start-canary.ts';
import { listSlices, toUnknownSlice } from './release/list-slices.ts';
import { pruneShop } from './release/prune-shop.ts';
import { readWorkers } from './release/read-workers.ts';
import { openReleaseLog, ReleaseError } from './release/release-log.ts';
import { openStores } from './release/run-release.ts';
import { toTakeoverText } from './release/takeover/plan-takeover.ts';
import { toTable } from './release/to-table.ts';

const help = `Usage: bun run releases [--json] [--env <name>]
       bun run releases --history [--json]
       bun run releases --versions <slice> [--json]
       bun run releases --prune [--json]
       bun run releases --why <slice> [--json]

Shows what visitors get: for each slice that was released the stable version, the canary with its share, since when, by whom and why.

  --history           the last 20 changes, also those that failed
  --versions <slice>  the versions of the slice that can be released
  --prune             removes the files of versions that left the deployment more than 30 days ago, and names them
  --why <slice>       the last decisions of bun run release --canary, with their numbers
  --json              writes JSON
  --env <name>        a second shop, such as staging, beside production`;

const options = {
  json: { type: 'boolean' },
  history: { type: 'boolean' },
  versions: { type: 'string' },
  prune: { type: 'boolean' },
  why: { type: 'string' },
  env: { type: 'string' },
} as const;

const { values } = readOptions(help, options);
const slices = await listSlices();
const slice = values.versions ?? values.why;
const { env: environment } = values;
if (slice !== undefined && !Object.hasOwn(slices, slice)) fail(toUnknownSlice(slice, slices), 2);
requireEnvironment(environment);
const connection = readConnection(process.env);
if (!connection.ok) fail(connection.reason);
const { cloudflare } = connection;

try {
  if (values.why !== undefined) await showDecisions(values.why);
  else if (slice !== undefined) await showVersions(slices[slice] as string[]);
  else if (values.prune) await prune();
  else if (values.history) await showHistory();
  else await showMap();
} catch (error) {
  if (error instanceof ReleaseError || error instanceof CloudflareError) fail(error.message);
  throw error;
}

async function showMap(): Promise<void> {
  const { namespace } = await openStores({ cloudflare, environment });
  const text = await cloudflare.findText(`/storage/kv/namespaces/${namespace}/values/${releaseMapKey}`);
  const map: ReleaseMap | undefined = text === undefined ? { number: 0, slices: {} } : peekReleaseMap(text);
  if (!map) throw new ReleaseError('The release map in KV is broken. The next bun run release replaces it.');
  if (values.json) return void console.log(JSON.stringify(map, null, 2));
  const rows = Object.entries(map.slices).map(([name, { stable, canary, since, by, why }]) => [
    ...[name, toShort(stable), canary ? `${toShort(canary.workers)} ${canary.percent} %` : ''],
    ...[since.slice(0, 16).replace('T', ' '), by, why],
  ]);
  if (map.takeover) console.log(`Taken over: ${toTakeoverText(map.takeover)}.\n`);
  if (rows.length === 0) return void console.log('Nothing was ever released. Every slice has one version.');
  console.log(toTable([['slice', 'stable', 'canary', 'since (UTC)', 'by', 'why'], ...rows]));
  console.log(`\nRelease map ${map.number}.`);
}

async function showHistory(): Promise<void> {
  const stores = await openStores({ cloudflare, environment });
  const log = openReleaseLog({ ...stores, cloudflare, keys: { own: '', all: '' }, now: () => new Date() });
  const changes = await log.list(20);
  if (values.json) return void console.log(JSON.stringify(changes, null, 2));
  const rows = changes.map((change) => [
    ...[String(change.number), change.at.slice(0, 16).replace('T', ' '), change.slice, change.command],
    ...[change.by, change.why, change.state === 'published' ? '' : change.state],
  ]);
  console.log(toTable([['number', 'at (UTC)', 'slice', 'command', 'by', 'why', ''], ...rows]));
}

async function prune(): Promise<void> {
  const pruned = await pruneShop({ cloudflare, environment });
  if (values.json) return void console.log(JSON.stringify(pruned, null, 2));
  if (pruned.length === 0)
    return void console.log(`Nothing was removed. Files are kept for ${keptDays} days after their version.`);
  const rows = pruned.map(({ slice, build, files, usedAt }) => [
    ...[slice, build, String(files), usedAt.slice(0, 16).replace('T', ' ')],
  ]);
  console.log(toTable([['slice', 'removed build', 'files', 'last deployed (UTC)'], ...rows]));
}

async function showDecisions(name: string): Promise<void> {
  const { database } = await openStores({ cloudflare, environment });
  const decisions = await openDecisionLog({ cloudflare, database }).list(name, 20);
  if (values.json) return void console.log(JSON.stringify(decisions, null, 2));
  if (decisions.length === 0) return void console.log(`No canary run has decided about ${name}.`);
  for (const decision of decisions) console.log(toDecisionText(decision));
}

async function showVersions(workers: string[]): Promise<void> {
  const names = workers.map((name) => toDeployedName(name, environment));
  const found = await readWorkers(cloudflare, names, []);
  if (values.json) return void console.log(JSON.stringify(found, null, 2));
  const rows = found.flatMap(({ name, shares, versions }) =>
    versions.map(({ id, number, build = '' }) => {
      const share = shares.find(({ version_id }) => version_id === id);
      return [name, String(number), id, build, share ? `${share.percentage} %` : ''];
    }),
  );
  console.log(toTable([['worker', 'number', 'version', 'build', 'deployed'], ...rows]));
}

/** The builds of the versions, and the beginning of the id for a worker without a build. */
function toShort(workers: Record<string, { id: string; build?: string | undefined }>): string {
  return Object.values(workers)
    .map(({ id, build }) => build ?? id.slice(0, 8))
    .join(' ');
}
