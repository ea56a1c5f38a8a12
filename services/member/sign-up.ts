import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { attempt } from './attempt.ts';
import type { Taken } from './attempts.ts';
import type { Member, Opened, SignUp } from './contract.ts';
import { findWeakness, type Weakness } from './find-weakness.ts';
import { openSession } from './log-in.ts';
import type { Account } from './member-store.ts';
import { hashPassword, matchPassword } from './password.ts';
import type { Ports } from './ports.ts';

type SignUpPorts = Ports & {
  now: number;
  /**
   * Statements of the transaction that adds the member, with the mail.
   *
   * @param owner the member who has already confirmed this e-mail
   */
  also(member: Member, owner: Account | undefined): Promise<D1PreparedStatement[]>;
};

type SignUpOutcome =
  | { ok: true; value: Opened }
  | { ok: false; reason: Weakness | 'wrong-credentials' }
  | Extract<Taken, { ok: false }>;

/**
 * Adds a member and logs in. An e-mail that already has a member gets another one. So the answer is the same in both cases, and only
 * the owner of the mailbox learns about the other member. The e-mail with the right password of an existing member logs in as that
 * member.
 */
export async function signUp(input: SignUp, ports: SignUpPorts): Promise<SignUpOutcome> {
  const { members, sessions, derive, cost } = ports;
  const { name, email, password, language, consent } = input;
  const weakness = findWeakness(password, email);
  if (weakness) return { ok: false, reason: weakness };
  const accountId = await members.toAccount(email);
  return attempt(ports, 'signUp', accountId, async () => {
    const kept = await hashPassword(derive, password, await members.toSalt(accountId), cost);
    const accounts = await members.findAccounts(accountId);
    // The form was sent twice, or the member has forgotten about the account.
    const known = await findKnown(accounts);
    if (known) return openSession(known, password, ports);

    const member = { id: crypto.randomUUID(), name, email, language, confirmed: false };
    const owner = accounts.find(({ confirmed }) => confirmed);
    const added = { createdAt: ports.now, consentedAt: consent ? ports.now : undefined };
    if (await members.add(member, kept, added, await ports.also(member, owner)))
      return { ok: true, value: { member, session: await sessions.create(member.id) } };
    // The same form was sent at the same time.
    const other = await findKnown(await members.findAccounts(accountId));
    return other ? openSession(other, password, ports) : { ok: false, reason: 'wrong-credentials' };

    async function findKnown(among: Account[]): Promise<Account | undefined> {
      const all = among.map((each) => each.password);
      const right = await matchPassword(derive, password, all, kept);
      return among.find((each) => each.password === right);
    }
  });
}
