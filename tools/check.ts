import { existsSync } from 'node:fs';
import { root } from './workers.ts';

const help = `Usage: bun run check [--fix]

Runs all checks that a change has to pass: format and lint, types, every test. --fix first corrects format and lint.`;

if (process.argv.includes('--help')) {
  console.log(help);
  process.exit(0);
}

const fix = process.argv.includes('--fix') ? ['--write'] : [];
const steps = {
  'format and lint': ['bunx', 'biome', 'check', '--error-on-warnings', ...fix],
  types: ['bunx', 'tsc', '--project', root],
  // The bench has packages of its own, which only `bun run bench` installs.
  ...(existsSync(`${root}/bench/node_modules`)
    ? { 'types of the bench': ['bunx', 'tsc', '--project', `${root}/bench`] }
    : {}),
  tests: ['bun', `${import.meta.dir}/test.ts`],
};

for (const [name, command] of Object.entries(steps)) {
  console.log(`\n── ${name} ──`);
  const code = await Bun.spawn(command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).exited;
  if (code === 0) continue;
  console.error(`\nStopped: ${name} failed.`);
  process.exit(code);
}
