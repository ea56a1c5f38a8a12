import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { BuildError } from './build/bundle.ts';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { ContractError } from './contracts/contract-error.ts';
import { openGate } from './contracts/open-gate.ts';
import { MigrationError } from './deploy/apply-migrations.ts';
import { CloudflareError } from './deploy/cloudflare.ts';
import { deployShop } from './deploy/deploy-shop.ts';
import { build } from './deploy/prepare.ts';
import { readConnection, readOrigin } from './deploy/read-target.ts';
import { requireEnvironment } from './deploy/require-environment.ts';
import { readSecrets, type Secrets } from './deploy/secrets-file.ts';
import { readGraph } from './graph.ts';
import { runSmoke } from './smoke/run-smoke.ts';
import { waitForShop } from './smoke/wait-for-shop.ts';
import { toDeployOrder } from './to-deploy-order.ts';
import { namesAmong, readTopology, topologyHelp } from './topology/read-topology.ts';
import { refuseDeploy } from './topology/refuse-deploy.ts';
import { writeTopology } from './topology/write-topology.ts';
import { tiersOf, type Worker } from './workers.ts';

const help = `Usage: bun run deploy <slice> … [--secrets <file>] [--env <name>] [--now] [--plan] [--no-smoke] [--topology <name>]
       bun run deploy <slice> … --dry-run [other flags of wrangler deploy]

Deploys the workers of a slice, each after those that it calls: its service, then its face. \`shell\` deploys the shell, \`services\`
every service, \`all\` all workers. It first makes the queues, databases and namespaces that are missing, applies new migrations, and
uploads what has changed. A new version serves nobody until bun run release. A new worker, the shell, and a change of Durable Objects,
crons or queues serve at once. A repeated deploy changes nothing, and completes one that was interrupted. At the end, it checks the shop.
A change that breaks a contract of a released slice is refused before anything is uploaded; bun run contracts shows it.

  --secrets <file>   the secrets that bun run keys made; - reads them from the standard input. Without it, workers keep theirs
  --env <name>       a second shop, such as staging, beside production
  --now              new versions serve everybody at once, for example after a change of keys
  --plan             shows what would be made and changed, and changes nothing
  --against <folder> compares contracts with the records in this folder, such as those of another checkout
  --no-smoke         does not check the shop at the end
  --dry-run          shows what wrangler would upload; needs no account
${topologyHelp}

Environment variables: CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID; UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN for the
first deploy; SHOP_URL, the address of the shop if it is not at workers.dev. bun run cloud is an account on this machine.`;

const options = {
  plan: { type: 'boolean' },
  now: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  smoke: { type: 'boolean', default: true },
  secrets: { type: 'string' },
  env: { type: 'string' },
  against: { type: 'string' },
} as const;
const topology = readTopology();
const given = namesAmong(process.argv.slice(2));
// Other flags are for wrangler, as they are.
const flags = given.filter((argument) => /^-/.test(argument) && argument !== '-' && !isOwn(argument));
const args = given.filter((argument) => !flags.includes(argument));
const { values, positionals: names, misuse } = readOptions(help, options, Number.POSITIVE_INFINITY, args);
const workers = await writeTopology(topology);
const refusal = refuseDeploy(topology, workers);
if (refusal) fail(refusal, 2);
const slices = [...new Set(workers.map(({ slice }) => slice))].sort();
const groups = ['services', 'all'];
const unknown = names.filter((name) => !groups.includes(name) && !slices.includes(name));
if (names.length === 0 || unknown.length > 0) {
  const said = unknown.length > 0 ? `No slice is called ${unknown.join(', ')}.` : 'Name a slice to deploy.';
  misuse(`${said} There are: ${[...slices, ...groups].join(', ')}.`);
}
const order = toDeployOrder(await readGraph()).map(({ name }) => name);
const sorted = workers.toSorted((a, b) => placeOf(a) - placeOf(b));
const chosen = sorted.filter(isChosen);
if (values['dry-run']) await dryRun();

const environment = values.env;
requireEnvironment(environment);
if (values.against !== undefined && !existsSync(values.against))
  fail(`There is no folder ${values.against}.`, 2);
const connection = readConnection(process.env);
if (!connection.ok) fail(connection.reason);
try {
  const { cloudflare } = connection;
  const read = await readOrigin(cloudflare, environment, process.env);
  if (!read.ok) fail(read.reason);
  const { origin } = read;
  console.log(`${values.plan ? 'Plan for' : 'Deploying'} ${environment ?? 'production'}, ${origin}`);
  const target = { environment, origin };
  const gate = openGate([...new Set(chosen.flatMap(tiersOf).map(({ slice }) => slice))], values.against);
  gate.catch(() => {});
  const outcome = await deployShop({
    ...{
      cloudflare,
      target,
      workers: sorted,
      chosen,
      flags,
      plan: values.plan ?? false,
      now: values.now ?? false,
    },
    ...{ secrets: await openSecrets(), say: console.log },
    steps: {
      // The contracts are compared meanwhile. A change that breaks another slice stops here, before anything is changed.
      async build(candidates) {
        await build(candidates);
        (await gate).pass();
      },
    },
  });
  if (!outcome.ok) {
    const left = outcome.left.length > 0 ? `\nNot deployed: ${outcome.left.join(', ')}.` : '';
    fail(`${outcome.reason}${left}\nRun the same command again to go on; what is done stays done.`);
  }
  for (const note of outcome.notes) console.log(`Still missing: ${note}.`);
  if (outcome.waiting.length > 0 && !values.plan)
    console.log(
      `New versions wait at 0 % of the visitors: ${outcome.waiting.join(', ')}. Release each with bun run release <slice> --percent <n> or --promote.`,
    );
  if (values.plan) console.log('Nothing was changed.');
  else {
    // A rehearsal and a second shop release nothing.
    if (environment === undefined && !process.env.CLOUDFLARE_API_BASE_URL) {
      const recorded = await (await gate).record();
      if (recorded.length > 0)
        console.log(`Recorded in contracts/released, to be committed: ${recorded.join(', ')}.`);
    }
    console.log(outcome.made === 0 ? 'Everything is up to date.' : `Done. The shop is at ${origin}`);
    if (values.smoke && chosen.some(({ kind }) => kind === 'shell')) {
      if (!(await waitForShop(origin))) fail(`The shop was deployed, but ${origin} does not answer.`);
      if (!(await runSmoke(origin, console.log)))
        fail('The shop was deployed, but it does not work as it should.');
    }
  }
} catch (error) {
  if (error instanceof ContractError) fail(`${error.message}\nNothing was changed.`);
  const known =
    error instanceof CloudflareError || error instanceof MigrationError || error instanceof BuildError;
  if (!known) throw error;
  fail(`${error.message}\nThe steps above are done. Run the same command again to go on.`);
}

/** A joined worker comes after all that its tiers call. */
function placeOf(worker: Worker): number {
  return Math.max(...tiersOf(worker).map(({ name }) => order.indexOf(name)));
}

function isChosen({ kind, slice }: Worker): boolean {
  return names.some(
    (name) => name === 'all' || name === slice || (name === 'services' && kind === 'service'),
  );
}

/** Upstash's address and token may come from the environment, as its own tools expect. */
async function openSecrets(): Promise<Secrets> {
  const upstash = ['UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN'].flatMap((name) => {
    const value = process.env[name];
    return value ? [[name, value]] : [];
  });
  if (values.secrets === undefined) return {};
  const read = await readSecrets(values.secrets);
  if (!read.ok) fail(`${read.reason}\nNothing was changed.`);
  return { ...read.secrets, ...Object.fromEntries(upstash) };
}

async function dryRun(): Promise<never> {
  for (const [index, worker] of chosen.entries()) {
    console.log(`\n[${index + 1}/${chosen.length}] ${worker.name}`);
    const wrangler = Bun.spawn(
      [process.execPath, `${import.meta.dir}/wrangler.ts`, 'deploy', '--dry-run', ...flags],
      {
        cwd: dirname((tiersOf(worker)[0] as Worker).config),
        env: { ...process.env, TOPOLOGY: topology },
        stdio: ['inherit', 'inherit', 'inherit'],
      },
    );
    const code = await wrangler.exited;
    if (code !== 0) process.exit(code);
  }
  process.exit(0);
}

function isOwn(argument: string): boolean {
  const [name = ''] = argument.replace(/^--(?:no-)?/, '').split('=');
  return name === 'help' || Object.hasOwn(options, name);
}
