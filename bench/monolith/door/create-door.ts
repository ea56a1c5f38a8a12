import type { Database } from 'bun:sqlite';
import { createHash, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { MoveBatch, MoveQuery } from '../../../contracts/moves.ts';
import { createSql } from '../create-sql.ts';
import { freezing, type Slice, slices } from './rows.ts';

const pageSize = 500;
const Batch = MoveBatch(v.record(v.string(), v.unknown()));
const Frozen = v.object({ frozen: v.boolean() });
type Found = { key: string; row: string };

/**
 * Creates the door through which the data of the monolith leaves it: its rows as JSON, what its outbox says, and a way back. It is an addition for
 * the take-over, and no part of the shop.
 *
 * - `GET /data/<slice>?after=` or `?keys=`: a `MovePage`
 * - `GET /data/<slice>/changes?after=<number>`: rows that changed since that number of the outbox, as they are now
 * - `PUT /data/<slice>`: stores rows, also while the slice is frozen, and names those that the database refuses
 * - `PUT /data/<slice>/frozen` `{frozen}`: refuses all other changes of the slice, or allows them again
 * - `DELETE /data/<slice>/changes?until=<number>`: forgets changes that were followed
 *
 * @param key the secret that callers send as a bearer token; without it the door is closed
 * @returns a function that answers requests below /data, and undefined for others
 */
export function createDoor(database: Database, key: string | undefined) {
  const sql = createSql(database);
  for (const statement of freezing) database.run(statement);

  return async function answer(request: Request): Promise<Response | undefined> {
    const url = new URL(request.url);
    const [, folder, name = '', part, rest] = url.pathname.split('/');
    if (folder !== 'data' || !key || rest !== undefined) return undefined;
    if (!isSame(request.headers.get('authorization') ?? '', `Bearer ${key}`))
      return Response.json({ detail: 'Send the key of the monolith as a bearer token.' }, { status: 401 });
    const slice = Object.hasOwn(slices, name) ? slices[name] : undefined;
    if (!slice) return Response.json({ detail: `There is no slice ${name}.` }, { status: 404 });
    const query = Object.fromEntries(url.searchParams);
    try {
      if (request.method === 'GET' && !part) return Response.json(list(slice, v.parse(MoveQuery, query)));
      if (request.method === 'PUT' && !part)
        return Response.json(store(name, slice, v.parse(Batch, await request.json()).moves));
      if (request.method === 'GET' && part === 'changes')
        return Response.json(changes(name, slice, Number(query.after ?? 0)));
      if (request.method === 'DELETE' && part === 'changes') return Response.json(forget(name, query.until));
      if (request.method === 'PUT' && part === 'frozen')
        return Response.json(freeze(name, v.parse(Frozen, await request.json()).frozen));
    } catch (error) {
      if (v.isValiError(error) || error instanceof SyntaxError)
        return Response.json({ detail: error.message }, { status: 422 });
      throw error;
    }
    return Response.json({ detail: 'There is no such request.' }, { status: 405 });
  };

  function list(slice: Slice, query: MoveQuery) {
    if ('keys' in query) return { moves: find(slice, query.keys), next: null };
    const found = sql.all<Found>(`${slice.read} WHERE key > ? ORDER BY key LIMIT ${pageSize}`, query.after);
    return {
      moves: found.map((each) => toMove(slice, each)),
      next: found.length === pageSize ? found.at(-1)?.key : null,
    };
  }

  function find(slice: Slice, keys: string[]) {
    const found = sql.all<Found>(
      `${slice.read} WHERE key IN (SELECT value FROM json_each(?))`,
      JSON.stringify(keys),
    );
    const rows = new Map(found.map((each) => [each.key, toMove(slice, each)]));
    return keys.map((each) => rows.get(each) ?? { key: each, row: null });
  }

  /** The rows are read in the same transaction as the outbox, so no change is between them. */
  function changes(name: string, slice: Slice, after: number) {
    return sql.together(() => {
      const rows = sql.all<{ number: number; key: string }>(
        `SELECT number, row_key AS key FROM outbox WHERE table_name = ? AND number > ? ORDER BY number LIMIT 100`,
        ...[name, after],
      );
      const latest = sql.one<{ n: number }>(
        "SELECT coalesce(max(seq), 0) AS n FROM sqlite_sequence WHERE name = 'outbox'",
      );
      const moves = find(slice, [...new Set(rows.map((each) => each.key))]);
      return { moves, position: rows.at(-1)?.number ?? latest?.n ?? 0, more: rows.length === 100 };
    });
  }

  function store(name: string, slice: Slice, moves: v.InferOutput<typeof Batch>['moves']) {
    const refused: { key: string; detail: string }[] = [];
    const isFrozen = sql.one('SELECT 1 FROM frozen WHERE slice = ?', name) !== undefined;
    sql.together(() => {
      sql.run('DELETE FROM frozen WHERE slice = ?', name);
      for (const { key: id, row } of moves.toSorted(
        (a, b) => Number(a.row !== null) - Number(b.row !== null),
      ))
        try {
          database.transaction(() => {
            const json = JSON.stringify(row && slice.toRow ? slice.toRow(row) : row);
            for (const statement of row ? slice.store : slice.remove)
              sql.run(statement, id, ...(statement.includes('?2') ? [json] : []));
          })();
        } catch (error) {
          refused.push({ key: id, detail: error instanceof Error ? error.message : String(error) });
        }
      if (isFrozen) sql.run('INSERT INTO frozen VALUES (?)', name);
    });
    return { stored: moves.length - refused.length, refused };
  }

  function freeze(name: string, frozen: boolean) {
    sql.run(frozen ? 'INSERT OR IGNORE INTO frozen VALUES (?)' : 'DELETE FROM frozen WHERE slice = ?', name);
    return { frozen };
  }

  function forget(name: string, until = '0') {
    const { changes } = sql.run(
      'DELETE FROM outbox WHERE table_name = ? AND number <= ?',
      name,
      Number(until),
    );
    return { forgotten: changes };
  }
}

function toMove(slice: Slice, { key, row }: Found) {
  const parsed = JSON.parse(row);
  return { key, row: slice.toMove ? slice.toMove(parsed) : parsed };
}

function isSame(given: string, expected: string): boolean {
  const toDigest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(toDigest(given), toDigest(expected));
}
