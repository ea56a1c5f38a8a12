import { afterAll, beforeAll, describe } from 'bun:test';
import { Redis, type RedisConfigNodejs } from '@upstash/redis';
import { createUpstash, type Upstash } from './create-upstash.ts';

const TOKEN = 'test-token';

export interface EngineContext {
  upstash: Upstash;
  /** A real client without retries, so that a refusal is visible at once. */
  client(options?: Partial<RedisConfigNodejs>): Redis;
  /** A raw request with the right token. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** Declares a suite for each engine. The suite of redis is skipped if redis-server is not installed. */
export function describeEngines(suite: (context: EngineContext) => void) {
  for (const engine of ['redis', 'embedded'] as const) {
    describe.skipIf(engine === 'redis' && !Bun.which('redis-server'))(`${engine} engine`, () => {
      const context = {} as EngineContext;
      beforeAll(async () => Object.assign(context, await createContext(engine)));
      afterAll(() => context.upstash.close());
      suite(context);
    });
  }
}

async function createContext(engine: 'redis' | 'embedded'): Promise<EngineContext> {
  const upstash = await createUpstash({ engine, token: TOKEN });
  return {
    upstash,
    client: (options) =>
      new Redis({ url: upstash.url, token: TOKEN, retry: false, enableTelemetry: false, ...options }),
    fetch: (path, init) =>
      fetch(upstash.url + path, { ...init, headers: { authorization: `Bearer ${TOKEN}`, ...init?.headers } }),
  };
}
