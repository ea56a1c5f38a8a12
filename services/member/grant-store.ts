import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { MemberScope } from '@jogakbo/contracts/api';
import type { GrantList } from './api-forms.ts';
import { createSecret, toSecretHash } from './secret.ts';

export type GrantStore = ReturnType<typeof createGrantStore>;
type Grant = { id: string; client: string; member: string; scopes: MemberScope[] };
type Kind = 'code' | 'access' | 'refresh';
/** A token that was found, with its grant. */
export type KeptToken = Grant & {
  hash: string;
  used: boolean;
  redirectUri: string | null;
  challenge: string | null;
};

const minuteMs = 60_000;
/** Milliseconds for which a token is valid. A refresh token is replaced at each use. */
export const tokenLifetimesMs: Record<Kind, number> = {
  code: minuteMs,
  access: 15 * minuteMs,
  refresh: 30 * 24 * 60 * minuteMs,
};

/**
 * Stores what members have allowed clients of `/api/v1`, and the hashes of the tokens. A token is valid while its grant exists: to end a
 * grant is one statement.
 *
 * @param now gives epoch milliseconds
 */
export function createGrantStore(database: D1Database, now: () => number) {
  return {
    /** Begins a grant. @returns the code for its client */
    async begin(
      { client, member, scopes }: Omit<Grant, 'id'>,
      { redirectUri, challenge }: { redirectUri: string; challenge: string },
    ): Promise<string> {
      const id = crypto.randomUUID();
      const { secret, statement } = await toInsert('code', id, { redirectUri, challenge });
      const grant = database
        .prepare(
          'INSERT INTO api_grant (id, client_id, member_id, scopes, created_at) VALUES (?, ?, ?, ?, ?)',
        )
        .bind(id, client, member, scopes.join(' '), now());
      await database.batch([grant, statement]);
      return secret;
    },

    /** Finds a token that has not expired, used or not, whose grant exists. */
    async find(kind: Kind, secret: string): Promise<KeptToken | undefined> {
      const hash = await toSecretHash(secret);
      const row = await database
        .prepare(
          `SELECT api_grant.id, client_id AS client, member_id AS member, scopes, used_at AS used,
             redirect_uri AS redirectUri, challenge
           FROM api_token JOIN api_grant ON api_grant.id = grant_id
           WHERE hash = ? AND kind = ? AND expires_at > ?`,
        )
        .bind(hash, kind, now())
        .first<Omit<KeptToken, 'hash' | 'used' | 'scopes'> & { used: number | null; scopes: string }>();
      if (!row) return undefined;
      return { ...row, hash, used: row.used !== null, scopes: row.scopes.split(' ') as MemberScope[] };
    },

    /** Marks a token as used: of two calls at the same time, one gets true. */
    async use({ hash }: KeptToken): Promise<boolean> {
      const { results } = await database
        .prepare('UPDATE api_token SET used_at = ? WHERE hash = ? AND used_at IS NULL RETURNING hash')
        .bind(now(), hash)
        .all();
      return results.length === 1;
    },

    /** Makes the next tokens of a grant. The access tokens before them end. */
    async renew(grant: string): Promise<{ accessToken: string; refreshToken: string }> {
      const [access, refresh] = [await toInsert('access', grant), await toInsert('refresh', grant)];
      const before = database.prepare("DELETE FROM api_token WHERE grant_id = ? AND kind = 'access'");
      await database.batch([before.bind(grant), access.statement, refresh.statement]);
      return { accessToken: access.secret, refreshToken: refresh.secret };
    },

    async end(grant: string): Promise<void> {
      await database.prepare('DELETE FROM api_grant WHERE id = ?').bind(grant).run();
    },

    /** Ends what a member has allowed: all clients, or one. @returns whether there was anything */
    async endAll(member: string, client?: string): Promise<boolean> {
      const { results } = await database
        .prepare('DELETE FROM api_grant WHERE member_id = ?1 AND (?2 IS NULL OR client_id = ?2) RETURNING id')
        .bind(member, client ?? null)
        .all();
      return results.length > 0;
    },

    /** The clients that may act for a member. Grants that can no longer be used, or whose client was revoked, are left out. */
    async list(member: string): Promise<GrantList['grants']> {
      return toGrants(await select(member).all());
    },

    // For a batch with other statements.
    select,
    toGrants,

    /** Removes grants whose last token has expired, and all expired tokens. The tokens of an ended grant stay until then. */
    async removeExpired(): Promise<void> {
      const grants = database.prepare(
        `DELETE FROM api_grant WHERE id IN (SELECT grant_id FROM api_token WHERE expires_at <= ?1)
         AND NOT EXISTS (SELECT 1 FROM api_token WHERE grant_id = api_grant.id AND expires_at > ?1)`,
      );
      const tokens = database.prepare('DELETE FROM api_token WHERE expires_at <= ?');
      await database.batch([grants.bind(now()), tokens.bind(now())]);
    },
  };

  function select(member: string): D1PreparedStatement {
    return database
      .prepare(
        `SELECT client_id AS client, name, group_concat(api_grant.scopes, ' ') AS scopes,
             min(api_grant.created_at) AS since
           FROM api_grant JOIN api_client ON api_client.id = client_id
           WHERE member_id = ? AND revoked_at IS NULL AND EXISTS
             (SELECT 1 FROM api_token WHERE grant_id = api_grant.id AND expires_at > ?)
           GROUP BY client_id ORDER BY since, client_id`,
      )
      .bind(member, now());
  }

  async function toInsert(
    kind: Kind,
    grant: string,
    { redirectUri, challenge }: { redirectUri?: string; challenge?: string } = {},
  ): Promise<{ secret: string; statement: D1PreparedStatement }> {
    const secret = createSecret(prefixes[kind]);
    const statement = database
      .prepare(
        `INSERT INTO api_token (hash, kind, grant_id, expires_at, redirect_uri, challenge)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .bind(
        await toSecretHash(secret),
        kind,
        grant,
        now() + tokenLifetimesMs[kind],
        redirectUri ?? null,
        challenge ?? null,
      );
    return { secret, statement };
  }
}

/** What secrets begin with, so that people and scanners of source code can tell them apart. */
const prefixes: Record<Kind, string> = { code: 'jbc_', access: 'jba_', refresh: 'jbr_' };

/** Reads the rows of the programs that may act for a member. */
function toGrants({ results }: { results: unknown[] }): GrantList['grants'] {
  const rows = results as { client: string; name: string; scopes: string; since: number }[];
  return rows.map((row) => ({ ...row, scopes: [...new Set(row.scopes.split(' '))] as MemberScope[] }));
}
