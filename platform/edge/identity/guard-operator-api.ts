import { headers } from '@jogakbo/contracts/fragment';
import type { MiddlewareHandler } from 'hono';
import { createRateLimit, isRefused, type RatePolicy } from '../limits/create-rate-limit.ts';
import { refuseRate } from '../limits/limit-rate.ts';
import { toNetwork } from '../limits/to-network.ts';
import { guardOperator } from './guard-operator.ts';

/**
 * Open while Redis is away: operators are needed most when a part is down, and the token is too long to be guessed, also without a
 * limit.
 */
const guesses: RatePolicy = {
  name: 'operator-tokens',
  setting: 'OPERATOR_GUESSES_BY_NETWORK',
  ...{ quota: 10, window: 15 * 60, away: 'open' },
};

/**
 * {@link guardOperator} for routes that clients can reach. It counts the wrong tokens of each network. After ten in 15 minutes the
 * network gets 429, also with the right token. A request without a token gets 401 and is not counted.
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
      // Before `next`, since the route may fail although the token was right.
      await limit.giveBack(network);
      await next();
    });
    if (!known && refusal instanceof Response)
      for (const [name, value] of Object.entries(taken.headers)) refusal.headers.set(name, value);
    return refusal;
  };
}
