import { existsSync } from 'node:fs';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { createJudge } from './release/judge/create-judge.ts';
import { releaseMetrics } from './release/judge/metrics.ts';
import { readVisits } from './release/judge/read-visits.ts';
import { toFindingTable } from './release/judge/to-finding-table.ts';

const help = `Usage: bun tools/judge.ts <file> [--json]

Judges a canary by recorded visits: is it worse than the control, good enough to promote, or is it too early to say? Looking often does
not raise the chance of a false alarm.

The file has one visit as JSON in each line, in the order of time:
  {"arm":"canary","source":"fresh","values":{"serverError":0,"fragmentMs":31}}

  arm      canary, control (as many as of the canary), or before (the stable version before the canary: known usual times)
  source   where the pages came from. Only visits of one source are compared
  values   what was measured. Known names: ${[...new Set(releaseMetrics.map(({ of }) => of))].join(', ')}

  --json   prints the verdict as JSON

Exit codes: 0 promote, 1 roll back, 3 inconclusive, 2 a wrong file or argument.`;

const { values, positionals, misuse } = readOptions(help, { json: { type: 'boolean' } }, 1);
const file = positionals[0] ?? misuse('Name one file of visits.');
if (!existsSync(file)) fail(`There is no file ${file}.`, 2);

const judge = createJudge(releaseMetrics);
try {
  for await (const { arm, ...visit } of readVisits(file)) {
    if (arm === 'before') judge.learn({ arm: 'control', ...visit });
    else judge.add({ arm, ...visit });
  }
} catch (error) {
  fail(`${file}: ${(error as Error).message}`, 2);
}
const verdict = judge.judge();
const text = [`${verdict.decision}: ${verdict.reason}`, '', ...toFindingTable(verdict.findings)].join('\n');
console.log(values.json ? JSON.stringify(verdict, null, 2) : text);
process.exitCode = { promote: 0, 'roll back': 1, inconclusive: 3 }[verdict.decision];
