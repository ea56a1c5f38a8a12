import { headers } from '@jogakbo/contracts/fragment';
import { problem } from '@jogakbo/edge/problem';
import { requireMember } from '@jogakbo/edge/require-identity';
import { validate } from '@jogakbo/edge/validate';
import { LogIn, SignUp } from './contract.ts';
import { logIn } from './log-in.ts';
import {
  type MemberApp,
  type MemberContext,
  openDone,
  openMailbox,
  openPorts,
  openSessions,
  sendMailsAfter,
  toKey,
  toMember,
} from './member-app.ts';
import { readName } from './read-name.ts';
import { refuse } from './refuse.ts';
import { signUp } from './sign-up.ts';

/** Adds the routes of signing up, logging in and out, and reading a session. */
export function addSessions(app: MemberApp): void {
  app.post('/members', validate('json', SignUp), async (c) => {
    const mailbox = await openMailbox(c);
    const outcome = await signUp(c.req.valid('json'), {
      ...(await openPorts(c)),
      now: c.var.now(),
      also: async (member, owner) => [
        c.var.publish('member.signed-up', { memberId: member.id }),
        ...(await mailbox.welcome(member, owner)),
      ],
    });
    if (!outcome.ok) return refuse(c, outcome);
    await endSession(c);
    sendMailsAfter(c);
    return c.json(outcome.value, 201);
  });

  app.post('/sessions', validate('json', LogIn), async (c) => {
    const outcome = await logIn(c.req.valid('json'), await openPorts(c));
    if (!outcome.ok) return refuse(c, outcome);
    await endSession(c);
    return c.json(outcome.value, 201);
  });

  app.get('/session', async (c) => {
    const session = c.req.header(headers.session);
    const found = session && (await openSessions(c).read(session, { watch: c.req.query('use') === 'watch' }));
    if (!found) return problem(c, 404);
    const name = c.req.query('with') === 'name' ? await readName(c, found) : undefined;
    return c.json({ member: found.member, name });
  });

  app.delete('/session', async (c) => {
    await endSession(c);
    return c.json({});
  });

  app.post('/me/sessions', requireMember(), async (c) => {
    const [sessions, done] = [openSessions(c), await openDone(c)];
    const sent = { member: toMember(c), form: 'sessions', key: toKey(c) };
    // The same form again must not end later sessions.
    if (!(await done.has(sent))) {
      await sessions.removeAll(toMember(c));
      await done.add(sent);
    }
    return c.json({ session: await sessions.create(toMember(c)) }, 201);
  });

  app.delete('/me/sessions', requireMember(), async (c) => {
    await openSessions(c).removeAll(toMember(c));
    return c.json({});
  });
}

/** Ends the session of the request. A log-in never continues it. */
export async function endSession(c: MemberContext): Promise<void> {
  const session = c.req.header(headers.session);
  if (session) await openSessions(c).remove(session);
}
