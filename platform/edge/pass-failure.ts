import type { Context } from 'hono';
import type { Failure } from './call.ts';
import { problem } from './problem.ts';

/** The response of a worker that cannot answer because another could not: its refusal as it stands, else 503 or 504. */
export function passFailure(c: Context, failure: Failure): Response {
  const { detail, reason, errors } = failure.problem ?? {};
  const details = {
    ...(detail ? { detail } : {}),
    ...(reason ? { reason } : {}),
    ...(errors ? { errors } : {}),
    ...(failure.status === 429 && failure.retryAfter ? { retryAfter: failure.retryAfter } : {}),
  };
  if (failure.status < 500) return problem(c, failure.status, details);
  return problem(c, failure.reason === 'timeout' ? 504 : 503, details);
}
