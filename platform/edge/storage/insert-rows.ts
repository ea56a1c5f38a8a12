import type { D1Database } from '@cloudflare/workers-types';

/**
 * Inserts many rows into a D1 table, 5,000 in each transaction: a larger one ends workerd with an assertion. A row with an existing key is
 * skipped, so a call that was interrupted can be repeated. Each statement gets its rows as one JSON parameter, since D1 binds at most 100
 * parameters: https://developers.cloudflare.com/d1/platform/limits/
 *
 * @param columns the names of the columns, in the order of the values of each row
 * @param key the columns of the table's key; the default is the first column
 * @throws if a row breaks another constraint of the table; then no row of its transaction is inserted
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
  for (let start = 0; start < statements.length; start += statementsPerBatch)
    await database.batch(statements.slice(start, start + statementsPerBatch));
}

const rowsPerStatement = 250;
const statementsPerBatch = 20;
