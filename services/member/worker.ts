import { createApp } from '@jogakbo/edge/create-app';
import { logFault } from '@jogakbo/edge/log';
import { flushOutbox } from '@jogakbo/edge/outbox';
import { problem, toProblemResponse } from '@jogakbo/edge/problem';
import { requireIssuer, requireMember } from '@jogakbo/edge/require-identity';
import { validate } from '@jogakbo/edge/validate';
import { addAddresses } from './add-addresses.ts';
import { addDisplayName } from './add-display-name.ts';
import { addSessions, refuse } from './add-sessions.ts';
import { changePassword } from './change-password.ts';
import { PasswordChange, ProfileChange } from './contract.ts';
import { openMemberKeys } from './keys.ts';
import { type Bindings, toMember, toPorts } from './member-app.ts';
import { rewrap } from './rewrap.ts';

/** How many rows of each table are encrypted anew a minute. */
const rewrapped = 50;

const app = createApp<Bindings>('member-service');

// What is a member's own is for the member's requests alone, which the shell signs; a service by itself has no business here.
for (const path of ['/me', '/me/*']) app.use(path, requireMember(), requireIssuer('shell'));

app.get('/me', async (c) => {
  const member = await (await toPorts(c)).members.read(toMember(c));
  return member ? c.json(member) : problem(c, 404);
});

app.put('/me', validate('json', ProfileChange), async (c) => {
  const { members } = await toPorts(c);
  await members.change(toMember(c), c.req.valid('json'));
  const member = await members.read(toMember(c));
  return member ? c.json(member) : problem(c, 404);
});

app.put('/me/password', validate('json', PasswordChange), async (c) => {
  const ports = await toPorts(c);
  const member = await ports.members.read(toMember(c));
  if (!member) return problem(c, 404);
  const outcome = await changePassword(member, c.req.valid('json'), ports);
  return outcome.ok ? c.json({ session: outcome.session }) : refuse(c, outcome);
});

addSessions(app);
addAddresses(app);
addDisplayName(app);

app.onError((error, c) => {
  if (error.name !== 'Away') return toProblemResponse(error, c, 'member-service');
  logFault('member-service', c.var.trace, error);
  return problem(c, 503, { reason: 'away', detail: 'Sessions cannot be reached right now.' });
});

export default {
  fetch: app.fetch,

  /** Each minute: tells of what could not be told of before, and encrypts anew what an older key encrypts. */
  async scheduled(_: unknown, env: Bindings): Promise<void> {
    await flushOutbox(env);
    await rewrap(env.DB, await openMemberKeys(env.MEMBER_KEYS), rewrapped);
  },
};
