import type { MiddlewareHandler } from 'hono';
import { problem } from './problem.ts';

/** Lets in only whom a token names as a member; 401 else. */
export function requireMember(): MiddlewareHandler {
  return async (c, next) =>
    c.var.identity?.member ? next() : problem(c, 401, { reason: 'log-in', detail: 'This is for members.' });
}

/**
 * Lets in only services that work by themselves, such as `order-service`; 403 else. A request that a shopper caused comes from
 * `shell` and is none.
 */
export function requireIssuer(...issuers: string[]): MiddlewareHandler {
  return async (c, next) =>
    issuers.includes(c.var.identity?.issuer) ? next() : problem(c, 403, { reason: 'not-for-you' });
}
