import type { D1Database } from '@cloudflare/workers-types';

export type WebhookStore = ReturnType<typeof createWebhookStore>;
/** Where a client gets events. Times are epoch milliseconds. */
export type Webhook = {
  client: string;
  url: string;
  /** A new one makes a new secret. */
  version: string;
  /** Since when each try has failed; null after a success. */
  failingSince: number | null;
  disabledAt: number | null;
};

const columns = 'client_id AS client, url, version, failing_since AS failingSince, disabled_at AS disabledAt';

/**
 * Stores where clients get the events of orders.
 *
 * @param now gives epoch milliseconds
 */
export function createWebhookStore(database: D1Database, now: () => number) {
  return {
    /** Registers the address of a client, in place of an earlier one. @returns what its secret is made of */
    async put(client: string, url: string): Promise<Webhook> {
      const version = crypto.randomUUID();
      await database
        .prepare('INSERT OR REPLACE INTO webhook (client_id, url, version) VALUES (?, ?, ?)')
        .bind(client, url, version)
        .run();
      return { client, url, version, failingSince: null, disabledAt: null };
    },

    async remove(client: string): Promise<boolean> {
      const { results } = await database
        .prepare('DELETE FROM webhook WHERE client_id = ? RETURNING client_id')
        .bind(client)
        .all();
      return results.length > 0;
    },

    async find(client: string): Promise<Webhook | undefined> {
      const found = await database
        .prepare(`SELECT ${columns} FROM webhook WHERE client_id = ?`)
        .bind(client)
        .first<Webhook>();
      return found ?? undefined;
    },

    async list(): Promise<Webhook[]> {
      const { results } = await database.prepare(`SELECT ${columns} FROM webhook`).all<Webhook>();
      return results;
    },

    /** The clients with an enabled address that members allow to see orders, by member. */
    async findFollowers(members: string[]): Promise<Map<string, string[]>> {
      const { results } = await database
        .prepare(
          `SELECT DISTINCT member_id AS member, api_grant.client_id AS client FROM api_grant
           JOIN webhook ON webhook.client_id = api_grant.client_id
           JOIN api_client ON api_client.id = api_grant.client_id
           WHERE member_id IN (SELECT value FROM json_each(?)) AND disabled_at IS NULL AND revoked_at IS NULL
             AND ' ' || api_grant.scopes || ' ' LIKE '% orders %'`,
        )
        .bind(JSON.stringify([...new Set(members)]))
        .all<{ member: string; client: string }>();
      const followers = Map.groupBy(results, ({ member }) => member);
      return new Map([...followers].map(([member, rows]) => [member, rows.map(({ client }) => client)]));
    },

    async succeed({ client, version }: Webhook): Promise<void> {
      await database
        .prepare(
          'UPDATE webhook SET failing_since = NULL WHERE client_id = ? AND version = ? AND failing_since IS NOT NULL',
        )
        .bind(client, version)
        .run();
    },

    /** Counts a failed try. @returns true if it was the one that disables the address */
    async fail({ client, version, failingSince }: Webhook): Promise<boolean> {
      const disables = failingSince !== null && now() - failingSince >= longestFailureMs;
      await database
        .prepare(
          `UPDATE webhook SET failing_since = coalesce(failing_since, ?), disabled_at = ?
           WHERE client_id = ? AND version = ? AND disabled_at IS NULL`,
        )
        .bind(now(), disables ? now() : null, client, version)
        .run();
      return disables;
    },
  };
}

/** An address that has failed for so long is disabled. It is shorter than all tries of one message. */
const longestFailureMs = 12 * 60 * 60 * 1_000;
