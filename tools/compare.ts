import { programHelp, runMigrate } from './migrate/main.ts';

await runMigrate(
  `Usage: bun run compare [slice] [options]

Compares the rows of the monolith with those of the shop, and reports the differences. It is the step compare of bun run migrate.

${programHelp}`,
  'compare',
);
