/** The shop takes bodies of up to 64 KiB. */
const bodyLimit = 60_000;

/**
 * Splits rows into batches, each small enough for one request.
 *
 * @param limit the most rows of a batch
 * @param keyOf rows with the same key stay in one batch, if they follow each other
 */
export function toBatches<Row>(rows: Row[], limit: number, keyOf?: (row: Row) => string): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && keyOf && keyOf(last[0] as Row) === keyOf(row)) last.push(row);
    else groups.push([row]);
  }
  const batches: Row[][] = [];
  let size = 0;
  for (const group of groups) {
    const bytes = Buffer.byteLength(JSON.stringify(group));
    const last = batches.at(-1);
    if (last && last.length + group.length <= limit && size + bytes <= bodyLimit) {
      last.push(...group);
      size += bytes;
    } else {
      batches.push([...group]);
      size = bytes;
    }
  }
  return batches;
}
