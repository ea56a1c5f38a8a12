import { readOptions } from '../command/read-options.ts';
import { shopHelp, shopOptions, toShop } from '../operator/shop.ts';
import type { Migration } from './create-migration.ts';
import type { Notes } from './notes.ts';
import { defaultState, openMigration, type Programs } from './open-migration.ts';
import { type Report, runStep, type Step, steps } from './run-step.ts';
import { MigrationError } from './side.ts';
import { slices } from './slices.ts';

const options = {
  undo: { type: 'boolean' },
  watch: { type: 'boolean' },
  exact: { type: 'boolean' },
  json: { type: 'boolean' },
  ...shopOptions,
  legacy: { type: 'string', default: process.env.LEGACY_ORIGIN ?? 'http://127.0.0.1:8786' },
  key: { type: 'string' },
  state: { type: 'string', default: defaultState },
} as const;

/** The lines of a help text about the two programs. */
export const programHelp = `${shopHelp}
  --legacy  the address of the monolith (LEGACY_ORIGIN, else http://127.0.0.1:8786)
  --key     the key of the monolith's rows (DATA_KEY)
  --state   the folder of the notes (.wrangler/migrate)
  --json    prints the result as JSON, one line for each slice

Exit codes: 0 done, 1 rows differ or a step failed, 2 wrong arguments.`;

/**
 * Runs a command about the data of the monolith, and ends the process.
 *
 * @param only the step of a command that has no other one
 */
export async function runMigrate(help: string, only?: Step): Promise<never> {
  const { values, positionals, misuse } = readOptions(help, options, 2);
  const [slice = 'all', step = only] = positionals;
  if (slice !== 'all' && !Object.hasOwn(slices, slice))
    misuse(`There is no slice ${slice}. The slices are: ${Object.keys(slices).join(', ')}, or all.`);
  if (!isStep(step) || (only && step !== only)) misuse(`Name a slice and a step: ${steps.join(', ')}.`);
  if (values.undo && step === 'follow')
    misuse('A follow is undone together with the backfill: bun run migrate <slice> backfill --undo');
  if (values.undo && step !== 'cut-over' && step !== 'backfill')
    misuse(step === 'compare' ? 'A comparison changes nothing.' : 'A clean-up cannot be undone.');
  if (values.watch && step !== 'follow') misuse('--watch is for follow.');

  const programs: Programs = {
    ...{ ...toShop(values), legacy: values.legacy, state: values.state },
    key: values.key ?? process.env.DATA_KEY ?? 'none',
  };
  const chosen = slice === 'all' ? Object.keys(slices) : [slice];
  // What was copied last is taken away first. The way back to the monolith begins with the rows that others need, such as members.
  if (values.undo && step === 'backfill') chosen.reverse();
  let ok = true;
  // A slice that has gone back is not read again, so no slice goes back before all of them can.
  if (values.undo && step === 'cut-over')
    for (const each of chosen) ok = (await open(each, requireSettled)) && ok;
  if (!ok) process.exit(1);
  do {
    for (const each of chosen) ok = (await run(each, step as Step)) && ok;
    if (values.watch) await Bun.sleep(watchDelayMs);
  } while (values.watch);
  process.exit(ok ? 0 : 1);

  function run(name: string, which: Step): Promise<boolean> {
    return open(name, async (migration) => {
      const report = await runStep(migration, which, {
        undo: values.undo === true,
        exact: values.exact === true,
        table: slices[name],
      });
      print(name, which, report, values.watch === true);
      return report.ok;
    });
  }

  async function open(name: string, act: (migration: Migration) => Promise<boolean>): Promise<boolean> {
    let notes: Notes | undefined;
    try {
      const opened = await openMigration(name, programs, (text) => progress(`${name}: ${text}`));
      notes = opened.notes;
      return await act(opened.migration);
    } catch (error) {
      if (!(error instanceof MigrationError)) throw error;
      progress('');
      if (values.json) console.log(JSON.stringify({ slice: name, step, ok: false, error: error.message }));
      console.error(`${name}: ${error.message}`);
      if (values.watch) return true;
      return false;
    } finally {
      notes?.close();
    }
  }

  function print(name: string, which: Step, { ok, text, lines = [], data }: Report, quiet: boolean): void {
    progress('');
    if (values.json) console.log(JSON.stringify({ slice: name, step: which, ok, ...data }));
    else if (!quiet || !/^0 /.test(text))
      console.log([`${name}: ${text}`, ...lines.map((line) => `  ${line}`)].join('\n'));
  }
}

const watchDelayMs = 1_000;

async function requireSettled(migration: Migration): Promise<boolean> {
  await migration.requireSettled();
  return true;
}

function isStep(text: string | undefined): text is Step {
  return steps.includes(text as Step);
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}
