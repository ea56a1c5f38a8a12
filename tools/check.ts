import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { fail } from './operator/fail.ts';
import { listWorkers, root } from './workers.ts';

const help = `Usage: bun run check [slice …] [--fix]

Runs all checks that a change has to pass: format and lint, types, contracts, every test. --fix first corrects format and lint.

With the names of slices, it runs format, lint and unit tests of their folders only. Types, contracts and the rules of the house need
the rest of the shop, too. Exit code: 0 if all is well, 1 if a check fails, 2 for wrong arguments.`;

const { values, positionals: slices } = parse();
if (values.help) {
  console.log(help);
  process.exit(0);
}
const workers = await listWorkers();
const known = [...new Set(workers.map(({ slice }) => slice))].sort();
const unknown = slices.filter((slice) => !known.includes(slice));
if (unknown.length > 0) fail(`No slice is called ${unknown.join(', ')}. There are: ${known.join(', ')}.`, 2);

const folders = workers
  .filter(({ slice }) => slices.includes(slice))
  .map(({ directory }) => relative(root, directory));
const fix = values.fix ? ['--write'] : [];
const steps = {
  'format and lint': ['bunx', 'biome', 'check', '--error-on-warnings', ...fix, ...folders],
  types: ['bunx', 'tsc', '--project', root],
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

for (const [name, command] of Object.entries(steps)) {
  console.log(`\n── ${name} ──`);
  const code = await Bun.spawn(command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).exited;
  if (code === 0) continue;
  console.error(`\nStopped: ${name} failed.`);
  process.exit(code);
}

function parse() {
  const options = { help: { type: 'boolean' }, fix: { type: 'boolean' } } as const;
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${help}`, 2);
  }
}
