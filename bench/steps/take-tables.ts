/**
 * Takes tables out of a database while programs use it: every query of them fails until they are back.
 *
 * @param run runs one statement
 * @returns gives the tables back
 */
export async function takeTables(run: (sql: string) => Promise<void>, names: string[]) {
  for (const name of names) await run(`ALTER TABLE ${name} RENAME TO ${name}_taken`);
  return async () => {
    for (const name of names) await run(`ALTER TABLE ${name}_taken RENAME TO ${name}`);
  };
}
