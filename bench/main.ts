import { readOptions } from '../tools/command/read-options.ts';
import { openSystems } from './open-systems.ts';
import { type Effort, missedBy, type Row, type Section } from './section.ts';
import { catalogueGrowth } from './sections/catalogue-growth.ts';
import { changes } from './sections/changes.ts';
import { fragmentCost } from './sections/fragment-cost.ts';
import { lateFragment } from './sections/late-fragment.ts';
import { lighthouse } from './sections/lighthouse.ts';
import { memory } from './sections/memory.ts';
import { newPageProfile } from './sections/new-page-profile.ts';
import { newPageStores } from './sections/new-page-stores.ts';
import { newPages } from './sections/new-pages.ts';
import { oneProcess } from './sections/one-process.ts';
import { operationCosts } from './sections/operation-costs.ts';
import { overload } from './sections/overload.ts';
import { pageRates } from './sections/page-rates.ts';
import { server } from './sections/server.ts';
import { soak } from './sections/soak.ts';
import { stubbedStores } from './sections/stubbed-stores.ts';
import { topologies } from './sections/topologies.ts';
import { compareSteps } from './steps/compare-steps.ts';
import { drawDocument } from './steps/draw-document.ts';
import { steps } from './steps/steps.ts';
import { toTables } from './steps/to-tables.ts';
import { toResults } from './to-results.ts';
import { toTable } from './to-table.ts';

const sections: Section[] = [
  pageRates,
  fragmentCost,
  lateFragment,
  memory,
  newPages,
  newPageProfile,
  operationCosts,
  stubbedStores,
  topologies,
  server,
  oneProcess,
  newPageStores,
  changes,
  overload,
  catalogueGrowth,
  lighthouse,
  soak,
];

const full: Effort = {
  rounds: 5,
  warmUpSeconds: 2,
  seconds: 3,
  lateVisits: 40,
  memoryPages: 100_000,
  lighthouseRuns: 3,
  soakMinutes: 15,
};
const quick: Effort = {
  rounds: 3,
  warmUpSeconds: 1,
  seconds: 1,
  lateVisits: 15,
  memoryPages: 10_000,
  lighthouseRuns: 1,
  soakMinutes: 0,
};

const known = sections.flatMap(({ rows }) => rows);
const help = `Usage: bun run bench [--quick] [--only <row>]… [--soak-minutes <n>]
       bun run bench --topologies [--quick | --only <step>… | --draw]

Compares the engine with its peers on the same fragments, overloads the shop, runs Lighthouse on its pages, and prints a table. A
whole run takes about half an hour and writes bench/results.json. The exit code is 1 if a required goal is missed.

  --quick             short runs without the soak, to check that everything works; writes no results
  --only <row>        one row, or several; writes no results
  --soak-minutes <n>  the length of the soak, up to 60 (15); a third of it is the warm-up

  --topologies        compares the steps from the monolith to slices instead: their costs, what works while a slice fails, deploys. It takes
                      about eight minutes, writes bench/topologies.json, and draws the figures of docs/from-monolith.md
    --quick           short runs, about five minutes; the document says that they are short
    --only <step>     one step, or several; writes nothing
    --draw            measures nothing, and draws the figures again from bench/topologies.json

Rows: ${known.join(', ')}
Steps: ${steps.map(({ name }) => name).join(', ')}`;

const { values, misuse } = readOptions(help, {
  quick: { type: 'boolean', default: false },
  only: { type: 'string', multiple: true },
  'soak-minutes': { type: 'string' },
  topologies: { type: 'boolean', default: false },
  draw: { type: 'boolean', default: false },
});
const choices = values.topologies ? steps.map(({ name }) => name) : known;
const stranger = values.only?.find((id) => !choices.includes(id));
if (stranger !== undefined) misuse(`There is no ${values.topologies ? 'step' : 'row'} ${stranger}.`);
if (values.draw && !values.topologies) misuse('--draw needs --topologies.');

const wanted = (id: string) => values.only?.includes(id) ?? true;
const effort = { ...(values.quick ? quick : full) };
if (values['soak-minutes'] !== undefined) {
  effort.soakMinutes = Number(values['soak-minutes']);
  if (!(effort.soakMinutes > 0 && effort.soakMinutes <= 60)) misuse('--soak-minutes is a number up to 60.');
}
const started = Date.now();
const progress = (line: string) => {
  console.error(`${String(Math.round((Date.now() - started) / 1_000)).padStart(4)} s  ${line}`);
};
if (values.topologies) {
  if (values.draw) await drawDocument();
  else {
    const results = await compareSteps({ quick: values.quick, only: values.only, progress });
    console.log(Object.values(toTables(results)).join('\n\n'));
    if (!values.only) console.log('\nKept in bench/topologies.json, and drawn into docs/from-monolith.md');
  }
  process.exit(0);
}
const systems = openSystems(progress);
let interrupted = false;
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => {
    interrupted = true;
    systems.close().then(() => process.exit(code));
  });
}

const rows: Row[] = [];
try {
  for (const section of sections) {
    if (section.rows.some(wanted))
      rows.push(...(await section.measure({ effort, systems, progress }, wanted)));
  }
} catch (error) {
  // An interrupted run closes its targets, so later errors are expected.
  if (interrupted) await new Promise(() => {});
  throw error;
} finally {
  await systems.close();
}

console.log(`\n${toTable(rows)}\n`);
const notes = [...new Set(rows.flatMap((row) => row.notes ?? []))];
if (notes.length > 0)
  console.log(`Audits below full marks:\n${notes.map((note) => `  ${note}`).join('\n')}\n`);
if (!values.quick && !values.only && values['soak-minutes'] === undefined) {
  const path = `${import.meta.dir}/results.json`;
  await Bun.write(path, `${JSON.stringify(toResults(rows, effort, new Date()), null, 2)}\n`);
  console.log(`Kept in bench/results.json`);
}
process.exit(rows.length > 0 && rows.every((row) => row.aim || missedBy(row) === 0) ? 0 : 1);
