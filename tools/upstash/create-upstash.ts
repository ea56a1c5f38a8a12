import { createEmbeddedEngine } from './create-embedded-engine.ts';
import { createGate } from './create-gate.ts';
import { createHandler } from './create-handler.ts';
import { createRedisEngine } from './create-redis-engine.ts';
import type { Engine } from './engine.ts';

export interface UpstashOptions {
  /** `auto` uses redis-server if it is on PATH. */
  engine?: 'redis' | 'embedded' | 'auto';
  /** The folder that keeps the data between runs. It works with redis-server only; the embedded engine is in memory. */
  dataDirectory?: string;
  token: string;
  /** The port; 0, the default, chooses any free port. */
  port?: number;
  hostname?: string;
  /** Receives messages for the terminal, such as that redis-server died and is started again. */
  onNotice?: ((notice: string) => void) | undefined;
}

export interface Upstash {
  url: string;
  token: string;
  engine: 'redis' | 'embedded';
  engineVersion?: string;
  /** The process of redis-server. It changes when redis-server died. */
  readonly enginePid: number | undefined;
  /** Every request hangs from here until `resume()`. */
  pause(): void;
  resume(): void;
  /** The number of hanging requests, without those whose client gave up. */
  readonly waiting: number;
  /** Connections are refused from here until `up()`, which listens on the same port again. */
  down(): Promise<void>;
  up(): void;
  close(): Promise<void>;
}

const BODY_LIMIT_BYTES = 1024 * 1024;

/**
 * Starts an HTTP endpoint on this machine that works like Upstash for `@upstash/redis` and `@upstash/ratelimit`.
 *
 * @throws if the port is taken, or if redis-server is chosen and cannot be started
 * @example
 * const upstash = await createUpstash({ token: 'dev' });
 * const redis = new Redis({ url: upstash.url, token: upstash.token });
 * await upstash.close();
 */
export async function createUpstash(options: UpstashOptions): Promise<Upstash> {
  const { token, hostname = '127.0.0.1' } = options;
  let handleRequest: (request: Request) => Promise<Response>;
  const gate = createGate((request) => handleRequest(request));
  gate.close();
  const listen = (port: number) => Bun.serve({ hostname, port, idleTimeout: 0, fetch: gate.fetch });

  // The port comes first: if it is taken, another endpoint may use the same data directory.
  let server: ReturnType<typeof listen> | undefined = listen(options.port ?? 0);
  const port = Number(server.port);
  const engine = await createEngine(options).catch(async (error) => {
    await down();
    throw error;
  });
  handleRequest = createHandler({ engine, token, bodyLimit: BODY_LIMIT_BYTES });
  gate.open();

  async function down() {
    await server?.stop(true);
    server = undefined;
  }

  return {
    url: `http://${hostname}:${port}`,
    token,
    engine: engine.name,
    ...(engine.version && { engineVersion: engine.version }),
    get enginePid() {
      return engine.pid;
    },
    pause: gate.close,
    resume: gate.open,
    get waiting() {
      return gate.waiting;
    },
    down,
    up() {
      server ??= listen(port);
    },
    async close() {
      await down();
      gate.open();
      await engine.close();
    },
  };
}

async function createEngine({ engine = 'auto', dataDirectory, onNotice }: UpstashOptions): Promise<Engine> {
  const found = Bun.which('redis-server') !== null;
  if (engine === 'redis' && !found) throw new Error('redis-server is not on PATH');
  if (engine === 'embedded' || !found) return createEmbeddedEngine();
  return createRedisEngine({ onNotice, ...(dataDirectory && { dataDirectory }) });
}
