import type { MiddlewareHandler } from 'hono';
import { problem } from '../app/problem.ts';

/** Lets in only members that a token names: 401 for guests, 503 while it cannot be looked up whether a member asks. */
export function requireMember(): MiddlewareHandler {
  return async (c, next) => {
    if (c.var.identity?.member) return next();
    if (c.var.identity?.unknown) return problem(c, 503, sessionsAway);
    return problem(c, 401, { reason: 'log-in', detail: 'This is for members.' });
  };
}

/** The details of a 503 for an asker whose session cannot be looked up. */
export const sessionsAway = { reason: 'sessions', detail: 'Sessions cannot be looked up right now.' };

/**
 * Lets in only services that work by themselves, such as `order-service`; 403 else. A request that a shopper caused comes from
 * `shell` and is none.
 */
export function requireIssuer(...issuers: string[]): MiddlewareHandler {
  return async (c, next) =>
    issuers.includes(c.var.identity?.issuer) ? next() : problem(c, 403, { reason: 'not-for-you' });
}
