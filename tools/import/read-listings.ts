import type { FeedRow } from './feed-row.ts';
import { type Listing, toListing } from './to-listing.ts';

/** A row that was left out, and why. */
export type Fault = { line: number; reason: string };

/** Reads and checks all rows of a feed. A row with a fault is left out; of a row with a note, only a part is. The rest goes on. */
export async function readListings(
  rows: AsyncIterable<FeedRow>,
  options: { stock: number; onRow?: (count: number) => void },
): Promise<{ listings: Listing[]; faults: Fault[]; notes: Fault[] }> {
  const listings: Listing[] = [];
  const faults: Fault[] = [];
  const notes: Fault[] = [];
  const lines = new Map<string, number>();
  let count = 0;
  for await (const row of rows) {
    options.onRow?.(++count);
    const read = toListing(row, options);
    if (!read.ok) {
      faults.push({ line: row.line, reason: read.reason });
      continue;
    }
    const { itemId } = read.listing;
    const first = lines.get(itemId);
    if (first !== undefined) {
      faults.push({ line: row.line, reason: `its id is also in line ${first}, which counts` });
      continue;
    }
    lines.set(itemId, row.line);
    if (read.note) notes.push({ line: row.line, reason: read.note });
    listings.push(read.listing);
  }
  return { listings, faults, notes };
}
