import { logFault } from '@jogakbo/edge/log';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { changePassword } from './change-password.ts';
import { Leaving, PasswordChange, ProfileChange } from './contract.ts';
import { leave } from './leave.ts';
import {
  type MemberApp,
  openDone,
  openMailbox,
  openPorts,
  sendMailsAfter,
  toKey,
  toMember,
} from './member-app.ts';
import { refuse } from './refuse.ts';

/** Adds the routes of a member's own data: name, language, password, and leaving. `requireMember` comes before them. */
export function addMe(app: MemberApp): void {
  app.get('/me', async (c) => {
    const member = await (await openPorts(c)).members.read(toMember(c));
    return member ? c.json(member) : problem(c, 404);
  });

  app.put('/me', validate('json', ProfileChange), async (c) => {
    const { members, sessions } = await openPorts(c);
    const done = await openDone(c);
    const change = c.req.valid('json');
    const sent = { member: toMember(c), form: 'profile', key: toKey(c), content: change };
    // The same form again must not undo later changes.
    if (!(await done.has(sent))) {
      await members.change(toMember(c), change);
      const name = await members.sealName(toMember(c), change.name);
      // Without Redis no session can be read either, so no page shows the old name for longer than it is kept.
      await Promise.all([
        done.add(sent),
        sessions
          .keepName(toMember(c), name, { changed: true })
          .catch((error) => logFault('member-service', c.var.trace, error)),
      ]);
    }
    const member = await members.read(toMember(c));
    return member ? c.json(member) : problem(c, 404);
  });

  app.put('/me/password', validate('json', PasswordChange), async (c) => {
    const ports = await openPorts(c);
    const done = await openDone(c);
    const member = await ports.members.read(toMember(c));
    if (!member) return problem(c, 404);
    const sent = { member: member.id, form: 'password', key: toKey(c) };
    const outcome = await changePassword(member, c.req.valid('json'), ports, await done.has(sent));
    if (!outcome.ok) return refuse(c, outcome);
    await done.add(sent);
    return c.json({ session: outcome.session });
  });

  app.post('/me/leaving', validate('json', Leaving), async (c) => {
    const ports = await openPorts(c);
    const member = await ports.members.read(toMember(c));
    const outcome = await leave(toMember(c), c.req.valid('json'), {
      ...ports,
      also: async ({ account }) => [
        c.var.publish('member.left', { memberId: toMember(c) }),
        ...(member ? await (await openMailbox(c)).farewell(member, account) : []),
      ],
    });
    if (!outcome.ok) return refuse(c, outcome);
    sendMailsAfter(c);
    return c.json({});
  });
}
