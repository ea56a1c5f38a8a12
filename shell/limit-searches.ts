import type { RatePolicy, Taken } from '@jogakbo/edge/create-rate-limit';
import { limitRate } from '@jogakbo/edge/limit-rate';
import { toNetwork } from '@jogakbo/edge/to-network';
import type { Context, MiddlewareHandler } from 'hono';
import type { ShellEnv } from './bindings.ts';
import { createVisit } from './create-visit.ts';
import { pageOptions } from './page-options.ts';
import { tooManySearches } from './pages/errors.ts';
import { shellOf } from './shell.ts';

/**
 * Limits how often one network searches. The shell counts, since only the shell knows the client's address: the fragments of search are
 * shared, so the slice never learns who asks.
 */
export function limitSearches(): MiddlewareHandler<ShellEnv> {
  return async function limit(c, next) {
    return limits.get(c.req.path)?.(c, next) ?? next();
  };
}

/**
 * Many more than the people behind one address make: a carrier may put thousands of phones behind one address. It stops a program that
 * searches for one new word after the other. While Redis is away every search passes: the limit saves work, and a shop without search
 * would be worse.
 */
const searches: RatePolicy = {
  name: 'searches',
  setting: 'SEARCHES_BY_NETWORK',
  ...{ quota: 600, window: 60, away: 'open', glance: true, grouped: true },
};

/** The search box asks once for each pause in typing. */
const suggestions: RatePolicy = {
  name: 'suggestions',
  setting: 'SUGGESTIONS_BY_NETWORK',
  ...{ quota: 3_000, window: 60, away: 'open', glance: true, grouped: true },
};

const limits = new Map([
  ['/search', limitRate(searches, toNetworkOf, { refuse: refuseOnPage })],
  ['/_fragments/search/results', limitRate(searches, toNetworkOf)],
  ['/api/search/results', limitRate(searches, toNetworkOf)],
  ['/api/search/suggestions', limitRate(suggestions, toNetworkOf)],
]);

function toNetworkOf(c: Context): string {
  return toNetwork(c.req.header('cf-connecting-ip') ?? 'unknown');
}

async function refuseOnPage(c: Context<ShellEnv>, { reset }: Taken): Promise<Response> {
  const { host } = shellOf(c.env);
  const page = await host.compose(tooManySearches, createVisit(c, c.req.query()), pageOptions(c, 429));
  page.headers.set('retry-after', String(reset));
  return page;
}
