import type { D1Like } from './d1-like.ts';

type Row = { spelling: string; term: string };
/** `rows` is undefined if the table is large. */
type Known = { rows: Row[] | undefined; until: number };

/** A table of at most this many rows is kept in the isolate, so that a search needs no call for it. */
const mostKept = 1_000;
const lifetimeMs = 60_000;

const kept = new WeakMap<object, Known>();

/**
 * Reads the other spellings of words. A small table is read as a whole once a minute. A word without other spellings is left out.
 *
 * @param now epoch milliseconds
 */
export async function readSpellings(
  db: D1Like,
  words: readonly string[],
  now = Date.now(),
): Promise<Map<string, string[]>> {
  const table = await readTable(db, now);
  if (table) return toMap(table, words);
  const found = await db
    .prepare('SELECT s.spelling, s.term FROM json_each(?1) w CROSS JOIN spelling s ON s.spelling = w.value')
    .bind(JSON.stringify(words))
    .all<Row>();
  return toMap(found.results, words);
}

/** @returns undefined for a large table */
async function readTable(db: D1Like, now: number): Promise<Row[] | undefined> {
  const known = kept.get(db);
  if (known && now < known.until) return known.rows;
  const { results } = await db
    .prepare(`SELECT spelling, term FROM spelling LIMIT ${mostKept + 1}`)
    .all<Row>();
  const rows = results.length > mostKept ? undefined : results;
  kept.set(db, { rows, until: now + lifetimeMs });
  return rows;
}

function toMap(rows: readonly Row[], words: readonly string[]): Map<string, string[]> {
  const asked = new Set(words);
  const spellings = new Map<string, string[]>();
  for (const { spelling, term } of rows)
    if (asked.has(spelling)) spellings.set(spelling, [...(spellings.get(spelling) ?? []), term]);
  return spellings;
}
