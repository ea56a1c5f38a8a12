import { problem } from '@jogakbo/edge/problem';
import { requireMember } from '@jogakbo/edge/require-identity';
import { validate } from '@jogakbo/edge/validate';
import { endSession } from './add-sessions.ts';
import { Confirmation, type MailList, PasswordReset, ResetRequest } from './contract.ts';
import {
  type MemberApp,
  openAttempts,
  openDone,
  openMailbox,
  openMails,
  openPorts,
  openTokens,
  sendMailsAfter,
  toAddress,
  toKey,
  toMember,
} from './member-app.ts';
import { refuse } from './refuse.ts';
import { resetPassword } from './reset-password.ts';
import { isLocal } from './send-mails.ts';

/** Adds the routes that mail links: to confirm an e-mail, and to replace a forgotten password. */
export function addMailbox(app: MemberApp): void {
  app.post('/confirmations', validate('json', Confirmation), async (c) => {
    const { members } = await openPorts(c);
    const tokens = openTokens(c);
    const found = await tokens.find('confirm', c.req.valid('json').token);
    const account = found && (await members.readAccount(found.member));
    if (!found || !account) return refuse(c, { reason: 'invalid-token' });
    if (account.confirmed) return c.json({});
    if (!(await members.confirm(account.id, c.var.now(), [tokens.toUse(found)])))
      return refuse(c, { reason: 'confirmed-elsewhere' });
    return c.json({});
  });

  app.post('/me/confirmation', requireMember(), async (c) => {
    const { members } = await openPorts(c);
    const done = await openDone(c);
    const sent = { member: toMember(c), form: 'confirmation', key: toKey(c) };
    const { whole, results } = await members.readWhole(sent.member, await done.toSelect(sent));
    if (done.isFound(results)) return c.json({}, 202);
    if (!whole) return problem(c, 404);
    const { member, account } = whole;
    const statements = await done.toInsert(sent);
    if (!member.confirmed) {
      const others = await members.findAccounts(account.account);
      const owner = others.find(({ confirmed }) => confirmed);
      statements.push(...(await (await openMailbox(c)).welcome(member, owner)));
    }
    if (statements.length > 0) await c.env.DB.batch(statements);
    sendMailsAfter(c);
    return c.json({}, 202);
  });

  app.post('/password-resets', validate('json', ResetRequest), async (c) => {
    const { email, language } = c.req.valid('json');
    const taken = await openAttempts(c).takeReset(toAddress(c));
    if (!taken.ok) return refuse(c, taken);
    const done = await openDone(c);
    const sent = { member: 'guest', form: 'reset-request', key: toKey(c), content: email };
    if (await done.has(sent)) return c.json({}, 202);
    const statements = [
      ...(await (await openMailbox(c)).reset(email, language)),
      ...(await done.toInsert(sent)),
    ];
    if (statements.length > 0) await c.env.DB.batch(statements);
    sendMailsAfter(c);
    return c.json({}, 202);
  });

  app.put('/password-resets', validate('json', PasswordReset), async (c) => {
    const done = await openDone(c);
    const input = c.req.valid('json');
    const sent = { member: 'guest', form: 'reset', key: toKey(c), content: input.token };
    const tokens = openTokens(c);
    const also = await done.toInsert(sent);
    const ports = { ...(await openPorts(c)), tokens, now: c.var.now(), also };
    const { found, results } = await tokens.findWith('reset', input.token, await done.toSelect(sent));
    const outcome = await resetPassword(input, found, ports, done.isFound(results));
    if (!outcome.ok) return refuse(c, outcome);
    await endSession(c);
    return c.json(outcome.value, 201);
  });

  app.get('/dev/mails', async (c) => {
    if (!isLocal(c.env)) return problem(c, 404);
    return c.json({ mails: await (await openMails(c)).list() } satisfies MailList);
  });
}
