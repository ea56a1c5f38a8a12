import { aloneHelp, readAlone } from './alone/read-alone.ts';
import { writeShellBindings } from './bindings.ts';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { openDevConsole } from './console/open-dev-console.ts';
import { buildWorkers } from './dev/build-workers.ts';
import { createLiveReload } from './dev/create-live-reload.ts';
import { findPortProblem } from './dev/find-port-problem.ts';
import { followEdits } from './dev/follow-edits.ts';
import { productsHelp, readProducts } from './dev/read-products.ts';
import { unlimitedNote } from './dev/unlimited-note.ts';
import { readLimit } from './runtime/limits/read-limit.ts';
import { lockState } from './runtime/lock-state.ts';
import { startSystem } from './runtime/start-system.ts';
import { writeWhole } from './runtime/write-whole.ts';
import { readTopology, topologyHelp, topologyOption } from './topology/read-topology.ts';
import { writeTopology } from './topology/write-topology.ts';
import { gateway, root } from './workers.ts';

const help = `Usage: bun run dev [--products <number>] [--topology <name>]
       bun run dev <slice …> [--upstream <url>]

Builds every worker, starts them in one workerd, migrates and seeds their stores, and serves the shop. An edit is built and shown
at once. The data stays in .wrangler/state; delete that folder to start with empty stores. Only one process at a time can use that
folder. Ctrl-C delivers the pending events, then stops. A second Ctrl-C stops at once, and the next start delivers the events.

  PORT=8787        the port of the shop
  HOST=127.0.0.1   the address of the shop
  LOG=info         logs every request; error (the default) logs failures only
  SERVICES_PORT    opens the services at this port to bun run serve, which runs the shell and the faces outside of workerd
  LEGACY_ORIGIN    the program that the shop replaces, such as http://127.0.0.1:8786 for bench/monolith. LEGACY_ROUTES says which routes
                   the shop has taken over, such as '{"*":0,"/search":100}'. LEGACY_FRAGMENTS says the same about single fragments,
                   and bun run release legacy --url http://localhost:8787 changes both while the shop runs. LEGACY_PERSONAL names the
                   parts of every page that show who the visitor is, such as '{"links":{"selector":".links","route":"/login"}}'
  LIMIT=0          allows any number of invocations of workers for one request. The default is Cloudflare's limit of 32, beyond which
                   calls fail

/_dev is the console: the slices, who calls whom, traces, logs, breakers, limits, queues, faults and mails. Each part is JSON, too, such as
/_dev/traces.json. /_dev/limits?calls lists each call of the last requests.

${productsHelp}
${topologyHelp}

${aloneHelp}

Operators of this shop send the token in .wrangler/state/operator-token. The commands for operators read it there.`;

const options = { ...topologyOption, products: { type: 'string' }, upstream: { type: 'string' } } as const;
const { values, positionals } = readOptions(help, options, Number.POSITIVE_INFINITY);
const topology = readTopology();
const alone = await readAlone(positionals, values.upstream);
if (alone) await (await import('./alone/run-alone.ts')).runAlone(alone);

const embeddedNote = `an engine in memory, which loses carts on restart. For a real one: apt-get install redis-server,
         or brew install redis`;

const started = performance.now();
const products = readProducts(values.products);
const port = takePort('PORT') ?? 8787;
const servicesPort = takePort('SERVICES_PORT');
const limit = takeLimit();
const host = process.env.HOST ?? '127.0.0.1';
// Checks the port and the state folder before the build, which takes longer.
for (const [name, wanted] of [
  ['PORT', port],
  ['SERVICES_PORT', servicesPort],
] as const) {
  const problem = wanted && (await findPortProblem(host, wanted, undefined, name));
  if (problem) fail(problem);
}
const stateDirectory = `${root}/.wrangler/state`;
const lock = takeLock();
if (await writeShellBindings()) step('wrangler.toml: binding the shell to the slices of the folders');
const workers = await writeTopology(topology);
const built = servicesPort ? [...workers, gateway] : workers;
const devConsole = openDevConsole();
const liveReload = createLiveReload(devConsole.answer);

step(`building ${workers.length} worker${workers.length === 1 ? '' : 's'}`);
await buildWorkers(built).catch((error) => fail(error.message));
const system = await startSystem({
  port,
  host,
  servicesPort,
  topology,
  limit,
  traces: true,
  products,
  stateDirectory,
  lock,
  logLevel: process.env.LOG === 'info' ? 'info' : 'error',
  development: liveReload.url,
  settings: readLegacy(),
  onStep: step,
  onNotice: (notice) => console.error(`\n  ${notice}\n`),
}).catch((error) => fail(error.stack ?? error.message));

devConsole.show(system);
const { engine, engineVersion } = system.upstash;
console.log(`
  Jogakbo is open: ${system.url}/products/51862822?item=183485417
  The console: ${system.url}/_dev
  Redis: ${engine === 'redis' ? `redis-server ${engineVersion ?? ''}` : embeddedNote}
  ${workers.length} worker${workers.length === 1 ? '' : 's'} in one workerd, started in ${((performance.now() - started) / 1000).toFixed(1)} s. Ctrl-C stops them.
${unlimitedNote(topology, limit)}`);
await noteServer(system.server);

const stopWatching = followEdits(built, { reload: system.reload, liveReload });
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Miniflare's own handler would end this process before the queues are drained.
  process.removeAllListeners(signal);
  process.on(signal, stop);
}

async function stop(): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  stopWatching();
  liveReload.stop();
  step('delivering the pending events');
  await system.drain().catch((error) => console.error(`The next start will deliver them: ${error.message}`));
  await system.close();
  process.exit(0);
}

function step(text: string): void {
  console.log(`  ${((performance.now() - started) / 1000).toFixed(1).padStart(4)} s  ${text}`);
}

/** The variables of the shell about the program that the shop replaces. */
function readLegacy(): Record<string, string> {
  const names = ['ORIGIN', 'ROUTES', 'FRAGMENTS', 'PERSONAL', 'TIMEOUT'].map((name) => `LEGACY_${name}`);
  const set = names.flatMap((name) => {
    const value = process.env[name];
    return value ? [[name, value] as const] : [];
  });
  const { LEGACY_ORIGIN: origin } = Object.fromEntries(set);
  if (origin && !URL.canParse(origin))
    fail(`LEGACY_ORIGIN is no origin: ${origin}. Example: http://127.0.0.1:8786`);
  return Object.fromEntries(set);
}

/** Leaves the variables for `bun run serve`. They hold keys, as the other files of that folder do. */
async function noteServer(server: Record<string, string> | undefined): Promise<void> {
  if (!server) return;
  // Its pages have no live reload.
  const { DEV: _, ...variables } = server;
  await writeWhole(`${stateDirectory}/server.json`, JSON.stringify(variables));
  console.log(`  The services are open at ${server.SERVICES_URL} for: bun run serve\n`);
}

function takePort(name: 'PORT' | 'SERVICES_PORT'): number | undefined {
  const given = process.env[name];
  const port = Number(given);
  if (!given) return undefined;
  return Number.isInteger(port) && port >= 1 && port <= 65_535
    ? port
    : fail(`${name} is not a port: ${given}`);
}

function takeLimit(): number {
  try {
    return readLimit(topology);
  } catch (error) {
    return fail((error as Error).message);
  }
}

function takeLock() {
  try {
    return lockState(stateDirectory);
  } catch (error) {
    return fail((error as Error).message);
  }
}
