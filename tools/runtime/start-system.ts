import { existsSync } from 'node:fs';
import type { D1Database } from '@cloudflare/workers-types';
import { Miniflare } from 'miniflare';
import { createUpstash } from '../upstash/create-upstash.ts';
import { listWorkers, root, type Worker } from '../workers.ts';
import { migrate } from './migrate.ts';
import { seedStores } from './seed-stores.ts';
import { toMiniflareOptions, toServiceName, type WorkerOptions } from './to-miniflare-options.ts';

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
  /** Sets the shell's variable DEV: fault injection, and live reload if it is a URL. */
  development?: string | undefined;
  /** Changes the workers' options on every start and reload: a test may put something between two of them. */
  rewire?: ((workers: WorkerOptions[]) => WorkerOptions[]) | undefined;
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

  // Nobody is let in before there is something to see: the first time, the shell gets its socket when the stores are full.
  const filled = `${stateDirectory}/filled`;
  let listening = existsSync(filled);
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

  return {
    url: `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`,
    upstash,
    databaseOf,
    fetchWorker,
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
      ...options.settings,
    };
    const configs = await Promise.all(
      workers.map((worker) => {
        const development =
          worker.kind === 'shell' && options.development ? { DEV: options.development } : {};
        const variables = { ...shared, ...development, ...options.variables?.[worker.name] };
        return toMiniflareOptions(
          worker,
          variables,
          worker.kind === 'shell' && listening ? { host, port, entrypoint: 'direct' } : undefined,
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
      workers: options.rewire?.(configs) ?? configs,
    } as ConstructorParameters<typeof Miniflare>[0];
  }

  function databaseOf(name: string): Promise<D1Database> {
    return miniflare.getD1Database('DB', toServiceName({ name })) as Promise<unknown> as Promise<D1Database>;
  }

  async function fetchWorker(name: string, path: string, init?: RequestInit): Promise<Response> {
    const worker = await miniflare.getWorker(toServiceName({ name }));
    return worker.fetch(`http://worker${path}`, init as never) as unknown as Promise<Response>;
  }

  async function close(): Promise<void> {
    await Promise.all([miniflare.dispose(), upstash.close()]);
  }
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
