import { headers } from '@jogakbo/contracts/fragment';
import type { MiddlewareHandler } from 'hono';
import { createRateLimit, isRefused, type RatePolicy } from '../limits/create-rate-limit.ts';
import { refuseRate } from '../limits/limit-rate.ts';
import { toNetwork } from '../limits/to-network.ts';
import { guardOperator } from './guard-operator.ts';

/**
 * Open while Redis is away: an operator is needed most when something is down, and the token has too many bits to be guessed by
 * anyone, limited or not.
 */
const guesses: RatePolicy = {
  name: 'operator-tokens',
  setting: 'OPERATOR_GUESSES_BY_NETWORK',
  ...{ quota: 10, window: 15 * 60, away: 'open' },
};

/**
 * {@link guardOperator} for routes that can be reached from outside: wrong tokens count for the network that they come from, and
 * beyond ten in a quarter of an hour the network gets 429, even with the right token. A request without a token is 401 and no guess.
 */
export function guardOperatorApi(): MiddlewareHandler {
  const guard = guardOperator();
  return async function guardApi(c, next) {
    const address = c.req.header(headers.address);
    if (!address || !c.req.header('authorization')) return guard(c, next);
    const limit = createRateLimit(c.env, guesses, c.var.expires);
    const network = toNetwork(address);
    const taken = await limit.take(network);
    if (isRefused(taken, guesses)) return refuseRate(c, taken);
    let known = false;
    const refusal = await guard(c, async () => {
      known = true;
      // Before the work, which may fail: the token was right all the same.
      await limit.giveBack(network);
      await next();
    });
    if (!known && refusal instanceof Response)
      for (const [name, value] of Object.entries(taken.headers)) refusal.headers.set(name, value);
    return refusal;
  };
}
