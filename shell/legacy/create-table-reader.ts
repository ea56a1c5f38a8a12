import { logError } from '@jogakbo/edge/log';
import * as v from 'valibot';

/**
 * Makes the function that reads a table from the text of a variable. A text that cannot be read is logged once, and is an empty table.
 *
 * @param name the name of the variable
 */
export function createTableReader<Table extends object>(
  name: string,
  schema: v.GenericSchema<unknown, Table>,
) {
  let last: { text: string; table: Table | Record<string, never> } | undefined;
  return function readTable(text = ''): Table | Record<string, never> {
    if (last?.text === text) return last.table;
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text || '{}');
    if (!read.success)
      logError({
        worker: 'shell',
        legacy: 'table',
        detail: `${name} cannot be read: ${read.issues[0].message}`,
      });
    last = { text, table: read.success ? read.output : {} };
    return last.table;
  };
}
