import { isDeepStrictEqual } from 'node:util';
import type { Row, Side } from './side.ts';

/** A key whose rows differ; null for a row that a side does not have. `reason` says why a row cannot be stored. */
export type Difference = { key: string; from: Row | null; to: Row | null; reason?: string };

/**
 * Compares all rows of two sides, in the order of their keys, one page of each in memory.
 *
 * @param after begins after this key
 * @param onKey receives how many rows were compared, and the last key of each page
 */
export async function* findDifferences(
  from: Pick<Side, 'list'>,
  to: Pick<Side, 'list'>,
  { after = '', onPage }: { after?: string | undefined; onPage?(compared: number, key: string): void } = {},
): AsyncGenerator<Difference> {
  const [ours, theirs] = [readRows(to, after), readRows(from, after)];
  let [left, right] = [await theirs.next(), await ours.next()];
  let compared = 0;
  while (!left.done || !right.done) {
    const order = left.done ? 1 : right.done ? -1 : compare(left.value.key, right.value.key);
    const [has, had] = [order <= 0 && !left.done, order >= 0 && !right.done];
    const a = has && !left.done ? left.value : undefined;
    const b = had && !right.done ? right.value : undefined;
    const key = (a ?? b)?.key as string;
    const difference = { key, from: a?.row ?? null, to: b?.row ?? null };
    if (!isDeepStrictEqual(difference.from, difference.to)) yield difference;
    compared += 1;
    if (compared % 500 === 0) onPage?.(compared, key);
    if (a) left = await theirs.next();
    if (b) right = await ours.next();
  }
  onPage?.(compared, '');
}

/** The names of the fields that differ. */
export function listFields({ from, to }: Difference): string[] {
  const names = new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})]);
  return [...names].filter((name) => !isDeepStrictEqual(from?.[name], to?.[name]));
}

/** Reads all rows of a side after a key, page by page. */
export async function* readRows(side: Pick<Side, 'list'>, after: string) {
  for (let start: string | null = after; start !== null; ) {
    const page = await side.list(start);
    yield* page.moves;
    start = page.next;
  }
}

/** Keys are plain ASCII, so this is the order of both databases. */
function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
