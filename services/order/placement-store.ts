import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';

/** Whether a request may continue. With an `orderId`, the same request has already placed this order. */
type Begun = { ok: true; orderId?: string } | { ok: false; reason: 'key-reused' | 'in-flight' };

/** Milliseconds after which a request without an answer does not count as under way any more. */
const requestLifetimeMs = 30_000;

type Row = { hash: string; orderId: string | null };

/** Stores the requests of one member by their idempotency keys: https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header */
export function createPlacementStore(database: D1Database, member: string) {
  return {
    /** Stores that a request with this key is under way. @param hash a hash of the request's body */
    async begin(key: string, hash: string, now: number): Promise<Begun> {
      return toBegun(await database.batch(toBeginning(key, hash, now)), hash);
    },

    // For a batch with other statements.
    toBeginning,
    toAnswer,

    /** Stores the order that a request has placed. */
    async answer(key: string, orderId: string): Promise<void> {
      await toAnswer(key, orderId).run();
    },

    /** Removes a key, so that a corrected request may use it. */
    async forget(key: string): Promise<void> {
      await database
        .prepare('DELETE FROM placement WHERE member = ? AND key = ? AND order_id IS NULL')
        .bind(member, key)
        .run();
    },
  };

  function toBeginning(key: string, hash: string, now: number): D1PreparedStatement[] {
    return [
      database
        .prepare(
          `INSERT INTO placement (member, key, hash, started_at) VALUES (?1, ?2, ?3, ?4)
           ON CONFLICT (member, key) DO UPDATE SET started_at = ?4
           WHERE order_id IS NULL AND hash = ?3 AND started_at < ?5 RETURNING key`,
        )
        .bind(member, key, hash, now, now - requestLifetimeMs),
      database
        .prepare('SELECT hash, order_id AS orderId FROM placement WHERE member = ? AND key = ?')
        .bind(member, key),
    ];
  }

  function toAnswer(key: string, orderId: string): D1PreparedStatement {
    return database
      .prepare('UPDATE placement SET order_id = ? WHERE member = ? AND key = ?')
      .bind(orderId, member, key);
  }
}

/** Reads the results of the two statements that begin a request. @param hash a hash of the request's body */
export function toBegun([own, kept]: { results: unknown[] }[], hash: string): Begun {
  if (own && own.results.length > 0) return { ok: true };
  const row = kept?.results[0] as Row | undefined;
  if (row && row.hash !== hash) return { ok: false, reason: 'key-reused' };
  return row?.orderId ? { ok: true, orderId: row.orderId } : { ok: false, reason: 'in-flight' };
}
