import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { problem } from '../app/problem.ts';

/** The secret by which operators are known. Where it is not set, what it guards does not exist. */
export type OperatorSettings = { OPERATOR_TOKEN?: string };

/** Lets in whoever sends `authorization: Bearer <OPERATOR_TOKEN>`; 401 else. */
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

/** Takes as long for a near miss as for a far one, whatever the lengths. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(toDigest(given), toDigest(expected));
}

function toDigest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
