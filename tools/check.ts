import { existsSync } from 'node:fs';
import { root } from './workers.ts';

const help = `Usage: bun run check [--fix]

All that must hold before a change is taken: format and lint, types, every test. --fix mends what a tool can mend first.`;

if (process.argv.includes('--help')) {
  console.log(help);
  process.exit(0);
}

const fix = process.argv.includes('--fix') ? ['--write'] : [];
const steps = {
  'format and lint': ['bunx', 'biome', 'check', '--error-on-warnings', ...fix],
  types: ['bunx', 'tsc', '--project', root],
  // The bench is installed by itself, where it is run.
  ...(existsSync(`${root}/bench/node_modules`)
    ? { 'types of the bench': ['bunx', 'tsc', '--project', `${root}/bench`] }
    : {}),
  tests: ['bun', `${import.meta.dir}/test.ts`],
};

for (const [name, command] of Object.entries(steps)) {
  console.log(`\n── ${name} ──`);
  const code = await Bun.spawn(command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).exited;
  if (code === 0) continue;
  console.error(`\nStopped: ${name} did not pass.`);
  process.exit(code);
}
