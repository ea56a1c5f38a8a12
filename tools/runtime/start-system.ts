import { existsSync } from 'node:fs';
import type { D1Database } from '@cloudflare/workers-types';
import { Miniflare } from 'miniflare';
import { addMemberKey } from '../../services/member/keys.ts';
import { createUpstash } from '../upstash/create-upstash.ts';
import { listWorkers, root, type Worker } from '../workers.ts';
import { migrate } from './migrate.ts';
import { openKeys } from './open-keys.ts';
import { openSecret } from './open-secret.ts';
import { seedStores } from './seed-stores.ts';
import { startCrons } from './start-crons.ts';
import { toMiniflareOptions, toServiceName } from './to-miniflare-options.ts';

export type SystemOptions = {
  /** Where the shell listens; 0 for any free port. */
  port: number;
  host?: string;
  /** Where all stores keep their data. */
  stateDirectory?: string;
  redis?: 'auto' | 'redis' | 'embedded';
  /** Variables for all workers. */
  settings?: Record<string, string>;
  /** Variables for single workers, by worker name, over those that all get. */
  variables?: Record<string, Record<string, string>>;
  logLevel?: 'info' | 'error' | 'off';
  /** Whether cron triggers go off, as they do once deployed. */
  crons?: boolean;
  /** Sets the shell's variable DEV: fault injection, and live reload if it is a URL. */
  development?: string | undefined;
  /** Says, on every start and reload, which workers run: a test may put others in the place of some. */
  rewire?: ((workers: Worker[]) => Worker[]) | undefined;
  /** Told every line that a worker logs, which else goes to the terminal. */
  onLog?: ((line: string) => void) | undefined;
  /** Told what is going on, a few words a step. */
  onStep?: (step: string) => void;
};

/**
 * Starts the whole house from its built workers: one workerd that holds them all, a local Upstash, stores migrated and, the
 * first time, seeded.
 */
export async function startSystem(options: SystemOptions) {
  const { stateDirectory = `${root}/.wrangler/state`, host = '127.0.0.1' } = options;
  const { onLog, onStep = () => {} } = options;
  const workers = await listWorkers();
  const port = options.port || freePort(host);
  const upstash = await createUpstash({
    engine: options.redis ?? 'auto',
    dataDirectory: `${stateDirectory}/redis`,
    token: 'local',
  });

  const keys = await openKeys(`${stateDirectory}/keys.json`, workers);
  const secrets: Record<string, Record<string, string>> = {
    'member-service': {
      MEMBER_KEYS: await openSecret(`${stateDirectory}/member-keys.json`, () => addMemberKey('local')),
      // All workers share one thread here, so more objects would not hash faster; one has all the queue.
      PASSWORD_HASHERS: '1',
      PASSWORD_QUEUE: '32',
      ORIGIN: `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`,
    },
    'order-service': { ORDER_KEYS: await openSecret(`${stateDirectory}/order-keys.json`, toOrderKeys) },
    // What a payment comes to can be chosen here.
    'order-frontend': { TEST_PAYMENTS: '1' },
  };
  const since = String(Date.now());

  // Nobody is let in before there is something to see: the first time, the shell gets its socket when the stores are full.
  const filled = `${stateDirectory}/filled`;
  let listening = existsSync(filled);
  let stopCrons = () => {};
  onStep('starting workers');
  const miniflare = new Miniflare(await toOptions());
  try {
    await miniflare.ready;
    onStep('migrating');
    await Promise.all(
      workers.map(async (worker) => {
        if (hasDatabase(worker))
          await migrate(await databaseOf(worker.name), `${worker.directory}/migrations`);
      }),
    );
    await seedStores({ databaseOf, fetchWorker, onStep });
    if (!listening) {
      await Bun.write(filled, '');
      listening = true;
      await miniflare.setOptions(await toOptions());
    }
  } catch (error) {
    await close();
    throw error;
  }

  if (options.crons !== false) stopCrons = startCrons(workers, trigger);

  return {
    url: `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`,
    upstash,
    databaseOf,
    fetchWorker,
    trigger,
    /** Takes over what was built anew; what runs goes on until then. */
    reload: async () => miniflare.setOptions(await toOptions()),
    close,
  };

  async function toOptions() {
    const shared = {
      LOG_LEVEL: options.logLevel ?? 'error',
      UPSTASH_REDIS_REST_URL: upstash.url,
      UPSTASH_REDIS_REST_TOKEN: upstash.token,
      OPERATOR_TOKEN: 'local',
      PROVIDER: 'local',
      DEV_NOW_SINCE: since,
      ...oneAddress,
      IDENTITY_KEYS: keys.all,
      ...options.settings,
    };
    const configs = await Promise.all(
      (options.rewire?.(workers) ?? workers).map((worker) => {
        const development =
          worker.kind === 'shell' && options.development ? { DEV: options.development } : {};
        const key = keys.own[worker.name];
        const variables = {
          ...shared,
          ...development,
          ...(key ? { IDENTITY_KEY: key } : {}),
          ...secrets[worker.name],
          ...options.variables?.[worker.name],
        };
        return toMiniflareOptions(
          worker,
          variables,
          worker.kind === 'shell' && listening ? { host, port } : undefined,
        );
      }),
    );
    return {
      host,
      port: 0,
      cf: false,
      enableDevRegistry: false,
      telemetry: { enabled: false },
      logRequests: false,
      ...(onLog ? { handleStructuredLogs: ({ message }: { message: string }) => onLog(message) } : {}),
      resourcePersistencePath: `${stateDirectory}/v3`,
      workers: configs.flat(),
    } as ConstructorParameters<typeof Miniflare>[0];
  }

  function databaseOf(name: string): Promise<D1Database> {
    return miniflare.getD1Database('DB', toServiceName({ name })) as Promise<unknown> as Promise<D1Database>;
  }

  async function fetchWorker(name: string, path: string, init?: RequestInit): Promise<Response> {
    const worker = await miniflare.getWorker(toServiceName({ name }));
    return worker.fetch(`http://worker${path}`, init as never) as unknown as Promise<Response>;
  }

  /** Sets off a worker's cron triggers. */
  async function trigger(name: string): Promise<void> {
    const worker = (await miniflare.getWorker(toServiceName({ name }))) as unknown as {
      scheduled(event: { cron: string }): Promise<unknown>;
    };
    await worker.scheduled({ cron: '* * * * *' });
  }

  async function close(): Promise<void> {
    stopCrons();
    await Promise.all([miniflare.dispose(), upstash.close()]);
  }
}

/** Limits by network for a machine on which everyone comes from one address. */
const oneAddress = {
  LOG_INS_BY_ADDRESS: '100000',
  SIGN_UPS_BY_ADDRESS: '100000',
  HASHES_BY_ADDRESS: '100000',
  RESETS_BY_ADDRESS: '100000',
  SEARCHES_BY_NETWORK: '100000',
  SUGGESTIONS_BY_NETWORK: '100000',
  OPERATOR_GUESSES_BY_NETWORK: '100000',
};

function toOrderKeys(): string {
  const key = crypto.getRandomValues(new Uint8Array(32)).toBase64();
  return JSON.stringify({ current: 'local', keys: { local: key } });
}

function hasDatabase(worker: Worker): boolean {
  return existsSync(`${worker.directory}/migrations`);
}

function freePort(hostname: string): number {
  const server = Bun.listen({ hostname, port: 0, socket: { data() {} } });
  const { port } = server;
  server.stop(true);
  return port;
}
