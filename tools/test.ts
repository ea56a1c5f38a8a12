import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildShop } from '../tests/build-shop.helper.ts';
import { seedState } from '../tests/copy-seeded-state.helper.ts';
import { findChromium } from './find-chromium.ts';
import { readTestReport, type TestFailure } from './read-test-report.ts';
import { namesAmong, readTopology, topologyHelp } from './topology/read-topology.ts';
import { root } from './workers.ts';

const help = `Usage: bun run test [suite …] [--topology <name>]

Runs every suite, or the named ones:
  unit      the tests beside the code
  house     rules about the source tree: imports, file sizes, documents, deploying
  system    the whole shop over HTTP, in workerd
  browser   the whole shop in Chromium

Tests use redis-server and Chromium if they are installed. The last lines name the tests that were skipped without them.

${topologyHelp}`;

/** The folders of each suite. */
const suites = {
  unit: ['contracts', 'platform', 'services', 'bff', 'frontends', 'shell', 'gateway', 'bench', 'tools'],
  house: ['tests/house'],
  system: ['tests/system'],
  browser: ['tests/browser'],
};
type Suite = keyof typeof suites;

if (process.argv.includes('--help')) {
  console.log(help);
  process.exit(0);
}
const topology = readTopology();
const asked = namesAmong(process.argv.slice(2));
if (asked.some((name) => !(name in suites))) {
  console.error(help);
  process.exit(2);
}

const chosen = (asked.length > 0 ? asked : Object.keys(suites)) as Suite[];
const reports = await mkdtemp(join(tmpdir(), 'jogakbo-test-'));
const missing = [
  ...(Bun.which('redis-server')
    ? []
    : ['redis-server (apt-get install redis-server): tests on a real Redis']),
  ...(findChromium()
    ? []
    : ['Chromium (apt-get install chromium, or set CHROMIUM to its path): the browser suite']),
];

/** The folder with the data of a seeded shop. Every shop of the tests starts with a copy of it. */
let seeded: string | undefined;
const total = { passed: 0, failed: 0, skipped: 0 };
const failing: Suite[] = [];
const failures: TestFailure[] = [];
for (const suite of chosen) {
  if (suite === 'browser' && !findChromium()) continue;
  console.log(`\n── ${suite} ──`);
  const codes = await runAll(await toJobs(suite));
  if (codes.some((code) => code !== 0)) failing.push(suite);
}
if (seeded) await rm(seeded, { recursive: true, force: true });
await rm(reports, { recursive: true });

for (const { place, title, reason } of failures) console.log(`\n(fail) ${title}\n  ${place}\n${reason}`);
if (failing.length > 0) console.log(`\nFailed in: ${failing.join(', ')}`);
for (const what of missing) console.log(`\nSkipped, because this is not installed: ${what}`);
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

/** Divides a suite into processes. Files that share a shop are one process; each file with shops of its own is another one. */
async function toJobs(suite: Suite): Promise<string[][]> {
  const folders = suites[suite];
  if (suite === 'house') return [folders];
  if (suite === 'unit') return [folders.filter((folder) => folder !== 'tools'), ['tools']];
  if (!seeded) {
    await buildShop(topology);
    seeded = await seedState(topology);
  }
  const files = [...new Bun.Glob(`${folders}/*.test.ts`).scanSync(root)].sort();
  const texts = await Promise.all(files.map((file) => Bun.file(join(root, file)).text()));
  const { shared = [], own = [] } = Object.groupBy(files, (_, at) =>
    texts[at]?.includes('openSharedShop') ? 'shared' : 'own',
  );
  return [shared, ...own.map((file) => [file])].filter((paths) => paths.length > 0);
}

/** Runs two processes at a time, since a test waits for half of its time. Prints what each one printed when it ends. */
async function runAll(jobs: string[][]): Promise<number[]> {
  const codes: number[] = [];
  const waiting = [...jobs];
  const lane = async () => {
    for (let paths = waiting.shift(); paths; paths = waiting.shift()) codes.push(await run(paths));
  };
  await Promise.all([lane(), lane()]);
  return codes;
}

/** Runs the tests of some files or folders, and counts them. */
async function run(paths: string[]): Promise<number> {
  const report = join(reports, `${crypto.randomUUID()}.xml`);
  const flags = ['--timeout', '180000', '--reporter=junit', `--reporter-outfile=${report}`];
  const child = Bun.spawn([process.execPath, 'test', ...paths, ...flags], {
    cwd: root,
    env: { ...process.env, TOPOLOGY: topology, ...(seeded ? { SEEDED_STATE: seeded } : {}) },
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
