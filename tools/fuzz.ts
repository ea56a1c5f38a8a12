import { readOptions } from './command/read-options.ts';
import { root } from './workers.ts';

const help = `Usage: bun tools/fuzz.ts [--minutes <n>] [--seed <n>] [--scenarios <n>]

Tries the composition engine with random servers, pages and clients: no promise may be rejected, each page must be read as it is meant, and
no lease may be lost. Each scenario has a seed of its own, and a fault names it.

  --minutes <n>     how long to try (2)
  --seed <n>        the seed of the first scenario (1)
  --scenarios <n>   the highest number of scenarios, such as 1 for the seed of a fault

Exit code: 0 without a fault, 1 with a fault, 2 if the arguments are wrong.`;

const text = { type: 'string' } as const;
const { values, misuse } = readOptions(help, { minutes: text, seed: text, scenarios: text });
const minutes = toNumber('minutes', values.minutes ?? '2');
const seed = toNumber('seed', values.seed ?? '1');
const scenarios = values.scenarios === undefined ? '' : String(toNumber('scenarios', values.scenarios));
const env = { FUZZ_SECONDS: String(minutes * 60), FUZZ_SEED: String(seed) };
const run = Bun.spawn([process.execPath, 'test', 'platform/compose/fuzz'], {
  cwd: root,
  env: { ...process.env, ...env, ...(scenarios ? { FUZZ_SCENARIOS: scenarios } : {}) },
  stdio: ['ignore', 'inherit', 'inherit'],
});
process.exit((await run.exited) === 0 ? 0 : 1);

function toNumber(name: string, value: string): number {
  const number = Number(value);
  return number > 0 ? number : misuse(`--${name} ${value} is no number above 0`);
}
