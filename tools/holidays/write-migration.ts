import type { Holiday } from './decreed-holidays.ts';

/**
 * Returns the SQL that turns one table of holidays into another; undefined if they are equal. An applied migration is never edited,
 * so each change becomes a new migration.
 */
export function writeMigration(have: Holiday[], want: Holiday[]): string | undefined {
  const haveOf = new Map(have.map(({ day, name }) => [day, name]));
  const wantOf = new Map(want.map(({ day, name }) => [day, name]));
  const gone = have.filter(({ day }) => !wantOf.has(day));
  const changed = want.filter(({ day, name }) => haveOf.get(day) !== name);
  const statements = [
    ...(gone.length > 0
      ? [`DELETE FROM holiday WHERE day IN (${gone.map(({ day }) => quote(day)).join(', ')});`]
      : []),
    ...(changed.length > 0
      ? [
          `INSERT OR REPLACE INTO holiday (day, name) VALUES\n${changed
            .map(({ day, name }) => `  (${quote(day)}, ${quote(name)})`)
            .join(',\n')};`,
        ]
      : []),
  ];
  return statements.length > 0 ? `${statements.join('\n\n')}\n` : undefined;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
