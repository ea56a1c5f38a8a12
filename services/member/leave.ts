import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { attempt } from './attempt.ts';
import type { Taken } from './attempts.ts';
import type { Leaving } from './contract.ts';
import type { Account } from './member-store.ts';
import { matchPassword } from './password.ts';
import type { Ports } from './ports.ts';

type LeavePorts = Ports & {
  /** Statements of the transaction that erases the member. */
  also(account: Account): Promise<D1PreparedStatement[]>;
};

type LeaveOutcome = { ok: true } | { ok: false; reason: 'wrong-password' } | Extract<Taken, { ok: false }>;

/** Erases a member, if the password is right, and ends all of the member's sessions. */
export async function leave(
  account: Account,
  { password }: Leaving,
  ports: LeavePorts,
): Promise<LeaveOutcome> {
  const { members, sessions, derive } = ports;
  const { id } = account;
  return attempt(ports, 'logIn', account.account, async () => {
    if (!(await matchPassword(derive, password, [account.password])))
      return { ok: false, reason: 'wrong-password' };
    // Before erasing, since without this nothing may be erased. After it, for log-ins in between.
    await sessions.removeAll(id);
    await members.remove(account, await ports.also(account));
    await sessions.removeAll(id);
    return { ok: true };
  });
}
