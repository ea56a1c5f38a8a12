import { createService } from '@jogakbo/edge/create-service';
import { logFault } from '@jogakbo/edge/log';
import { problem, toProblemResponse } from '@jogakbo/edge/problem';
import { requireIssuer, requireMember } from '@jogakbo/edge/require-identity';
import { addAddresses } from './add-addresses.ts';
import { addApiClients } from './add-api-clients.ts';
import { addDisplayName } from './add-display-name.ts';
import { addGrants } from './add-grants.ts';
import { addMailbox } from './add-mailbox.ts';
import { addMe } from './add-me.ts';
import { addMoves } from './add-moves.ts';
import { addSessions } from './add-sessions.ts';
import { addWebhooks, takeWebhook } from './add-webhooks.ts';
import type { Busy } from './create-hash-pool.ts';
import { followOrders } from './follow-orders.ts';
import { createGrantStore } from './grant-store.ts';
import { openMemberKeys } from './keys.ts';
import { openDone, openMails } from './member-app.ts';
import type { MemberService } from './member-service.ts';
import { rewrap } from './rewrap.ts';
import { sendMails } from './send-mails.ts';
import { createTokenStore } from './token-store.ts';

export { PasswordHasher } from './password-hasher.ts';

/** The most rows of each table that one minute encrypts again. */
const rowsAtOnce = 50;

export default createService<MemberService>('member-service', {
  routes(app) {
    // A member's own data is for requests of that member, which the shell signs. Services have no access.
    for (const path of ['/me', '/me/*']) app.use(path, requireMember(), requireIssuer('shell'));

    addMe(app);
    addSessions(app);
    addMailbox(app);
    addAddresses(app);
    addDisplayName(app);
    addApiClients(app);
    addMoves(app);
    addGrants(app);
    addWebhooks(app);

    app.onError((error, c) => {
      if (error.name === 'Busy') {
        const { retryAfter } = error as Busy;
        return problem(c, 503, {
          reason: 'busy',
          detail: 'Too many passwords are being checked.',
          retryAfter,
        });
      }
      if (error.name !== 'Away') return toProblemResponse(error, c, 'member-service');
      logFault('member-service', c.var.trace, error);
      return problem(c, 503, { reason: 'away', detail: 'Sessions cannot be reached right now.' });
    });
  },
  followsTogether: followOrders,
  works: { queue: 'jogakbo-member-webhooks', take: takeWebhook },
  eachMinute: [
    async (c) => rewrap(c.env.DB, await openMemberKeys(c.env.MEMBER_KEYS), rowsAtOnce),
    async (c) => {
      const mails = await openMails(c);
      await sendMails(mails, c.env);
      await mails.removeOld();
    },
    (c) => createTokenStore(c.env.DB, c.var.now).removeExpired(),
    (c) => createGrantStore(c.env.DB, c.var.now).removeExpired(),
    async (c) => (await openDone(c)).removeExpired(),
  ],
});
