import type { D1Database } from '@cloudflare/workers-types';

/**
 * Inserts many rows into a D1 table in one transaction. A row with an existing key is skipped. Each statement gets its rows as one
 * JSON parameter, since D1 binds at most 100 parameters: https://developers.cloudflare.com/d1/platform/limits/
 *
 * @param columns the names of the columns, in the order of the values of each row
 * @param key the columns of the table's key; the default is the first column
 * @throws if a row breaks another constraint of the table; then no row is inserted
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
