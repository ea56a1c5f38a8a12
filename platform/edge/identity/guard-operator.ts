import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { problem } from '../app/problem.ts';

/** The secret that operators send. Without it, the guarded routes are 404. */
export type OperatorSettings = { OPERATOR_TOKEN?: string };

/** Lets requests with `authorization: Bearer <OPERATOR_TOKEN>` pass. Others get 401. */
export function guardOperator(): MiddlewareHandler<{ Bindings: OperatorSettings }> {
  return async function guard(c, next) {
    const token = c.env.OPERATOR_TOKEN;
    if (!token) return problem(c, 404);
    if (isSame(c.req.header('authorization') ?? '', `Bearer ${token}`)) return next();
    const refusal = problem(c, 401, { detail: 'Send the operator token as a bearer token.' });
    refusal.headers.set('www-authenticate', 'Bearer');
    return refusal;
  };
}

/** Takes the same time for every wrong text, so that the time gives no hint. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(toDigest(given), toDigest(expected));
}

function toDigest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
