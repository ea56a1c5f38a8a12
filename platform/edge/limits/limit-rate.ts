import type { Context, MiddlewareHandler } from 'hono';
import { problem } from '../app/problem.ts';
import { createRateLimit, isRefused, type RatePolicy, type Taken } from './create-rate-limit.ts';

type LimitOptions = {
  /** Makes the answer to a request over the limit. The default is {@link refuseRate}, a problem document. */
  refuse?: ((c: Context, taken: Taken) => Response | Promise<Response>) | undefined;
};

/**
 * Limits how often a key may make a request. A request over the limit gets 429. Every answer says in `RateLimit` how much is left.
 *
 * @param policy the quota and its window, in seconds
 * @param keyOf the key that the request counts for, such as a member; a request without a key is not counted
 * @example
 * app.post('/reviews', limitRate(reviews, (c) => c.var.identity?.member), async (c) => …);
 */
export function limitRate(
  policy: RatePolicy,
  keyOf: (c: Context) => string | undefined,
  { refuse = refuseRate }: LimitOptions = {},
): MiddlewareHandler {
  return async function limit(c, next) {
    const key = keyOf(c);
    if (key === undefined) return next();
    const taken = await createRateLimit(c.env, policy, c.var.expires).take(key);
    if (isRefused(taken, policy)) c.res = await refuse(c, taken);
    else await next();
    for (const [name, value] of Object.entries(taken.headers)) c.res.headers.set(name, value);
  };
}

/** The answer to a refused request: 429 with `retry-after`, or 503 if Redis is away. */
export function refuseRate(c: Context, { outcome, headers, reset }: Taken): Response {
  if (outcome === 'unknown')
    return problem(c, 503, { reason: 'away', detail: 'Requests cannot be counted now.' });
  const refusal = problem(c, 429, {
    reason: 'too-many-requests',
    detail: `Please try again in ${reset} s.`,
    retryAfter: reset,
  });
  for (const [name, value] of Object.entries(headers)) refusal.headers.set(name, value);
  return refusal;
}
