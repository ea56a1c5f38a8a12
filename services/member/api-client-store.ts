import type { D1Database } from '@cloudflare/workers-types';
import type { ApiClientInput, ListedClient } from './api-forms.ts';
import { createSecret, toSecretHash } from './secret.ts';

export type ApiClientStore = ReturnType<typeof createApiClientStore>;

type Row = {
  id: string;
  name: string;
  key_end: string;
  scopes: string;
  quota: number;
  created_at: number;
  revoked_at: number | null;
  redirect_uris: string;
  open: number;
};

const columns = 'id, name, key_end, scopes, quota, created_at, revoked_at, redirect_uris, open';

/** Stores the clients of `/api/v1` with the hashes of their keys, so a person who can read the store cannot use a key. */
export function createApiClientStore(database: D1Database, now: () => number) {
  return {
    /** Makes a client. @returns its key, which cannot be read again */
    async create({
      name,
      scopes,
      quota,
      redirectUris,
      open,
    }: ApiClientInput): Promise<{ id: string; key: string }> {
      const [id, key] = [`client-${crypto.randomUUID()}`, createSecret('jbk_')];
      const values = [
        id,
        name,
        await toSecretHash(key),
        key.slice(-4),
        scopes.join(' '),
        quota,
        redirectUris.join(' '),
        Number(open),
      ];
      await database
        .prepare(
          `INSERT INTO api_client (id, name, key_hash, key_end, scopes, quota, redirect_uris, open, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .bind(...values, now())
        .run();
      return { id, key };
    },

    async list(): Promise<ListedClient[]> {
      const { results } = await database
        .prepare(`SELECT ${columns} FROM api_client ORDER BY created_at, id`)
        .all<Row>();
      return results.map(toClient);
    },

    /** Finds a client by its key, revoked or not. */
    async findByKey(key: string): Promise<ListedClient | undefined> {
      const row = await database
        .prepare(`SELECT ${columns} FROM api_client WHERE key_hash = ?`)
        .bind(await toSecretHash(key))
        .first<Row>();
      return row ? toClient(row) : undefined;
    },

    async find(id: string): Promise<ListedClient | undefined> {
      const row = await database
        .prepare(`SELECT ${columns} FROM api_client WHERE id = ?`)
        .bind(id)
        .first<Row>();
      return row ? toClient(row) : undefined;
    },

    /** Ends a key for ever. A repeated call keeps the time of the first one. @returns undefined if there is no such client */
    async revoke(id: string): Promise<ListedClient | undefined> {
      await database
        .prepare('UPDATE api_client SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL')
        .bind(now(), id)
        .run();
      return this.find(id);
    },
  };
}

function toClient(row: Row): ListedClient {
  const { id, name, quota, key_end, scopes, created_at, revoked_at } = row;
  return {
    ...{ id, name, quota, keyEnd: key_end, createdAt: created_at, revokedAt: revoked_at },
    scopes: scopes.split(' ') as ListedClient['scopes'],
    redirectUris: row.redirect_uris.split(' ').filter(Boolean),
    open: row.open === 1,
  };
}
