import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

type Options = {
  /** The columns of the table's key; the default is the first column. */
  key?: string[];
  /** Columns that an existing row keeps. */
  keep?: string[];
};

/**
 * Prepares a statement that inserts rows into a D1 table, and updates those that exist. The rows are one JSON parameter, since D1 binds
 * at most 100 parameters: https://developers.cloudflare.com/d1/platform/limits/
 *
 * @param columns the names of the columns, in the order of the values of each row
 */
export function upsertRows(
  database: D1Database,
  table: string,
  columns: string[],
  rows: (string | number | null)[][],
  { key = columns.slice(0, 1), keep = [] }: Options = {},
): D1PreparedStatement {
  const values = columns.map((_, index) => `value ->> ${index}`).join(', ');
  const changed = columns.filter((column) => !key.includes(column) && !keep.includes(column));
  const update = changed.map((column) => `${column} = excluded.${column}`).join(', ');
  return database
    .prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values} FROM json_each(?) WHERE true
       ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${update}`,
    )
    .bind(JSON.stringify(rows));
}
