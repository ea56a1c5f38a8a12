import { Database } from 'bun:sqlite';
import type { Account } from '../tools/cloud/account.ts';
import type { Cloud } from '../tools/cloud/api/cloud.ts';
import { createAnalytics } from '../tools/cloud/api/create-analytics.ts';
import { accountId, createApi } from '../tools/cloud/api/create-api.ts';
import { createCloudflare } from '../tools/deploy/cloudflare.ts';
import { createBucket } from './create-bucket.helper.ts';
import { wrapSqlite } from './create-sqlite-database.helper.ts';

/** An account with the content of its databases, as it was at one moment. */
export type Snapshot = { account: Account; databases: Map<string, Buffer> };

const empty: Account = {
  ...{ scripts: {}, queues: [], databases: [], namespaces: [], buckets: [], workflows: [] },
};
const token = 'a-token';

/**
 * Serves the API of the local Cloudflare without running any worker, with databases in memory.
 *
 * @param options `directory` is the folder of uploads; `from` is the account at the start; `onRequest` is called after each request
 */
export function createAccount({
  directory,
  from = { account: empty, databases: new Map() },
  onRequest,
}: {
  directory: string;
  from?: Snapshot;
  onRequest?: (line: string) => void;
}) {
  const account = structuredClone(from.account);
  const databases = new Map(
    [...from.databases].map(([uuid, content]) => [uuid, Database.deserialize(content)]),
  );
  const kept = new Map<string, ArrayBuffer>();
  const values = {
    get: async (key: string) => kept.get(key) ?? null,
    put: async (key: string, value: ArrayBuffer) => void kept.set(key, value),
  };
  const buckets = new Map<string, ReturnType<typeof createBucket>>();
  const bucketOf = (name: string) => {
    const bucket = buckets.get(name) ?? createBucket();
    buckets.set(name, bucket);
    return bucket;
  };
  let answersLeft = Number.POSITIVE_INFINITY;
  let refused: { path: string; answer: Response } | undefined;
  const runtime = {
    ...{ tailed: new Set<string>(), change() {}, share: async () => {} },
    async database(uuid: string) {
      const database = databases.get(uuid) ?? new Database(':memory:');
      databases.set(uuid, database);
      return wrapSqlite(database);
    },
    bucket: async (name: string) => bucketOf(name),
    namespace: async () => values,
  };
  const file = { account, directory, save() {} };
  const now = () => new Date();
  const analytics = createAnalytics(file, now);
  const api = createApi({ file, runtime, analytics, now } as unknown as Cloud, {
    ...{ token, onRequest, isDown: () => answersLeft-- <= 0 },
  });
  const server = Bun.serve({
    ...{ hostname: '127.0.0.1', port: 0 },
    fetch: (request) =>
      refused && request.method === 'POST' && request.url.endsWith(refused.path)
        ? refused.answer
        : api.fetch(request),
  });
  const base = `${server.url.origin}/client/v4`;

  return {
    account,
    databases,
    bucketOf,
    cloudflare: createCloudflare({ api: base, accountId, token, wait: async () => {} }),
    /** The environment variables that lead wrangler to this account. */
    variables: {
      ...{ CLOUDFLARE_API_BASE_URL: base, CLOUDFLARE_ACCOUNT_ID: accountId, CLOUDFLARE_API_TOKEN: token },
    },
    /** The API answers so many requests from now on, and refuses all later ones. */
    endAfter: (requests: number) => {
      answersLeft = requests;
    },
    /** The API answers this to a POST of a path. */
    refuse: (path: string, answer: Response) => {
      refused = { path, answer };
    },
    snapshot: (): Snapshot => ({
      account: structuredClone(account),
      databases: new Map([...databases].map(([uuid, database]) => [uuid, database.serialize()])),
    }),
    close: () => server.stop(true),
  };
}
