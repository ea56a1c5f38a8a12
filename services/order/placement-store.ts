import type { D1Database } from '@cloudflare/workers-types';

/** What a request's idempotency key says: go on, it was answered by this order, or it is refused. */
export type Claim = { ok: true; orderId?: string } | { ok: false; reason: 'key-reused' | 'in-flight' };

/** Milliseconds after which a request that has not been answered is no longer under way. */
const patience = 30_000;

type Row = { hash: string; orderId: string | null; startedAt: number };

/** Which requests were made under which key: https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header */
export function createPlacementStore(database: D1Database, member: string) {
  return {
    /** Makes the key this request's own, where it is nobody's. */
    async claim(key: string, hash: string, now: number): Promise<Claim> {
      const own = await database
        .prepare(
          `INSERT INTO placement (member, key, hash, started_at) VALUES (?1, ?2, ?3, ?4)
           ON CONFLICT (member, key) DO UPDATE SET started_at = ?4
           WHERE order_id IS NULL AND hash = ?3 AND started_at < ?5 RETURNING key`,
        )
        .bind(member, key, hash, now, now - patience)
        .first();
      if (own) return { ok: true };
      const row = await database
        .prepare(
          'SELECT hash, order_id AS orderId, started_at AS startedAt FROM placement WHERE member = ? AND key = ?',
        )
        .bind(member, key)
        .first<Row>();
      if (row && row.hash !== hash) return { ok: false, reason: 'key-reused' };
      return row?.orderId ? { ok: true, orderId: row.orderId } : { ok: false, reason: 'in-flight' };
    },

    async answer(key: string, orderId: string): Promise<void> {
      await database
        .prepare('UPDATE placement SET order_id = ? WHERE member = ? AND key = ?')
        .bind(orderId, member, key)
        .run();
    },

    /** What was refused may be sent again, corrected, under the same key. */
    async forget(key: string): Promise<void> {
      await database
        .prepare('DELETE FROM placement WHERE member = ? AND key = ? AND order_id IS NULL')
        .bind(member, key)
        .run();
    },
  };
}
