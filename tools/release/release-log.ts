import type { ReleaseMap, Takeover } from '@jogakbo/contracts/release-map';
import { releaseMapKey } from '@jogakbo/contracts/release-map';
import { openReleaseMap, sealReleaseMap } from '@jogakbo/edge/seal-release-map';
import * as v from 'valibot';
import type { Cloudflare } from '../deploy/cloudflare.ts';

/** One change of the release map. */
export type Change = {
  number: number;
  /** `started` until the map is in KV, then `published`; `failed` if it never got there. */
  state: 'started' | 'published' | 'failed';
  at: string;
  by: string;
  why: string;
  slice: string;
  command: string;
};
type About = Pick<Change, 'by' | 'why' | 'slice' | 'command'>;
type Row = Change & { map: string };

type Options = {
  cloudflare: Cloudflare;
  /** The database of the log, and the namespace of the map. */
  database: string;
  namespace: string;
  keys: { own: string; all: string };
  now(): Date;
};

/** A release map that cannot be changed now, with a sentence for the terminal. */
export class ReleaseError extends Error {
  override name = 'ReleaseError';
}

const columns = 'number, state, at, person AS by, reason AS why, slice, command, map';
const Rows = v.array(
  v.object({
    results: v.array(
      v.object({
        number: v.number(),
        state: v.picklist(['started', 'published', 'failed']),
        ...{ at: v.string(), by: v.string(), why: v.string() },
        ...{ slice: v.string(), command: v.string(), map: v.string() },
      }),
    ),
  }),
);
const table =
  'CREATE TABLE IF NOT EXISTS releases (number INTEGER PRIMARY KEY, state TEXT NOT NULL, at TEXT NOT NULL, person TEXT NOT NULL, reason TEXT NOT NULL, slice TEXT NOT NULL, command TEXT NOT NULL, map TEXT NOT NULL)';

/** A change that has no end after this time was interrupted. */
const changeTakesMs = 30_000;

/**
 * The record of all release maps, in D1. KV cannot compare and set, so the number of a change is taken here first: of two people, one gets
 * it. Then the map is published in KV, where the shell reads it.
 */
export function openReleaseLog({ cloudflare, database, namespace, keys, now }: Options) {
  const path = `/storage/kv/namespaces/${namespace}/values/${releaseMapKey}`;
  return { read, change, list };

  /** The map that visitors have. @throws ReleaseError while another change is under way, and for a map that the key does not fit */
  async function read(): Promise<ReleaseMap> {
    return toMap((await settle()).published);
  }

  /** The newest changes, the last one first. */
  async function list(most: number): Promise<Change[]> {
    await query(table);
    const rows = await query(`SELECT ${columns} FROM releases ORDER BY number DESC LIMIT ?`, [most]);
    return rows.map(({ map: _, ...change }) => change);
  }

  /**
   * Replaces the map that was read before.
   *
   * @param takeover without it, the take-over of the map stays
   * @throws ReleaseError if somebody else has changed it since, or if it could not be published; then visitors keep what they have
   */
  async function change(
    slices: ReleaseMap['slices'],
    { before, takeover, ...about }: About & { before: number; takeover?: Takeover },
  ) {
    const { newest, published } = await settle();
    if ((published?.number ?? 0) !== before) throw toConflict(published as Row);
    const number = (newest?.number ?? 0) + 1;
    const over = takeover ?? (published && (await toMap(published)).takeover);
    const map = await sealReleaseMap({ number, slices, ...(over ? { takeover: over } : {}) }, keys.own);
    const row = { number, state: 'started', at: now().toISOString(), ...about };
    await query('INSERT OR IGNORE INTO releases VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [
      ...[row.number, row.state, row.at, row.by, row.why, row.slice, row.command, map],
    ]);
    const [kept] = await query(`SELECT ${columns} FROM releases WHERE number = ?`, [number]);
    if (kept?.map !== map) throw toConflict(kept);
    try {
      await cloudflare.putText(path, map);
    } catch (error) {
      await mark(number, 'failed').catch(() => {});
      throw new ReleaseError(
        `${error instanceof Error ? error.message : error}\nThe map was not published, so visitors keep the versions that they have.`,
      );
    }
    await mark(number, 'published');
    return number;
  }

  /** Finds the end of a change that was interrupted. */
  async function settle(): Promise<{ newest: Row | undefined; published: Row | undefined }> {
    await query(table);
    const rows = await query(
      `SELECT ${columns} FROM releases WHERE number >= (SELECT COALESCE(MAX(number), 0) FROM releases WHERE state = 'published') ORDER BY number DESC`,
    );
    for (const row of rows.filter(({ state }) => state === 'started')) {
      if ((await cloudflare.findText(path)) === row.map) row.state = 'published';
      else if (now().getTime() - Date.parse(row.at) < changeTakesMs)
        throw new ReleaseError(`${row.by} is changing the releases now. Try again in a moment.`);
      else row.state = 'failed';
      await mark(row.number, row.state);
    }
    return { newest: rows[0], published: rows.find(({ state }) => state === 'published') };
  }

  async function toMap(row: Row | undefined): Promise<ReleaseMap> {
    if (!row) return { number: 0, slices: {} };
    const map = await openReleaseMap(row.map, keys.all);
    if (map) return map;
    throw new ReleaseError(
      'The release map is signed with a key that is not in the secrets file. Use the file of this shop.',
    );
  }

  function mark(number: number, state: Change['state']): Promise<Row[]> {
    return query('UPDATE releases SET state = ? WHERE number = ?', [state, number]);
  }

  async function query(sql: string, params: (string | number)[] = []): Promise<Row[]> {
    const [answer] = await cloudflare.post(`/d1/database/${database}/query`, { sql, params }, Rows);
    return answer?.results ?? [];
  }
}

function toConflict(row: Pick<Row, 'by' | 'slice' | 'command'> | undefined): ReleaseError {
  const who = row
    ? `${row.by} has just changed ${row.slice} (${row.command})`
    : 'Somebody else has just changed the releases';
  return new ReleaseError(
    `${who}, so nothing was changed. Look at the releases with bun run releases, then run your command again.`,
  );
}
