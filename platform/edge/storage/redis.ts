import { Redis } from '@upstash/redis';

/** The variables of a worker that uses Upstash Redis. */
export type RedisSettings = {
  UPSTASH_REDIS_REST_URL: string;
  UPSTASH_REDIS_REST_TOKEN: string;
  /** Replaces {@link glanceTimeoutMs}. */
  REDIS_TIMEOUT?: string;
};

/** Milliseconds for a call that a page can do without, such as a cached price or the count in the header. */
export const glanceTimeoutMs = 150;
/** Milliseconds for any other call, if the caller set no deadline. */
const defaultTimeoutMs = 5_000;
/** How much of the remaining time is kept for the answer to the caller: a share, and the most milliseconds. */
const reserve = { share: 0.2, most: 300 };

/**
 * Creates an Upstash client for calls that the answer depends on, such as a change or the look-up of a session. A call may take the
 * remaining time of the request, except for a part that is kept for the answer. Calls are not retried.
 *
 * @param expires the deadline of the request in epoch milliseconds, such as `c.var.expires`
 */
export function createRedis(settings: RedisSettings, expires = Number.POSITIVE_INFINITY): Redis {
  return open(settings, () => {
    const left = Math.min(defaultTimeoutMs, expires - Date.now());
    return left - Math.min(reserve.most, left * reserve.share);
  });
}

/**
 * Creates an Upstash client for calls that a page can do without, such as reading a cache. A call ends after
 * {@link glanceTimeoutMs}, and the page goes on without its answer.
 *
 * @param expires the deadline of the request in epoch milliseconds
 */
export function createGlancingRedis(settings: RedisSettings, expires = Number.POSITIVE_INFINITY): Redis {
  const most = Number(settings.REDIS_TIMEOUT ?? glanceTimeoutMs);
  return open(settings, () => Math.min(most, expires - Date.now()));
}

function open(settings: RedisSettings, toTime: () => number): Redis {
  return new Redis({
    url: settings.UPSTASH_REDIS_REST_URL,
    token: settings.UPSTASH_REDIS_REST_TOKEN,
    retry: { retries: 0 },
    enableTelemetry: false,
    signal: () => AbortSignal.timeout(Math.max(0, toTime())),
  });
}
