import type { MiddlewareHandler } from 'hono';
import { problem } from '../app/problem.ts';

/** Lets members pass. Guests get 401, and an asker whose session cannot be looked up gets 503. */
export function requireMember(): MiddlewareHandler {
  return async (c, next) => {
    if (c.var.identity?.member) return next();
    if (c.var.identity?.unknown) return problem(c, 503, sessionsAway);
    return problem(c, 401, { reason: 'log-in', detail: 'This is for members.' });
  };
}

/** The details of the 503 for an asker whose session cannot be looked up. */
export const sessionsAway = { reason: 'sessions', detail: 'Sessions cannot be looked up right now.' };

/**
 * Lets requests of these issuers pass; others get 403. A service that works by itself signs as issuer, such as `order-service`. A
 * request that a shopper caused has the issuer `shell`.
 */
export function requireIssuer(...issuers: string[]): MiddlewareHandler {
  return async (c, next) =>
    issuers.includes(c.var.identity?.issuer) ? next() : problem(c, 403, { reason: 'not-for-you' });
}
