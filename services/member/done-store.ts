import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { toKeyedHash } from './keyed-hash.ts';
import type { MemberKeys } from './keys.ts';

/** A sent form: its member, its name, its idempotency key, and its content if it matters. */
type SentForm = { member: string; form: string; key: string | undefined; content?: unknown };

/** Milliseconds for which a form's key is stored. */
const keyLifetimeMs = 24 * 60 * 60 * 1_000;

/** Stores forms that took effect, so that the same form takes effect once. */
export function createDoneStore(database: D1Database, keys: MemberKeys, now: () => number) {
  return {
    /** Whether the same form took effect before; false for a form without a key. */
    async has(sent: SentForm): Promise<boolean> {
      const [select] = await toSelect(sent);
      return select !== undefined && (await select.first()) !== null;
    },

    async add(sent: SentForm): Promise<void> {
      const [insert] = await toInsert(sent);
      await insert?.run();
    },

    // For a batch with other statements; none for a form without a key.
    toSelect,
    toInsert,

    /** Whether the same form took effect before. @param results of `toSelect` */
    isFound: (results: { results: unknown[] }[]): boolean =>
      results.some((result) => result.results.length > 0),

    async removeExpired(): Promise<void> {
      await database.prepare('DELETE FROM done WHERE expires_at <= ?').bind(now()).run();
    },
  };

  async function toSelect(sent: SentForm): Promise<D1PreparedStatement[]> {
    if (!sent.key) return [];
    const select = database.prepare('SELECT 1 FROM done WHERE id = ? AND expires_at > ?');
    return [select.bind(await toId(sent), now())];
  }

  async function toInsert(sent: SentForm): Promise<D1PreparedStatement[]> {
    if (!sent.key) return [];
    const insert = database.prepare(
      'INSERT INTO done (id, expires_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING',
    );
    return [insert.bind(await toId(sent), now() + keyLifetimeMs)];
  }

  async function toId({ member, form, key, content }: SentForm): Promise<string> {
    return toKeyedHash(keys, JSON.stringify(['form', member, form, key, content ?? null]));
  }
}
