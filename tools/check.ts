import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { checkChanged } from './check/check-changed.ts';
import { CheckError } from './check/check-error.ts';
import { refusePictures } from './check/pictures/refuse-pictures.ts';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { ContractError } from './contracts/contract-error.ts';
import { listWorkers, root } from './workers.ts';

const help = `Usage: bun run check [slice …] [--fix]
       bun run check --changed [--since <revision>] [--plan] [--json]
       bun run check <slice …> --pictures [--update] [--only <text>] [--json]

Runs all checks that a change has to pass: format and lint, types, contracts, every test. --fix first corrects format and lint.

With the names of slices, it runs format, lint and unit tests of their folders only. Types, contracts and the rules of the house need
the rest of the shop, too.

  --changed  checks the slices that have changed since the branch left main, and those that need them: format, lint, types, contracts,
             unit tests, tests of the whole shop that are named after a changed slice, and the budgets. It says why each slice is
             checked. A change in platform/, contracts/, shell/ or tools/ concerns every slice, so everything is checked.
  --since    compares with this revision instead of main
  --plan     only says what would run
  --json     writes the slices, the reasons, and the results of the steps as JSON

  --pictures only compares the fragments of the slices, in each state of their playground, with the pictures in
             frontends/<slice>/pictures. New pictures and the differences are written below .wrangler/pictures. Fonts and the version of
             Chromium change pictures, so no other check compares them: compare and keep them on one machine.
  --update   keeps the new pictures: writes those that differ or are missing, and removes those whose state no longer exists
  --only     takes only pictures with this text in their names, such as --only price-failed
  --json     writes what was found about each picture as JSON

Exit code: 0 if all is well, 1 if a check fails, 2 for wrong arguments or an unknown revision.`;

const options = {
  fix: { type: 'boolean' },
  changed: { type: 'boolean', default: false },
  since: { type: 'string' },
  plan: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  pictures: { type: 'boolean', default: false },
  update: { type: 'boolean', default: false },
  only: { type: 'string' },
} as const;
const { values, positionals: slices, misuse } = readOptions(help, options, Number.POSITIVE_INFINITY);
const { changed, since, plan, json, pictures, update, only } = values;
if (!changed && (since !== undefined || plan)) misuse('--since and --plan are for --changed.');
if (!changed && !pictures && json) misuse('--json is for --changed and --pictures.');
if (changed && !pictures && (slices.length > 0 || values.fix))
  fail(`--changed finds the slices itself, and corrects nothing: leave out ${slices[0] ?? '--fix'}.`, 2);
const workers = await listWorkers();
const known = [...new Set(workers.map(({ slice }) => slice))].sort();
const unknown = slices.filter((slice) => !known.includes(slice));
if (unknown.length > 0) fail(`No slice is called ${unknown.join(', ')}. There are: ${known.join(', ')}.`, 2);
const faces = workers.flatMap(({ kind, slice }) => (kind === 'frontend' ? [slice] : []));
const refused = refusePictures(values, slices, faces);
if (refused) fail(refused, 2);
if (pictures) {
  // Other checks need no browser and no shop in this process.
  const { runPictures } = await import('./check/pictures/run-pictures.ts');
  process.exit(await runPictures({ slices, only, update, json }));
}
if (changed) await runChanged();

const folders = workers
  .filter(({ slice }) => slices.includes(slice))
  .map(({ directory }) => relative(root, directory));
const fix = values.fix ? ['--write'] : [];
const steps = {
  'format and lint': ['bunx', 'biome', 'check', '--error-on-warnings', ...fix, ...folders],
  // Each checker works out shared types again: on two cores, four of them need twice the time of two.
  types: ['bunx', 'tsc', '--project', root, '--checkers', '2'],
  // The bench has packages of its own, which only `bun run bench` installs.
  ...(existsSync(`${root}/bench/node_modules`) && slices.length === 0
    ? { 'types of the bench': ['bunx', 'tsc', '--project', `${root}/bench`] }
    : {}),
  contracts: ['bun', `${import.meta.dir}/contracts.ts`, ...slices],
  ...(slices.length === 0
    ? { tests: ['bun', `${import.meta.dir}/test.ts`] }
    : {
        'unit tests': ['bun', 'test', ...folders.map((folder) => `./${folder}/`), '--timeout', '60000'],
        'rules of the house': ['bun', `${import.meta.dir}/test.ts`, 'house'],
      }),
};

const output = json ? 2 : 'inherit';
for (const [name, command] of Object.entries(steps)) {
  (json ? console.error : console.log)(`\n── ${name} ──`);
  const code = await Bun.spawn(command, { cwd: root, stdio: ['ignore', output, 'inherit'] }).exited;
  if (code === 0) continue;
  if (json) console.log(JSON.stringify({ ok: false, failed: name }));
  console.error(`\nStopped: ${name} failed.`);
  process.exit(code);
}
if (json) console.log(JSON.stringify({ ok: true }));

/** Checks what has changed, and ends the process unless everything has to be checked. */
async function runChanged(): Promise<void> {
  try {
    const code = await checkChanged({ since, plan, json });
    if (code !== undefined) process.exit(code);
  } catch (error) {
    if (error instanceof CheckError) fail(error.message, 2);
    if (error instanceof ContractError) fail(error.message);
    throw error;
  }
}
