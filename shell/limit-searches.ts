import { createRateLimit, isRefused, type RatePolicy } from '@jogakbo/edge/create-rate-limit';
import { refuseRate } from '@jogakbo/edge/limit-rate';
import { toNetwork } from '@jogakbo/edge/to-network';
import type { MiddlewareHandler } from 'hono';
import { tooManySearches } from './pages/errors.ts';
import { type ShellEnv, toShell } from './shell.ts';
import { toVisit } from './visit.ts';

/**
 * Far more than the people behind one address search for: a carrier may put thousands of phones behind one. It stops a program that
 * asks for one new word after the other. Open while Redis is away: the limit saves work, and a shop without search helps nobody.
 */
const searches: RatePolicy = {
  name: 'searches',
  setting: 'SEARCHES_BY_NETWORK',
  ...{ quota: 600, window: 60, away: 'open', glance: true },
};
/** One for each pause in typing. */
const suggestions: RatePolicy = {
  name: 'suggestions',
  setting: 'SUGGESTIONS_BY_NETWORK',
  ...{ quota: 3_000, window: 60, away: 'open', glance: true },
};

const policies: Record<string, RatePolicy> = {
  '/search': searches,
  '/_fragments/search/results': searches,
  '/api/search/results': searches,
  '/api/search/suggestions': suggestions,
};

/**
 * Limits how often one network searches. It is the shell that counts, since it alone knows the client's address: search's fragments
 * are shared, so the slice never learns who asks.
 */
export function limitSearches(): MiddlewareHandler<ShellEnv> {
  return async function limit(c, next) {
    const policy = Object.hasOwn(policies, c.req.path) ? policies[c.req.path] : undefined;
    if (!policy) return next();
    const network = toNetwork(c.req.header('cf-connecting-ip') ?? 'unknown');
    const taken = await createRateLimit(c.env, policy, c.var.expires).take(network);
    if (!isRefused(taken, policy)) {
      await next();
    } else if (c.req.path === '/search') {
      const { composer, pageOptions } = toShell(c.env);
      c.res = await composer.compose(tooManySearches, toVisit(c, c.req.query()), pageOptions(c, 429));
      c.res.headers.set('retry-after', String(taken.reset));
    } else {
      c.res = refuseRate(c, taken);
    }
    for (const [name, value] of Object.entries(taken.headers)) c.res.headers.set(name, value);
  };
}
