import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { createSecret, toSecretHash } from './secret.ts';

type TokenKind = 'confirm' | 'reset';
export type TokenStore = ReturnType<typeof createTokenStore>;
/** A token that was found. `used`: its link has taken effect. */
export type FoundToken = { hash: string; member: string; used: boolean };

/** Milliseconds for which a mailed link is valid. */
export const tokenLifetimes: Record<TokenKind, number> = {
  confirm: 3 * 24 * 60 * 60 * 1_000,
  reset: 30 * 60 * 1_000,
};

/** Stores the tokens of mailed links under their hash, so a person who can read the store cannot use a link. */
export function createTokenStore(database: D1Database, now: () => number) {
  return {
    /**
     * Makes a token of 256 random bits. An older token of the same member and kind ends.
     *
     * @returns the token, and the statements that store it
     */
    async issue(
      kind: TokenKind,
      member: string,
    ): Promise<{ token: string; statements: D1PreparedStatement[] }> {
      const token = createSecret();
      const statements = [
        database.prepare('DELETE FROM token WHERE member_id = ? AND kind = ?').bind(member, kind),
        database
          .prepare('INSERT INTO token (hash, kind, member_id, expires_at) VALUES (?, ?, ?, ?)')
          .bind(await toSecretHash(token), kind, member, now() + tokenLifetimes[kind]),
      ];
      return { token, statements };
    },

    /** Finds a token that has not expired, used or not. */
    async find(kind: TokenKind, token: string): Promise<FoundToken | undefined> {
      return (await this.findWith(kind, token, [])).found;
    },

    /** Finds a token. @param also reads of the same call; `results` has their results */
    async findWith(
      kind: TokenKind,
      token: string,
      also: D1PreparedStatement[],
    ): Promise<{ found: FoundToken | undefined; results: { results: unknown[] }[] }> {
      const hash = await toSecretHash(token);
      const select = database
        .prepare('SELECT member_id, used_at FROM token WHERE hash = ? AND kind = ? AND expires_at > ?')
        .bind(hash, kind, now());
      const [rows, ...results] = await database.batch([select, ...also]);
      const row = rows?.results[0] as { member_id: string; used_at: number | null } | undefined;
      return { found: row && { hash, member: row.member_id, used: row.used_at !== null }, results };
    },

    /** Marks a token as used. Call it before the work that the token allows: of two calls at the same time, one gets true. */
    async use(token: FoundToken): Promise<boolean> {
      return (await toUse(token).all()).results.length === 1;
    },

    // For a batch with other statements.
    toUse,

    /** Marks a token as not used, if the work failed. */
    async release({ hash }: FoundToken): Promise<void> {
      await database.prepare('UPDATE token SET used_at = NULL WHERE hash = ?').bind(hash).run();
    },

    async removeExpired(): Promise<void> {
      await database.prepare('DELETE FROM token WHERE expires_at <= ?').bind(now()).run();
    },
  };

  function toUse({ hash }: FoundToken): D1PreparedStatement {
    return database
      .prepare('UPDATE token SET used_at = ? WHERE hash = ? AND used_at IS NULL RETURNING hash')
      .bind(now(), hash);
  }
}
