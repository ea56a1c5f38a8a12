import { randomBytes } from 'node:crypto';
import { invocationLimit } from '../runtime/limits/read-limit.ts';
import { lockState } from '../runtime/lock-state.ts';
import { openSecret } from '../runtime/open-secret.ts';
import { writeWhole } from '../runtime/write-whole.ts';
import { createUpstash } from '../upstash/create-upstash.ts';
import { openAccount, type Script } from './account.ts';
import type { Cloud } from './api/cloud.ts';
import { createAnalytics } from './api/create-analytics.ts';
import { accountId, createApi } from './api/create-api.ts';
import { createTails } from './create-tails.ts';
import { startRuntime } from './start-runtime.ts';
import { startSchedules } from './start-schedules.ts';
import type { Environment } from './to-environment.ts';

type CloudOptions = {
  /** The port of the API; 0 for any free port. */
  port: number;
  /** The port of the deployed workers; 0 for any free port. */
  shopPort: number;
  /** The folder of the account and its stores. */
  stateDirectory: string;
  /** Receives a line about each request to the API. */
  onRequest?: (line: string) => void;
  /** While this says so, the API refuses every request. */
  isDown?: () => boolean;
  /** Receives each line that a deployed worker logs. */
  onLog?: (line: string) => void;
  crons?: boolean;
  /** How many invocations of workers a request may make, by default as many as on Cloudflare; 0 for any number. */
  limit?: number;
  redis?: 'auto' | 'redis' | 'embedded';
};

/** Starts a Cloudflare for one machine: its API, the deployed workers, and Upstash Redis beside them. */
export async function startCloud(options: CloudOptions) {
  const { stateDirectory, onRequest, onLog } = options;
  const lock = lockState(stateDirectory);
  const file = openAccount(`${stateDirectory}/cloud`);
  const upstash = await createUpstash({
    engine: options.redis ?? 'auto',
    dataDirectory: `${stateDirectory}/redis`,
    token: await openSecret(`${stateDirectory}/upstash-token`, () => randomBytes(24).toString('hex')),
    onNotice: console.error,
  }).catch((error) => {
    lock.release();
    throw error;
  });
  const token = await openSecret(`${stateDirectory}/api-token`, () => randomBytes(24).toString('hex'));
  const tails = createTails();
  let fetchApi: (request: Request) => Response | Promise<Response> = () =>
    new Response(null, { status: 503 });
  const api = Bun.serve({
    ...{ hostname: '127.0.0.1', port: options.port, idleTimeout: 120, development: false },
    fetch: (request) => fetchApi(request),
  });
  const runtime = await startRuntime({
    ...{ file, tailUrl: `${api.url}internal/traces`, onLog },
    limit: options.limit ?? invocationLimit,
  });
  const now = () => new Date();
  const analytics = createAnalytics(file, now);
  const cloud: Cloud = { file, runtime, tails, analytics, now };
  fetchApi = createApi(cloud, { token, onRequest, isDown: options.isDown }).fetch;
  const shop = Bun.serve({
    ...{ hostname: '127.0.0.1', port: options.shopPort, idleTimeout: 120, development: false },
    fetch(request) {
      const { hostname } = new URL(request.url);
      const script = findServed(Object.values(file.account.scripts), hostname);
      if (!script) return new Response('No deployed worker has an address.\n', { status: 404 });
      request.headers.set('cf-connecting-ip', '127.0.0.1');
      return runtime.fetch(script.name, request);
    },
    error: ({ message }) =>
      new Response(`The deployed workers cannot be reached: ${message}\n`, { status: 502 }),
  });
  const stopSchedules = options.crons === false ? () => {} : startSchedules(file.account, runtime.trigger);
  const environment: Environment = {
    ...{ api: api.url.origin, accountId, token, shop: `http://localhost:${shop.port}` },
    upstash: { url: upstash.url, token: upstash.token },
  };
  await writeWhole(`${stateDirectory}/environment.json`, JSON.stringify(environment));

  return {
    environment,
    account: file.account,
    trigger: runtime.trigger,
    counts: runtime.counts,
    async close(): Promise<void> {
      stopSchedules();
      tails.close();
      await Promise.all([api.stop(true), shop.stop(true)]);
      await runtime.close();
      analytics.close();
      await upstash.close();
      lock.release();
    },
  };
}

/** A custom domain and `<script>.localhost` name a script; every other name gets the first script that has an address. */
function findServed(scripts: Script[], hostname: string): Script | undefined {
  const named = scripts.find(({ domains }) => domains?.includes(hostname));
  if (named) return named;
  const served = scripts.filter(({ subdomain }) => subdomain.enabled);
  return served.find(({ name }) => hostname === `${name}.localhost`) ?? served[0];
}
