import { Redis } from '@upstash/redis';

/** The variables a worker that uses Upstash Redis is given. */
export type RedisSettings = {
  UPSTASH_REDIS_REST_URL: string;
  UPSTASH_REDIS_REST_TOKEN: string;
  /** Milliseconds one call may take; {@link redisTimeout} where left out. */
  REDIS_TIMEOUT?: string;
};

/** How long one Redis call may take, in milliseconds. The client's own default would give up only after 4.3 s. */
export const redisTimeout = 150;

/**
 * An Upstash client that fails fast: no retries, a short time for each call.
 *
 * @param expires epoch milliseconds after which nobody waits for the answer: no call outlasts them
 */
export function createRedis(settings: RedisSettings, expires = Number.POSITIVE_INFINITY): Redis {
  const most = Number(settings.REDIS_TIMEOUT ?? redisTimeout);
  return new Redis({
    url: settings.UPSTASH_REDIS_REST_URL,
    token: settings.UPSTASH_REDIS_REST_TOKEN,
    retry: { retries: 0 },
    enableTelemetry: false,
    signal: () => AbortSignal.timeout(Math.max(0, Math.min(most, expires - Date.now()))),
  });
}
