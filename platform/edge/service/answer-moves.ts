import { isDeepStrictEqual } from 'node:util';
import type { MovePage, MoveQuery, MoveReport, RefusedMove } from '@jogakbo/contracts/moves';

/** A row to store, with the row that it replaces; null for one that does not exist. */
export type RowChange<Row> = { key: string; row: Row | null; before: Row | null };

/** The rows of a service as another program knows them. */
export type MovableRows<Row> = {
  find(keys: string[]): Promise<Map<string, Row>>;
  /** The rows after a key, in the order of their keys. */
  list(after: string, limit: number): Promise<Map<string, Row>>;
  /** Names the changes that cannot be stored. They are left out, and the others are stored. */
  refuse?(changes: RowChange<Row>[]): Promise<RefusedMove[]>;
  /** Stores the changes in one transaction, with their events. A row of null is deleted before others are stored. */
  write(changes: RowChange<Row>[]): Promise<void>;
};

const pageSize = 500;

/** Reads rows for a comparison with another program. */
export async function readMoves<Row extends object>(
  rows: Pick<MovableRows<Row>, 'find' | 'list'>,
  query: MoveQuery,
): Promise<MovePage> {
  if ('keys' in query) {
    const found = await rows.find(query.keys);
    return { moves: query.keys.map((key) => toMove(key, found.get(key))), next: null };
  }
  const listed = await rows.list(query.after, pageSize);
  const moves = [...listed].map(([key, row]) => toMove(key, row));
  return { moves, next: moves.length === pageSize ? (moves.at(-1)?.key ?? null) : null };
}

/**
 * Stores rows that come from another program. Only rows that differ are written, and only these are published, so the same batch may be
 * sent again. Of two rows with the same key the last one counts.
 */
export async function storeMoves<Row extends object>(
  rows: Pick<MovableRows<Row>, 'find' | 'refuse' | 'write'>,
  moves: { key: string; row: Row | null }[],
): Promise<MoveReport> {
  const wanted = new Map(moves.map(({ key, row }) => [key, row]));
  const known = await rows.find([...wanted.keys()]);
  const changes = [...wanted].flatMap(([key, row]): RowChange<Row>[] => {
    const before = known.get(key) ?? null;
    return isDeepStrictEqual(before, row) ? [] : [{ key, row, before }];
  });
  const refused = changes.length > 0 ? ((await rows.refuse?.(changes)) ?? []) : [];
  const left = new Set(refused.map(({ key }) => key));
  const taken = changes.filter(({ key }) => !left.has(key));
  if (taken.length > 0) await rows.write(taken);
  return {
    stored: taken.length,
    same: wanted.size - changes.length,
    ...(refused.length > 0 ? { refused } : {}),
  };
}

function toMove(key: string, row: object | undefined): MovePage['moves'][number] {
  return { key, row: row ? { ...row } : null };
}
