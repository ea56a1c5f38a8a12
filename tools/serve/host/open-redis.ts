import { createHandler } from '../../upstash/create-handler.ts';
import { createRedisEngine } from '../../upstash/create-redis-engine.ts';

const bodyLimitBytes = 1024 * 1024;

/**
 * Starts a redis-server that only this process reaches, and an address on this machine with Upstash's protocol in front of it.
 *
 * @param folder the folder of its data
 * @throws if redis-server is missing or cannot be started
 */
export async function openRedis(folder: string) {
  if (!Bun.which('redis-server'))
    throw new Error(
      'Carts and sessions are in Redis. Install redis-server, or set UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN.',
    );
  const token = crypto.randomUUID();
  const engine = await createRedisEngine({ dataDirectory: folder, onNotice: console.error });
  const server = Bun.serve({
    ...{ hostname: '127.0.0.1', port: 0, idleTimeout: 0 },
    fetch: createHandler({ engine, token, bodyLimit: bodyLimitBytes }),
  });
  return {
    variables: { UPSTASH_REDIS_REST_URL: server.url.origin, UPSTASH_REDIS_REST_TOKEN: token },
    async close(): Promise<void> {
      await server.stop(true);
      await engine.close();
    },
  };
}
