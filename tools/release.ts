import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { CloudflareError } from './deploy/cloudflare.ts';
import { readConnection } from './deploy/read-target.ts';
import { requireEnvironment } from './deploy/require-environment.ts';
import { toDeployedName } from './deploy/to-deployed-config.ts';
import {
  type CanaryRun,
  canaryHelp,
  canaryOptions,
  readCanarySettings,
} from './release/canary/read-canary-settings.ts';
import { exitCodes, startCanary } from './release/canary/start-canary.ts';
import { listSlices, toUnknownSlice } from './release/list-slices.ts';
import type { Command } from './release/plan-release.ts';
import { readName } from './release/read-name.ts';
import { readShellKeys } from './release/read-shell-keys.ts';
import { ReleaseError } from './release/release-log.ts';
import { runRelease } from './release/run-release.ts';
import { releaseLegacy } from './release/takeover/release-legacy.ts';

const help = `Usage: bun run release <slice> --percent <n> [--version <id>] --why <text> --secrets <file>
       bun run release <slice> --promote [--version <id>] --why <text> --secrets <file>
       bun run release <slice> --rollback [--why <text>] --secrets <file>
       bun run release <slice> --canary [--steps <list>] [--every <time>] --why <text> --secrets <file>
       bun run release legacy --help    which routes the shop takes over from another program

Releases a version that bun run deploy has uploaded: to a share of the visitors, then to all. Nothing is built again. A visitor who gets the
new version keeps it while the share rises.

  --percent <n>     gives the new version to this share of the visitors, from 0 to 100
  --promote         gives it to everybody, and makes it the stable version
  --rollback        ends the canary; without one, goes back to the version before the last promotion
${canaryHelp}
  --version <id>    the id of the version; without it, the one that waits in the deployment
  --why <text>      the reason; the record of releases keeps it with your name and the time
  --by <name>       your name; without it, that of git
  --secrets <file>  the secrets of the shop, whose key of the shell signs the release map; - reads the standard input
  --env <name>      a second shop, such as staging, beside production

bun run releases shows what visitors get, and bun run releases --why <slice> what a canary run has decided. Environment variables: CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID.`;

const options = {
  ...canaryOptions,
  percent: { type: 'string' },
  promote: { type: 'boolean' },
  rollback: { type: 'boolean' },
  version: { type: 'string' },
  why: { type: 'string' },
  by: { type: 'string' },
  secrets: { type: 'string' },
  env: { type: 'string' },
} as const;

if (process.argv[2] === 'legacy') await releaseLegacy(process.argv.slice(3));
const { values, positionals, misuse } = readOptions(help, options, 1);
const [slice = ''] = positionals;
const slices = await listSlices();
if (!Object.hasOwn(slices, slice)) misuse(toUnknownSlice(slice, slices));
const command = readCommand();
const { env: environment } = values;
requireEnvironment(environment);
const why = values.why ?? (command.kind === 'rollback' ? 'rolled back' : undefined);
if (!why?.trim()) fail('Say why with --why <text>. The record of releases keeps it.', 2);
const keys = await readShellKeys(values.secrets, 'The key of the shell signs the release map.');
const connection = readConnection(process.env);
if (!connection.ok) fail(connection.reason);

const release = {
  ...{ cloudflare: connection.cloudflare, environment, slice, keys, why },
  workers: (slices[slice] as string[]).map((name) => toDeployedName(name, environment)),
  by: values.by ?? readName(),
  now: () => new Date(),
};
try {
  if (command.kind !== 'canary') await runRelease({ ...release, command, say: console.log });
  else {
    const json = values.json === true;
    const outcome = await startCanary(
      { ...release, json },
      { ...command.settings, version: command.version, why },
    );
    console.error(`${slice}: ${outcome}.`);
    process.exit(exitCodes[outcome]);
  }
} catch (error) {
  if (error instanceof ReleaseError || error instanceof CloudflareError) fail(error.message);
  throw error;
}

function readCommand(): Command | { kind: 'canary'; settings: CanaryRun; version: string | undefined } {
  const { percent, promote, rollback, canary, version } = values;
  if ([percent !== undefined, promote, rollback, canary].filter(Boolean).length !== 1)
    misuse('Choose one of --percent, --promote, --rollback and --canary.');
  if (canary) {
    const read = readCanarySettings(values);
    return read.ok ? { kind: 'canary', settings: read.settings, version } : fail(read.reason, 2);
  }
  const foreign = (['steps', 'every', 'level', 'tolerance', 'views', 'json'] as const).find(
    (name) => values[name] !== undefined,
  );
  if (foreign) fail(`--${foreign} belongs to --canary.`, 2);
  if (rollback) return version ? fail('--rollback takes no version.', 2) : { kind: 'rollback' };
  if (promote) return { kind: 'promote', version };
  const share = /^\d+(\.\d+)?$/.test(percent ?? '') ? Number(percent) : Number.NaN;
  if (share >= 0 && share <= 100) return { kind: 'percent', percent: share, version };
  return fail(`--percent is a number from 0 to 100: ${percent}`, 2);
}
