import { createClock } from '@jogakbo/edge/clock';
import { createApp } from '@jogakbo/edge/create-app';
import { logFault } from '@jogakbo/edge/log';
import { flushOutbox } from '@jogakbo/edge/outbox';
import { problem, toProblemResponse } from '@jogakbo/edge/problem';
import { requireIssuer, requireMember } from '@jogakbo/edge/require-identity';
import { addAddresses } from './add-addresses.ts';
import { addDisplayName } from './add-display-name.ts';
import { addMailbox } from './add-mailbox.ts';
import { addMe } from './add-me.ts';
import { addSessions } from './add-sessions.ts';
import type { Busy } from './create-hash-pool.ts';
import { openMemberKeys } from './keys.ts';
import { type Bindings, openDone, openMails } from './member-app.ts';
import { rewrap } from './rewrap.ts';
import { sendMails } from './send-mails.ts';
import { createTokenStore } from './token-store.ts';

export { PasswordHasher } from './password-hasher.ts';

/** How many rows of each table are encrypted anew a minute. */
const rewrapped = 50;

const app = createApp<Bindings>('member-service');

// What is a member's own is for the member's requests alone, which the shell signs; a service by itself has no business here.
for (const path of ['/me', '/me/*']) app.use(path, requireMember(), requireIssuer('shell'));

addMe(app);
addSessions(app);
addMailbox(app);
addAddresses(app);
addDisplayName(app);

app.onError((error, c) => {
  if (error.name === 'Busy') {
    const { retryAfter } = error as Busy;
    return problem(c, 503, { reason: 'busy', detail: 'Too many passwords are being checked.', retryAfter });
  }
  if (error.name !== 'Away') return toProblemResponse(error, c, 'member-service');
  logFault('member-service', c.var.trace, error);
  return problem(c, 503, { reason: 'away', detail: 'Sessions cannot be reached right now.' });
});

export default {
  fetch: app.fetch,

  /** Each minute: sends what could not be sent before, re-encrypts what an older key encrypts, and drops what has expired. */
  async scheduled(_: unknown, env: Bindings): Promise<void> {
    const [mails, done] = await Promise.all([openMails(env), openDone(env)]);
    const work = await Promise.allSettled([
      flushOutbox(env),
      openMemberKeys(env.MEMBER_KEYS).then((keys) => rewrap(env.DB, keys, rewrapped)),
      sendMails(mails, env).then(() => mails.removeOld()),
      createTokenStore(env.DB, createClock(env.DEV_NOW, env.DEV_NOW_SINCE)).removeExpired(),
      done.removeExpired(),
    ]);
    for (const each of work)
      if (each.status === 'rejected') logFault('member-service', undefined, each.reason);
  },
};
