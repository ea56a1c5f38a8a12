import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { CloudflareError } from './deploy/cloudflare.ts';
import { readConnection, readOrigin } from './deploy/read-target.ts';
import { requireEnvironment } from './deploy/require-environment.ts';
import { toDeployedName } from './deploy/to-deployed-config.ts';
import { listSlices, toUnknownSlice } from './release/list-slices.ts';
import { makePreview } from './release/make-preview.ts';
import { readShellKeys } from './release/read-shell-keys.ts';
import { ReleaseError } from './release/release-log.ts';
import { toMilliseconds } from './release/to-milliseconds.ts';

const longestDays = 7;
const help = `Usage: bun run preview <slice>[@<version>] --secrets <file> [--for <time>] [--json]

Prints a link that shows its holder the whole shop with one version of a slice, which no visitor gets. A bar on each page leaves the preview.
Search engines and caches see nothing of it.

  <slice>           the version that waits in the deployment, after bun run deploy
  <slice>@<version> an earlier version: its id or its build, as bun run releases --versions <slice> lists them
  --for <time>      how long the link works, such as 30m, 2h or 3d; the default is 2h, the longest time ${longestDays}d
  --secrets <file>  the secrets of the shop, whose key of the shell signs the link; - reads the standard input
  --env <name>      a second shop, such as staging, beside production
  --json            writes JSON

Environment variables: CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID; SHOP_URL, the address of the shop if it is not at workers.dev.`;

const options = {
  for: { type: 'string', default: '2h' },
  secrets: { type: 'string' },
  env: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const { values, positionals, misuse } = readOptions(help, options, 1);
const [named = ''] = positionals;
const [slice = '', version, ...rest] = named.split('@');
const slices = await listSlices();
if (rest.length > 0 || version === '' || !Object.hasOwn(slices, slice)) misuse(toUnknownSlice(named, slices));
const { env: environment } = values;
requireEnvironment(environment);
const lasts = toMilliseconds(values.for);
if (lasts === undefined || lasts > longestDays * 24 * 60 * 60_000)
  fail(`--for is a time such as 30m, 2h or 3d, and ${longestDays}d at most: ${values.for}`, 2);
const keys = await readShellKeys(values.secrets, 'The key of the shell signs the link.');
const connection = readConnection(process.env);
if (!connection.ok) fail(connection.reason);
const { cloudflare } = connection;

try {
  const read = await readOrigin(cloudflare, environment, process.env);
  if (!read.ok) fail(read.reason);
  const made = await makePreview({
    ...{ cloudflare, environment, slice, version, keys, origin: read.origin },
    workers: (slices[slice] as string[]).map((name) => toDeployedName(name, environment)),
    until: new Date(Date.now() + lasts),
    say: (line) => console.error(line),
  });
  console.log(values.json ? JSON.stringify(made, null, 2) : made.link);
  if (!values.json)
    console.error(
      `It works until ${made.until.slice(0, 16).replace('T', ' ')} UTC, for everybody who has it.`,
    );
} catch (error) {
  if (error instanceof ReleaseError || error instanceof CloudflareError) fail(error.message);
  throw error;
}
