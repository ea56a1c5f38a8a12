import type { Context } from 'hono';
import { problem } from '../app/problem.ts';
import type { Failure } from './call.ts';

/** The response of a worker that cannot answer because another could not: the other's 4xx as it is, else 503 or 504. */
export function passFailure(c: Context, failure: Failure): Response {
  const { detail, reason, errors } = failure.problem ?? {};
  const details = {
    ...(detail ? { detail } : {}),
    ...(reason ? { reason } : {}),
    ...(errors ? { errors } : {}),
    ...(failure.retryAfter && [429, 503].includes(failure.status) ? { retryAfter: failure.retryAfter } : {}),
  };
  if (failure.reason === 'refused' || failure.reason === 'not-found') {
    const refusal = problem(c, failure.status, details);
    for (const [name, value] of Object.entries(failure.limits ?? {})) refusal.headers.set(name, value);
    return refusal;
  }
  return problem(c, failure.reason === 'timeout' ? 504 : 503, details);
}
