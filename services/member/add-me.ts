import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { changePassword } from './change-password.ts';
import { changeProfile } from './change-profile.ts';
import { Leaving, MeQuery, PasswordChange, ProfileChange } from './contract.ts';
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
import { readWithAddresses } from './read-with-addresses.ts';
import { refuse } from './refuse.ts';

/** Adds the routes of a member's own data: name, language, password, and leaving. `requireMember` comes before them. */
export function addMe(app: MemberApp): void {
  app.get('/me', validate('query', MeQuery), async (c) => {
    if (c.req.valid('query').with) {
      const own = await readWithAddresses(c);
      return own ? c.json(own) : problem(c, 404);
    }
    const member = await (await openPorts(c)).members.read(toMember(c));
    return member ? c.json(member) : problem(c, 404);
  });

  app.put('/me', validate('json', ProfileChange), async (c) => {
    const member = await changeProfile(c, c.req.valid('json'));
    return member ? c.json(member) : problem(c, 404);
  });

  app.put('/me/password', validate('json', PasswordChange), async (c) => {
    const ports = await openPorts(c);
    const done = await openDone(c);
    const sent = { member: toMember(c), form: 'password', key: toKey(c) };
    const { whole, results } = await ports.members.readWhole(sent.member, await done.toSelect(sent));
    if (!whole) return problem(c, 404);
    const outcome = await changePassword(whole, c.req.valid('json'), ports, {
      again: done.isFound(results),
      also: await done.toInsert(sent),
    });
    if (!outcome.ok) return refuse(c, outcome);
    return c.json({ session: outcome.session });
  });

  app.post('/me/leaving', validate('json', Leaving), async (c) => {
    const ports = await openPorts(c);
    const { whole } = await ports.members.readWhole(toMember(c));
    // The same form was sent twice, or another device has erased the member.
    if (!whole) return c.json({});
    const outcome = await leave(whole.account, c.req.valid('json'), {
      ...ports,
      also: async ({ account }) => [
        c.var.publish('member.left', { memberId: toMember(c) }),
        ...(await (await openMailbox(c)).farewell(whole.member, account)),
      ],
    });
    if (!outcome.ok) return refuse(c, outcome);
    sendMailsAfter(c);
    return c.json({});
  });
}
