import { Redis } from '@upstash/redis';

/** The variables a worker that uses Upstash Redis is given. */
export type RedisSettings = {
  UPSTASH_REDIS_REST_URL: string;
  UPSTASH_REDIS_REST_TOKEN: string;
  /** Milliseconds of a call that a page can do without; {@link glanceTimeout} where left out. */
  REDIS_TIMEOUT?: string;
};

/** Milliseconds of a call whose answer a page can do without, such as a cached price or the count in the header. */
export const glanceTimeout = 150;
/** Milliseconds of any other call where the caller set no deadline. */
const defaultTimeout = 5_000;
/** The part of the remaining time, and its most in milliseconds, that is kept for the answer to the caller. */
const reserve = { share: 0.2, most: 300 };

/**
 * An Upstash client for calls that decide something, such as a change or whose session it is. A call may take the time that the
 * request has, less what the answer needs. Nothing is retried.
 *
 * @param expires epoch milliseconds after which the caller does not wait any longer, as `c.var.expires` says
 */
export function createRedis(settings: RedisSettings, expires = Number.POSITIVE_INFINITY): Redis {
  return open(settings, () => {
    const left = Math.min(defaultTimeout, expires - Date.now());
    return left - Math.min(reserve.most, left * reserve.share);
  });
}

/**
 * An Upstash client for what only speeds a page up or decorates it: a call ends after {@link glanceTimeout}, and the page goes on
 * without its answer.
 *
 * @param expires as for {@link createRedis}: no call lasts longer
 */
export function createGlancingRedis(settings: RedisSettings, expires = Number.POSITIVE_INFINITY): Redis {
  const most = Number(settings.REDIS_TIMEOUT ?? glanceTimeout);
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
