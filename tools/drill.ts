import { createInterface } from 'node:readline';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { chooseIncident } from './drill/incidents.ts';
import { type Player, runDrill, toReport } from './drill/run-drill.ts';
import { listWorkers } from './workers.ts';

const help = `Usage: bun run drill [--url <shop>] [--seed <number>] [--json]

Breaks one fragment at random in a shop of bun run dev, and asks you to find it by the console at /_dev. At the end it says how you did,
and switches the fault off. Ctrl-C ends the drill; the fault is then off, too.

  --url    the address of the shop (http://localhost:8787)
  --seed   the number of an incident: the same number breaks the same fragment
  --json   writes the result as JSON at the end

Exit code: 0 if the fault was found, 1 if not, 2 for wrong arguments.`;

const { values, misuse } = readOptions(help, {
  ...{ json: { type: 'boolean' }, seed: { type: 'string' } },
  url: { type: 'string', default: 'http://localhost:8787' },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 10_000) : Number(values.seed);
if (!Number.isInteger(seed) || seed < 0) misuse(`--seed is not a whole number: ${values.seed}.`);
const given = URL.parse(values.url);
if (!given?.protocol.startsWith('http')) misuse(`--url is not the address of a shop: ${values.url}.`);
const shop = (given as URL).origin;

const present = await readFaults();
if (present.length > 0)
  fail(
    `This shop already has a fault: ${present.map(({ fragment }) => fragment).join(', ')}. Switch it off at ${shop}/_dev/faults.`,
  );
const slices = [
  ...new Set((await listWorkers()).flatMap(({ kind, slice }) => (kind === 'frontend' ? [slice] : []))),
];

const lines = createInterface({ input: process.stdin });
const answers = lines[Symbol.asyncIterator]();
// Ctrl-C closes the input, so the drill ends as if it was given up, and switches the fault off.
process.on('SIGINT', () => lines.close());
const player: Player = {
  say: (text) => console.error(text),
  async ask(question) {
    process.stderr.write(`\n${question} `);
    const { value, done } = await answers.next();
    return done ? undefined : value.trim();
  },
};
console.error(`Incident ${seed}.`);
const result = await runDrill(shop, chooseIncident(seed), player, slices).catch((error: Error) =>
  fail(error.message),
);
lines.close();
console.error(`\n${toReport(result)}`);
if (values.json) console.log(JSON.stringify(result, null, 2));
process.exit(result.solved ? 0 : 1);

async function readFaults(): Promise<{ fragment: string }[]> {
  const answer = await fetch(new URL('/_dev/faults', shop)).catch((error: Error) =>
    fail(`${shop} cannot be reached: ${error.message}. Start a shop by bun run dev, or pass --url.`),
  );
  if (!answer.ok) fail(`${shop} is not a shop of bun run dev. A drill breaks nothing else.`);
  return answer.json();
}
