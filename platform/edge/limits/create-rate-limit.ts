import { Ratelimit } from '@upstash/ratelimit';
import { type Breaker, createBreaker } from '../calls/create-breaker.ts';
import { createGlancingRedis, createRedis, type RedisSettings } from '../storage/redis.ts';

/** How often something may be done by one key, such as a member or a network. */
export type RatePolicy = {
  /** Names the policy in headers and in Redis, such as `reviews`. */
  name: string;
  /** How many times in a window. */
  quota: number;
  /** A variable of the worker that sets another quota, such as `REVIEWS_BY_MEMBER`. */
  setting?: string;
  /** Seconds. */
  window: number;
  /**
   * What happens while Redis cannot be reached and nothing can be counted: `open` lets the request through, `closed` answers 503.
   * Say at each policy why.
   */
  away: 'open' | 'closed';
  /** Whether Redis gets only the short time that a page can wait for it, as `createGlancingRedis` says, instead of the request's. */
  glance?: true;
};

/** `unknown`: nothing could be counted. */
export type Taken = {
  outcome: 'within' | 'beyond' | 'unknown';
  /** `RateLimit-Policy` and `RateLimit`; empty where nothing could be counted. */
  headers: Record<string, string>;
  /** Seconds until the window ends; 0 where nothing could be counted. */
  reset: number;
};

export type RateLimit = {
  /** Counts `cost` uses by `key`. Count before you act, so that many requests at once cannot pass together. */
  take(key: string, cost?: number): Promise<Taken>;
  /** Takes uses back that turned out not to count, such as a token that was right. Does nothing while Redis is away. */
  giveBack(key: string, cost?: number): Promise<void>;
};

export type RateLimitSettings = Partial<RedisSettings> & { [setting: string]: unknown };

/**
 * Counts in Redis, over a sliding window. A worker without the settings of Redis counts nothing: its outcome is always `unknown`.
 *
 * @param settings the worker's variables
 * @param expires epoch milliseconds after which nobody waits for the answer
 * @example
 * const taken = await createRateLimit(c.env, reviews, c.var.expires).take(member);
 * if (isRefused(taken, reviews)) return refuseRate(c, taken);
 */
export function createRateLimit(
  settings: RateLimitSettings,
  { name, window, glance, ...policy }: RatePolicy,
  expires?: number,
): RateLimit {
  const quota = Number((policy.setting && settings[policy.setting]) ?? policy.quota);
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = settings;
  const limiter =
    url && token
      ? new Ratelimit({
          redis: (glance ? createGlancingRedis : createRedis)(settings as RedisSettings, expires),
          limiter: Ratelimit.slidingWindow(quota, `${window} s`),
          prefix: `limit:${name}`,
          ephemeralCache: false,
          // The library would let the request through after this time; the client's own timeout and the policy decide instead.
          timeout: 0,
        })
      : undefined;

  const count = async (key: string, cost: number) =>
    limiter && url
      ? breakerOf(`${glance ? 'glance' : 'wait'} ${url}`).run(
          () => limiter.limit(key, { rate: cost }),
          undefined,
        )
      : undefined;

  return {
    async take(key, cost = 1) {
      const counted = await count(key, cost);
      if (!counted) return { outcome: 'unknown', headers: {}, reset: 0 };
      // The library counts by the real clock, never by DEV_NOW.
      const reset = Math.max(1, Math.ceil((counted.reset - Date.now()) / 1_000));
      return {
        outcome: counted.success ? 'within' : 'beyond',
        headers: toRateHeaders({ name, quota, window, remaining: Math.max(0, counted.remaining), reset }),
        reset,
      };
    },

    async giveBack(key, cost = 1) {
      await count(key, -cost);
    },
  };
}

/** Whether what was counted, or could not be counted, refuses the request. */
export function isRefused({ outcome }: Taken, { away }: RatePolicy): boolean {
  return outcome === 'beyond' || (outcome === 'unknown' && away === 'closed');
}

/** While a Redis is away, requests do not wait for its timeout one by one. */
const breakers = new Map<string, Breaker>();

function breakerOf(redis: string): Breaker {
  const breaker = breakers.get(redis) ?? createBreaker();
  breakers.set(redis, breaker);
  return breaker;
}

type State = {
  name: string;
  quota: number;
  /** Seconds, as `reset`. */
  window: number;
  remaining: number;
  reset: number;
};

/**
 * The header fields that say how much is left, and until when.
 * https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-11
 */
export function toRateHeaders({ name, quota, window, remaining, reset }: State): Record<string, string> {
  return {
    'ratelimit-policy': `"${name}";q=${quota};w=${window}`,
    ratelimit: `"${name}";r=${remaining};t=${reset}`,
  };
}
