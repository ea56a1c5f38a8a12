import type { D1Database } from '@cloudflare/workers-types';
import { toKeyedHash } from './keyed-hash.ts';
import type { MemberKeys } from './keys.ts';

/** A sent form: its member, its name, its idempotency key, and its content if it matters. */
export type SentForm = { member: string; form: string; key: string | undefined; content?: unknown };

/** Milliseconds for which a form's key is stored. */
const keyLifetimeMs = 24 * 60 * 60 * 1_000;

/** Stores forms that took effect, so that the same form takes effect once. */
export function createDoneStore(database: D1Database, keys: MemberKeys, now: () => number) {
  return {
    /** Whether the same form took effect before; false for a form without a key. */
    async has(sent: SentForm): Promise<boolean> {
      if (!sent.key) return false;
      const found = await database
        .prepare('SELECT 1 FROM done WHERE id = ? AND expires_at > ?')
        .bind(await toId(sent), now())
        .first();
      return found !== null;
    },

    async add(sent: SentForm): Promise<void> {
      if (!sent.key) return;
      await database
        .prepare('INSERT INTO done (id, expires_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING')
        .bind(await toId(sent), now() + keyLifetimeMs)
        .run();
    },

    async removeExpired(): Promise<void> {
      await database.prepare('DELETE FROM done WHERE expires_at <= ?').bind(now()).run();
    },
  };

  async function toId({ member, form, key, content }: SentForm): Promise<string> {
    return toKeyedHash(keys, JSON.stringify(['form', member, form, key, content ?? null]));
  }
}
