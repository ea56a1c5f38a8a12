import { problem } from '@jogakbo/edge/problem';
import type { Refusal } from './contract.ts';
import type { MemberContext } from './member-app.ts';

const statuses: Record<Refusal, number> = {
  'wrong-credentials': 401,
  'too-many-attempts': 429,
  'email-taken': 409,
  'common-password': 422,
  'own-name': 422,
  'wrong-password': 422,
  'too-many-addresses': 409,
  'invalid-token': 422,
  'confirmed-elsewhere': 409,
};

const messages: Partial<Record<Refusal, { field: string; message: string }>> = {
  'common-password': { field: 'password', message: 'is a common password' },
  'own-name': { field: 'password', message: 'must not be the name in the e-mail' },
  'wrong-password': { field: 'current', message: 'is not the current password' },
};

type Refused = { reason: Refusal; retryAfter?: number; limits?: Record<string, string> };

/** Answers with the problem of a refusal. @param refused `retryAfter` is in seconds, `limits` are headers */
export function refuse(c: MemberContext, { reason, retryAfter, limits = {} }: Refused): Response {
  const error = messages[reason];
  const refusal = problem(c, statuses[reason], {
    reason,
    ...(error ? { errors: [error] } : {}),
    ...(retryAfter ? { retryAfter } : {}),
  });
  for (const [name, value] of Object.entries(limits)) refusal.headers.set(name, value);
  return refusal;
}
