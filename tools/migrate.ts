import { programHelp, runMigrate } from './migrate/main.ts';
import { slices } from './migrate/slices.ts';

const rows = Object.entries(slices).map(
  ([name, { rows, stays }]) => `  ${name.padEnd(10)} ${rows}. Not moved: ${stays}.`,
);

await runMigrate(`Usage: bun run migrate <slice|all> <step> [options]

Moves the data of the monolith to the shop, slice by slice, while both are in use. Each step may be repeated, and goes on after a kill.

Steps:
  backfill   copies the rows that differ (--exact also deletes rows that only the shop has); --undo puts back what the shop had
  follow     stores what changed since then; --watch goes on until Ctrl-C
  compare    reads all rows of both, and reports those that differ
  cut-over   freezes the rows in the monolith, compares, and hands them to the shop; --undo returns what the shop changed
  clean-up   forgets what a way back needs

Slices:
${rows.join('\n')}

Carts and sessions stay where they are. See docs/from-monolith.md.

${programHelp}`);
