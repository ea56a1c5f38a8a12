import { attempt } from './attempt.ts';
import type { Taken } from './attempts.ts';
import type { LogIn, Opened } from './contract.ts';
import type { Account } from './member-store.ts';
import { hashPassword, isOutdated, matchPassword, toDummyHash } from './password.ts';
import type { Ports } from './ports.ts';

type LogInOutcome =
  | { ok: true; value: Opened }
  | { ok: false; reason: 'wrong-credentials' }
  | Extract<Taken, { ok: false }>;

const wrong = { ok: false, reason: 'wrong-credentials' } as const;

/** Opens a new session if the password is right. An unknown e-mail takes as long as a wrong password. */
export async function logIn({ email, password }: LogIn, ports: Ports): Promise<LogInOutcome> {
  const { members, attempts, derive, cost, address } = ports;
  const accountId = await members.toAccount(email);
  return attempt(ports, 'logIn', accountId, async () => {
    const accounts = await members.findAccounts(accountId);
    const salt = await members.toSalt(accountId);
    const kept = accounts.map((each) => each.password);
    const right = await matchPassword(derive, password, kept.length > 0 ? kept : [toDummyHash(cost, salt)]);
    const account = accounts.find((each) => each.password === right);
    if (!account) return wrong;
    if (isOutdated(account.password, cost, salt)) {
      const renewed = await hashPassword(derive, password, salt, cost);
      await members.replacePassword(account.id, account.password, renewed);
    }
    const entered = await openSession(account, password, ports);
    // An account with another person's e-mail must not clear the failed attempts for that person's account.
    const clears = account.confirmed || accounts.length === 1;
    if (entered.ok) await attempts.forgive(accountId, address, clears);
    return entered;
  });
}

/** Opens a session for a member whose password is right. */
export async function openSession(
  account: Account,
  password: string,
  { members, sessions, derive }: Ports,
): Promise<{ ok: true; value: Opened } | typeof wrong> {
  const session = await sessions.create(account.id);
  // A password change in between has ended all older sessions, but not this one. So the password is compared again.
  const { whole } = await members.readWhole(account.id);
  const still =
    whole &&
    (whole.account.password === account.password ||
      (await matchPassword(derive, password, [whole.account.password])) !== undefined);
  if (still) return { ok: true, value: { member: whole.member, session } };
  await sessions.remove(session);
  return wrong;
}
