import { headers } from '@jogakbo/contracts/fragment';
import { toEvent, toOutboxStatement } from '@jogakbo/edge/outbox';
import { problem } from '@jogakbo/edge/problem';
import { requireMember } from '@jogakbo/edge/require-identity';
import { validate } from '@jogakbo/edge/validate';
import { LogIn, type Refusal, SignUp } from './contract.ts';
import { logIn } from './log-in.ts';
import {
  flush,
  type MemberApp,
  type MemberContext,
  toAbout,
  toMember,
  toPorts,
  toSessions,
} from './member-app.ts';
import { signUp } from './sign-up.ts';

/** Signing up, logging in and out, and whose a session is. */
export function addSessions(app: MemberApp): void {
  app.post('/members', validate('json', SignUp), async (c) => {
    const besides = (memberId: string) => [
      toOutboxStatement(c.env.DB, toEvent('member.signed-up', { memberId }, toAbout(c))),
    ];
    const outcome = await signUp(c.req.valid('json'), { ...(await toPorts(c)), now: c.var.now(), besides });
    if (!outcome.ok) return refuse(c, outcome);
    await endFormer(c);
    flush(c);
    return c.json(outcome.value, 201);
  });

  app.post('/sessions', validate('json', LogIn), async (c) => {
    const outcome = await logIn(c.req.valid('json'), await toPorts(c));
    if (!outcome.ok) return refuse(c, outcome);
    await endFormer(c);
    return c.json(outcome.value, 201);
  });

  app.get('/session', async (c) => {
    const session = c.req.header(headers.session);
    const member = session && (await toSessions(c).read(session));
    return member ? c.json({ member }) : problem(c, 404);
  });

  app.delete('/session', async (c) => {
    await endFormer(c);
    return c.json({});
  });

  app.post('/me/sessions', requireMember(), async (c) => {
    const sessions = toSessions(c);
    await sessions.removeAll(toMember(c));
    return c.json({ session: await sessions.create(toMember(c)) }, 201);
  });

  app.delete('/me/sessions', requireMember(), async (c) => {
    await toSessions(c).removeAll(toMember(c));
    return c.json({});
  });
}

/** A session that the request came with is never taken over: it ends. */
async function endFormer(c: MemberContext): Promise<void> {
  const session = c.req.header(headers.session);
  if (session) await toSessions(c).remove(session);
}

const statuses: Record<Refusal, number> = {
  'wrong-credentials': 401,
  'too-many-attempts': 429,
  'email-taken': 409,
  'common-password': 422,
  'own-name': 422,
  'wrong-password': 422,
  'too-many-addresses': 409,
};

const messages: Partial<Record<Refusal, { field: string; message: string }>> = {
  'email-taken': { field: 'email', message: 'has an account already' },
  'common-password': { field: 'password', message: 'is among those that are tried first' },
  'own-name': { field: 'password', message: 'must not be the name in the e-mail' },
  'wrong-password': { field: 'current', message: 'is not the password' },
};

type Refused = { reason: Refusal; retryAfter?: number; limits?: Record<string, string> };

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
