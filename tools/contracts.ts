import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import type { Verdict } from './contracts/compare-contracts.ts';
import type { Contract } from './contracts/contract.ts';
import { ContractError } from './contracts/contract-error.ts';
import { judgeSlices } from './contracts/judge-slices.ts';
import { readTree } from './contracts/read-tree.ts';
import { readRecords, recordsFolder, removeRecord, writeRecord } from './contracts/records.ts';
import { listWorkers } from './workers.ts';

const help = `Usage: bun run contracts [slice …] [--json]
       bun run contracts --record <slice> … [--accept] [--force]

Compares what slices offer to each other, and what they need, with their last releases, and says what would break whom. A contract has
the routes of service and BFF with their requests and answers, the parameters of fragments, events, cache tags and headers. All of it is
read from the code. The contracts of the last releases are in contracts/released; bun run deploy writes them.

  --record   records the contract of the slices as released, or forgets a slice that is gone
  --accept   records a contract although a rule that is a function, such as v.check, is new or has changed. Nobody can compare such
             rules but people: read it first
  --force    records a contract even if it breaks a released slice, or if the old record is broken
  --against  <folder>: compares with the records of another checkout, such as that of the last release
  --json     writes the verdicts as JSON

Exit code: 0 if nothing breaks, 1 if something breaks or cannot be read, 2 for wrong arguments.`;

const options = {
  json: { type: 'boolean' },
  record: { type: 'boolean' },
  accept: { type: 'boolean' },
  force: { type: 'boolean' },
  against: { type: 'string' },
} as const;
const { values, positionals, misuse } = readOptions(help, options, Number.POSITIVE_INFINITY);
const folder = values.against === undefined ? recordsFolder : resolve(values.against);
if (values.record && positionals.length === 0) misuse('Name a slice to record.');
for (const name of ['accept', 'force'] as const)
  if (values[name] && !values.record) misuse(`--${name} is for --record.`);
try {
  const records = await openRecords();
  const workers = await listWorkers();
  const known = [...new Set([...workers, ...records].map(({ slice }) => slice))].sort();
  const unknown = positionals.filter((slice) => !known.includes(slice));
  if (unknown.length > 0)
    fail(`No slice is called ${unknown.join(', ')}. There are: ${known.join(', ')}.`, 2);
  if (!values.json) console.error('Reading the contracts of all slices …');
  const tree = await readTree();
  const slices = positionals.length > 0 ? [...new Set(positionals)] : known;
  // Slices of one change are deployed one after the other, each after those that it calls.
  const together = values.record ? slices : known;
  const verdicts = judgeSlices({ tree, records, slices, together });
  const stops = verdicts.filter(
    ({ kind }) => !values.force && (kind === 'breaks' || (kind === 'unknown' && !values.accept)),
  );
  if (values.json) console.log(JSON.stringify({ ok: stops.length === 0, verdicts }, null, 2));
  else print(verdicts, slices, records);
  if (values.record && stops.length === 0) await record(slices, tree, records);
  else if (values.record)
    console.error(
      stops.some(({ kind }) => kind === 'breaks')
        ? 'Nothing was recorded. With --force, it is recorded in spite of that.'
        : 'Nothing was recorded. If you have read the rules and all is well, accept them with --accept.',
    );
  process.exitCode = stops.length > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  fail(error.message);
}

/** With --force, broken records of the chosen slices count as none, so that they can be written again. */
async function openRecords(): Promise<Contract[]> {
  if (values.against !== undefined && !existsSync(values.against))
    fail(`There is no folder ${values.against}.`, 2);
  return readRecords(folder, values.force ? positionals : []);
}

function print(verdicts: Verdict[], slices: string[], records: Contract[]): void {
  const signs = { breaks: '✗', unknown: '?', adds: '+', removes: '-', changes: '~' };
  for (const slice of slices) {
    const own = verdicts.filter((verdict) => verdict.slice === slice);
    const isNew = !records.some((each) => each.slice === slice);
    if (own.length === 0 || isNew) console.log(`${slice}: ${isNew ? 'not released yet' : 'as released'}`);
    else console.log(`${slice}:`);
    for (const { kind, sentence } of own)
      if (!isNew || kind === 'breaks' || kind === 'unknown') console.log(`  ${signs[kind]} ${sentence}`);
  }
  const breaks = verdicts.filter(({ kind }) => kind === 'breaks').length;
  if (breaks > 0)
    console.log(
      `\n${breaks} ${breaks === 1 ? 'change breaks' : 'changes break'} a released slice. CONTRIBUTING.md says how to change a contract in two deploys.`,
    );
}

async function record(slices: string[], tree: Contract[], records: Contract[]): Promise<void> {
  for (const slice of slices) {
    const contract = tree.find((each) => each.slice === slice);
    const before = records.find((each) => each.slice === slice);
    if (!contract) {
      await removeRecord(slice, folder);
      console.error(`${slice} is gone, and its record, too.`);
    } else if (isDeepStrictEqual(contract, before))
      console.error(`${slice} is recorded already; its contract has not changed.`);
    else {
      await writeRecord(contract, folder);
      console.error(`Recorded ${slice} in ${relative(process.cwd(), folder)}/${slice}.json.`);
    }
  }
}
