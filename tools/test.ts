import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { prepareShop } from '../tests/prepare-shop.helper.ts';
import { type Server, servers, whyLeftOut } from '../tests/servers.helper.ts';
import { readOptions } from './command/read-options.ts';
import { unlimitedNote } from './dev/unlimited-note.ts';
import { findChromium } from './find-chromium.ts';
import { readTestReport, type TestFailure } from './read-test-report.ts';
import { readLimit } from './runtime/limits/read-limit.ts';
import { readTopology, topologyHelp, topologyOption } from './topology/read-topology.ts';
import { root } from './workers.ts';

const help = `Usage: bun run test [suite or file …] [--topology <name>] [--server <name>] [--one-view]

Runs every suite, or the named suites and test files. The suites are:
  unit      the tests beside the code
  house     rules about the source tree: imports, file sizes, documents, deploying
  system    the whole shop over HTTP, in workerd
  browser   the whole shop in Chromium

Tests use redis-server and Chromium if they are installed. The last lines name the tests that were skipped without them.

${topologyHelp}
  --server <name>    runs the system and browser suites on a program in place of workerd:
${Object.entries(servers)
  .map(([name, what]) => `                       ${name.padEnd(14)}${what}`)
  .join('\n')}
  --one-view         runs the journeys in a browser in one language and width, and with scripts only
The last lines name the files that do not apply to a topology or a server, and why. A file that you name is always run.`;

/** The folders of each suite. */
const suites = {
  unit: ['contracts', 'platform', 'services', 'bff', 'frontends', 'shell', 'gateway', 'bench', 'tools'],
  house: ['tests/house'],
  system: ['tests/system'],
  browser: ['tests/browser'],
};
type Suite = keyof typeof suites;

const options = { ...topologyOption, server: { type: 'string' }, 'one-view': { type: 'boolean' } } as const;
const { values, positionals, misuse } = readOptions(help, options, Number.POSITIVE_INFINITY);
const topology = readTopology();
const server = readServer();
const view = values['one-view'] ? { ONE_VIEW: 'true' } : {};
const all: Suite[] = server ? ['system', 'browser'] : (Object.keys(suites) as Suite[]);
const asked = positionals.length > 0 ? positionals : all;
const unknown = asked.find((name) => !(name in suites) && !isTestFile(name));
if (unknown !== undefined) misuse(`${unknown} is neither a suite nor a test file.`);

/** Test files that were named one by one, and suites. */
const { files: named = [], suites: chosen = [] } = Object.groupBy(asked, (name) =>
  name in suites ? 'suites' : 'files',
);
process.stdout.write(unlimitedNote(topology, readLimit(topology)));
const reports = await mkdtemp(join(tmpdir(), 'jogakbo-test-'));
const missing = [
  ...(Bun.which('redis-server')
    ? []
    : ['redis-server (apt-get install redis-server): tests on a real Redis']),
  ...(findChromium()
    ? []
    : ['Chromium (apt-get install chromium, or set CHROMIUM to its path): the browser suite']),
];

/** The files that do not apply to the topology or the server, and why. */
const leftOut: { file: string; reason: string }[] = [];
/** What every shop of the tests starts from: the build and the folder with seeded data. */
let prepared: Awaited<ReturnType<typeof prepareShop>> | undefined;
const total = { passed: 0, failed: 0, skipped: 0 };
const failing: string[] = [];
const failures: TestFailure[] = [];
if (named.length > 0)
  await runAll('files', await toJobsOfFiles(named.map((file) => relative(root, resolve(file)))));
for (const suite of chosen as Suite[])
  if (suite !== 'browser' || findChromium()) await runAll(suite, await toJobs(suite));
await prepared?.remove();
await rm(reports, { recursive: true });

for (const { place, title, reason } of failures) console.log(`\n(fail) ${title}\n  ${place}\n${reason}`);
if (failing.length > 0) console.log(`\nFailed in: ${failing.join(', ')}`);
if (leftOut.length > 0) console.log(`\nLeft out, because these files do not apply to ${server ?? topology}:`);
for (const { file, reason } of leftOut) console.log(`  ${file}: ${reason}`);
for (const what of missing) console.log(`\nSkipped, because this is not installed: ${what}`);
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

function readServer(): Server | undefined {
  const name = values.server;
  if (name === undefined) return undefined;
  if (!Object.hasOwn(servers, name))
    return misuse(`There is no server ${name}. There are: ${Object.keys(servers).join(', ')}.`);
  if (name === 'bun-monolith' && values.topology) return misuse('bun-monolith has a topology of its own.');
  return name as Server;
}

function isTestFile(name: string): boolean {
  return /\.test\.tsx?$/.test(name) && existsSync(name);
}

/** Divides a suite into processes. */
async function toJobs(suite: Suite): Promise<string[][]> {
  const folders = suites[suite];
  if (suite === 'house') return [folders];
  if (suite === 'unit') return [folders.filter((folder) => folder !== 'tools'), ['tools']];
  const files = [...new Bun.Glob(`${folders}/*.test.ts`).scanSync(root)].sort();
  const applying: string[] = [];
  for (const file of files) {
    const reason = whyLeftOut(file, await Bun.file(join(root, file)).text(), { topology, server });
    if (reason) leftOut.push({ file, reason });
    else applying.push(file);
  }
  return toShopJobs(applying);
}

/** Divides test files into processes: those that need no shop are one. */
async function toJobsOfFiles(files: string[]): Promise<string[][]> {
  const ofShop = files.filter((file) => /^tests\/(?:system|browser)\//.test(file));
  const others = files.filter((file) => !ofShop.includes(file));
  return [...(others.length > 0 ? [others.map((file) => `./${file}`)] : []), ...(await toShopJobs(ofShop))];
}

/**
 * Divides tests of the whole shop into processes. Files that share a shop are one process; each file with shops of its own is another one.
 * Those with more text come first, so that the last ones are short, and both lanes end at about the same time. If there are several
 * processes, the shop is built and seeded here once for all.
 */
async function toShopJobs(files: string[]): Promise<string[][]> {
  const read = await Promise.all(
    files.map(async (file) => ({ file, text: await Bun.file(join(root, file)).text() })),
  );
  const { shared = [], own = [] } = Object.groupBy(read, ({ text }) =>
    text.includes('openSharedShop') ? 'shared' : 'own',
  );
  own.sort((one, other) => other.text.length - one.text.length);
  const jobs = [shared.map(({ file }) => file), ...own.map(({ file }) => [file])].filter(
    (paths) => paths.length > 0,
  );
  if (jobs.length > 1) prepared ??= await prepareShop(topology, server);
  return jobs;
}

/** Runs two processes at a time, since a test waits for half of its time. Prints what each one printed when it ends. */
async function runAll(name: string, jobs: string[][]): Promise<void> {
  console.log(`\n── ${name} ──`);
  const codes: number[] = [];
  const waiting = [...jobs];
  const lane = async () => {
    for (let paths = waiting.shift(); paths; paths = waiting.shift()) codes.push(await run(paths));
  };
  await Promise.all([lane(), lane()]);
  if (codes.some((code) => code !== 0)) failing.push(name);
}

/** Runs the tests of some files or folders, and counts them. */
async function run(paths: string[]): Promise<number> {
  const report = join(reports, `${crypto.randomUUID()}.xml`);
  const flags = ['--timeout', '180000', '--reporter=junit', `--reporter-outfile=${report}`];
  const child = Bun.spawn([process.execPath, 'test', ...paths, ...flags], {
    cwd: root,
    env: { ...process.env, SERVER: server, TOPOLOGY: topology, ...view, ...prepared?.variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = await Promise.all(
    [child.stdout, child.stderr].map((stream) => new Response(stream).text()),
  );
  const code = await child.exited;
  console.log(printed.join('\n'));
  const counts = await readTestReport(report);
  failures.push(...counts.failures);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  // A file that cannot be loaded reports no test, so it counts as one failure.
  if (code !== 0 && counts.failed === 0) total.failed += 1;
  return code;
}
