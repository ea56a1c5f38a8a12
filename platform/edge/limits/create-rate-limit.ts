import { Ratelimit } from '@upstash/ratelimit';
import { type Breaker, createBreaker } from '../calls/create-breaker.ts';
import { createGlancingRedis, createRedis, type RedisSettings } from '../storage/redis.ts';
import { groupOf } from './use-groups.ts';

/** How often one key, such as a member or a network, may use something. */
export type RatePolicy = {
  /** The name of the policy in headers and in Redis, such as `reviews`. */
  name: string;
  /** The number of uses in a window. */
  quota: number;
  /** The variable of the worker that replaces the quota, such as `REVIEWS_BY_MEMBER`. */
  setting?: string;
  /** Seconds. */
  window: number;
  /**
   * While Redis is away, uses cannot be counted: `open` lets the request pass, `closed` answers 503. Write the reason at each policy.
   */
  away: 'open' | 'closed';
  /** Gives Redis only the short time of `createGlancingRedis`, for a page that can do without the answer. */
  glance?: true;
  /**
   * Counts a sixtieth of the quota in the memory of this isolate, and then in Redis with one call. So each isolate may let as many uses pass
   * beyond the quota. It is for a limit that only saves work.
   */
  grouped?: true;
};

/** The result of counting. `unknown`: Redis is away. */
export type Taken = {
  outcome: 'within' | 'beyond' | 'unknown';
  /** `RateLimit-Policy` and `RateLimit`; empty if the outcome is unknown. */
  headers: Record<string, string>;
  /** Seconds until the window ends; 0 if the outcome is unknown. */
  reset: number;
};

export type RateLimit = {
  /** Counts `cost` uses of `key`. Count before you act, so that parallel requests cannot pass together. */
  take(key: string, cost?: number): Promise<Taken>;
  /** Takes uses back that do not count after all, such as a right token. Does nothing while Redis is away. */
  giveBack(key: string, cost?: number): Promise<void>;
};

export type RateLimitSettings = Partial<RedisSettings> & { [setting: string]: unknown };

/**
 * Creates a rate limit, which counts in Redis over a sliding window. Without the settings of Redis the outcome is always `unknown`.
 *
 * @param settings the worker's variables
 * @param expires the deadline of the request in epoch milliseconds
 * @example
 * const taken = await createRateLimit(c.env, reviews, c.var.expires).take(member);
 * if (isRefused(taken, reviews)) return refuseRate(c, taken);
 */
export function createRateLimit(
  settings: RateLimitSettings,
  { name, window, glance, grouped, ...policy }: RatePolicy,
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
          // With a timeout, the library would let requests pass. The timeout of the client and the policy decide instead.
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

  // The library uses the real clock, also if DEV_NOW is set.
  const toTaken = (success: boolean, left: number, resetAt: number): Taken => {
    const reset = Math.max(1, Math.ceil((resetAt - Date.now()) / 1_000));
    return {
      outcome: success ? 'within' : 'beyond',
      headers: toRateHeaders({ name, quota, window, remaining: Math.max(0, left), reset }),
      reset,
    };
  };

  return {
    async take(key, cost = 1) {
      const group =
        grouped && limiter ? groupOf(`${url} ${name} ${key}`, quota, window, Date.now()) : undefined;
      const uses = group ? group.add(cost) : cost;
      if (group && uses === 0) return toTaken(true, group.left(), group.until);
      const counted = await count(key, uses);
      if (!counted) return { outcome: 'unknown', headers: {}, reset: 0 };
      group?.note(counted.success, counted.remaining);
      return toTaken(counted.success, counted.remaining, counted.reset);
    },

    async giveBack(key, cost = 1) {
      await count(key, -cost);
    },
  };
}

/** Whether the policy refuses a request after this outcome. */
export function isRefused({ outcome }: Taken, { away }: RatePolicy): boolean {
  return outcome === 'beyond' || (outcome === 'unknown' && away === 'closed');
}

/** One breaker for each Redis: while it is away, requests do not wait for its timeout. */
const breakers = new Map<string, Breaker>();

function breakerOf(redis: string): Breaker {
  const breaker = breakers.get(redis) ?? createBreaker();
  breakers.set(redis, breaker);
  return breaker;
}

type State = {
  name: string;
  quota: number;
  /** Seconds; `reset` too. */
  window: number;
  remaining: number;
  reset: number;
};

/**
 * Builds the header fields that say how many uses are left, and for how long.
 * https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-11
 */
export function toRateHeaders({ name, quota, window, remaining, reset }: State): Record<string, string> {
  return {
    'ratelimit-policy': `"${name}";q=${quota};w=${window}`,
    ratelimit: `"${name}";r=${remaining};t=${reset}`,
  };
}
