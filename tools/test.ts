import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** The folders of each suite. A suite of two parts opens no shop, and its parts run at the same time. */
const suites = {
  unit: [['contracts', 'platform', 'services', 'bff', 'frontends', 'shell', 'bench'], ['tools']],
  house: [['tests/house']],
  system: [['tests/system']],
  browser: [['tests/browser']],
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

const total = { passed: 0, failed: 0, skipped: 0 };
const failing: Suite[] = [];
const failures: TestFailure[] = [];
for (const suite of chosen) {
  if (suite === 'browser' && !findChromium()) continue;
  console.log(`\n── ${suite} ──`);
  const codes = await Promise.all(suites[suite].map((folders, part) => runPart(folders, part > 0)));
  if (codes.some((code) => code !== 0)) failing.push(suite);
}
await rm(reports, { recursive: true });

for (const { place, title, reason } of failures) console.log(`\n(fail) ${title}\n  ${place}\n${reason}`);
if (failing.length > 0) console.log(`\nFailed in: ${failing.join(', ')}`);
for (const what of missing) console.log(`\nSkipped, because this is not installed: ${what}`);
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

/** Runs the tests of some folders, and counts them. The output of a part that runs beside another one is printed at its end. */
async function runPart(folders: string[], later: boolean): Promise<number> {
  const report = join(reports, `${folders.join('-').replaceAll('/', '-')}.xml`);
  const flags = ['--timeout', '180000', '--reporter=junit', `--reporter-outfile=${report}`];
  const run = Bun.spawn([process.execPath, 'test', ...folders, ...flags], {
    cwd: root,
    env: { ...process.env, TOPOLOGY: topology },
    stdio: later ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
  });
  const printed = later && Promise.all([run.stdout, run.stderr].map((stream) => new Response(stream).text()));
  const code = await run.exited;
  if (printed) console.log((await printed).join('\n'));
  const counts = await readTestReport(report);
  failures.push(...counts.failures);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  // A file that cannot be loaded reports no test, so it counts as one failure.
  if (code !== 0 && counts.failed === 0) total.failed += 1;
  return code;
}
