import { afterAll, afterEach, expect, spyOn, test } from 'bun:test';
import { scripts } from '../package.json';

/** The commands of `bun run`. The bench has packages of its own, which only `bun run bench` installs. */
const named = Object.entries(scripts).flatMap(([name, script]) =>
  name === 'bench' ? [] : (/ bun (\S+\.ts)$/.exec(script)?.[1] ?? []),
);
const others = ['api-client', 'fuzz', 'holidays', 'judge', 'upstash/index'].map((name) => `tools/${name}.ts`);
const commands = [...named, ...others, 'bench/monolith/main.ts'];

const ended = new Error('The command has ended.');
const exit = spyOn(process, 'exit').mockImplementation(() => {
  throw ended;
});
const log = spyOn(console, 'log').mockImplementation(() => {});
const error = spyOn(console, 'error').mockImplementation(() => {});
const args = process.argv;
let runs = 0;

afterEach(() => {
  process.argv = args;
});
afterAll(() => {
  for (const spy of [exit, log, error]) spy.mockRestore();
});

test.each(commands)('%s --help shows how it is used', async (file) => {
  expect(await run(file, '--help')).toBe(0);
  expect(log.mock.lastCall?.[0]).toContain('Usage: ');
});

// A deploy hands the options that it does not know to wrangler.
test.each(commands.filter((file) => file !== 'tools/deploy.ts'))(
  '%s refuses an option that it does not know, and names it',
  async (file) => {
    expect(await run(file, '--no-such-option')).toBe(2);
    expect(error.mock.lastCall?.[0]).toStartWith("Unknown option '--no-such-option'");
  },
);

/** Runs a command in this process, which is faster than a process for each. @returns its exit code */
async function run(file: string, option: string): Promise<unknown> {
  process.argv = ['bun', file, option];
  // Another query makes another module, which runs again.
  const reason = await import(`../${file}?run=${++runs}`).catch((thrown) => thrown);
  if (reason !== ended) throw reason;
  return exit.mock.lastCall?.[0];
}
