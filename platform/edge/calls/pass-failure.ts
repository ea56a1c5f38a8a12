import type { Context } from 'hono';
import { problem } from '../app/problem.ts';
import type { Failure } from './call.ts';

/** Answers with the failure of another worker: its 4xx unchanged, else 503 or 504. */
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

/**
 * Answers 503, or 504 after a timeout, whatever the failure is. Use it if the requested thing exists, so that a 404 of another worker
 * is never taken for its absence.
 */
export function answerUnavailable(c: Context, failure: Failure): Response {
  return problem(c, failure.reason === 'timeout' ? 504 : 503);
}
