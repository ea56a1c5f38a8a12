import type { D1Database } from '@cloudflare/workers-types';
import { toKeyedHash } from './keyed-hash.ts';
import type { MemberKeys } from './keys.ts';

/** A form that was sent: whose, which, and the key that its page gave it. */
export type SentForm = { member: string; form: string; key: string | undefined; content?: unknown };

/** Milliseconds for which a form's key is known. */
const lifetime = 24 * 60 * 60 * 1_000;

/** The forms that were carried out, so that one which comes again is answered and not carried out again. */
export function createDoneStore(database: D1Database, keys: MemberKeys, now: () => number) {
  return {
    /** A form without a key was never carried out. */
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
        .bind(await toId(sent), now() + lifetime)
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
