import type { D1Database } from '@cloudflare/workers-types';

/**
 * Inserts many rows into a D1 table, in one transaction. A row whose key is there already is left as it is. The rows travel as
 * JSON, a parameter a statement, since D1 binds at most 100 parameters: https://developers.cloudflare.com/d1/platform/limits/
 *
 * @param columns names of columns, in the order of each row's values
 * @param key the columns of the table's key; the first column where left out
 * @throws where a row breaks another rule of the table: nothing is inserted then
 */
export async function insertRows(
  database: D1Database,
  table: string,
  columns: string[],
  rows: (string | number | null)[][],
  key: string[] = columns.slice(0, 1),
): Promise<void> {
  const values = columns.map((_, index) => `value ->> ${index}`).join(', ');
  const insert = database.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values} FROM json_each(?) WHERE true ON CONFLICT (${key.join(', ')}) DO NOTHING`,
  );
  const statements = [];
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    statements.push(insert.bind(JSON.stringify(rows.slice(start, start + rowsPerStatement))));
  }
  if (statements.length > 0) await database.batch(statements);
}

const rowsPerStatement = 250;
