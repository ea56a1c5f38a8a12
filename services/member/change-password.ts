import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { attempt } from './attempt.ts';
import type { Taken } from './attempts.ts';
import type { PasswordChange } from './contract.ts';
import { findWeakness, type Weakness } from './find-weakness.ts';
import type { Account, WholeMember } from './member-store.ts';
import { hashPassword, matchPassword } from './password.ts';
import type { Ports } from './ports.ts';

type ChangeOutcome =
  | { ok: true; session: string }
  | { ok: false; reason: Weakness | 'wrong-password' }
  | Extract<Taken, { ok: false }>;

const wrong = { ok: false, reason: 'wrong-password' } as const;

/**
 * Changes the password, ends all sessions, and opens a new one. It counts as an attempt even if it succeeds. Otherwise an account
 * with another person's e-mail could be used to guess that person's password.
 *
 * @param again whether the same form took effect before; then the new password is already the member's
 * @param also statements of the same transaction
 */
export async function changePassword(
  { member: { id, email }, account }: WholeMember,
  { current, password }: PasswordChange,
  ports: Ports,
  { again = false, also = [] }: { again?: boolean; also?: D1PreparedStatement[] } = {},
): Promise<ChangeOutcome> {
  const { sessions, derive } = ports;
  return attempt(ports, 'logIn', account.account, async () => {
    const isRight = async (given: string) =>
      (await matchPassword(derive, given, [account.password])) !== undefined;
    if (again && (await isRight(password))) return { ok: true, session: await sessions.create(id) };
    if (!(await isRight(current))) return wrong;
    const weakness = findWeakness(password, email);
    if (weakness) return { ok: false, reason: weakness };

    // Before the change, since without this nothing may change. After it, for log-ins with the old password in between.
    await sessions.removeAll(id);
    if (!(await setPassword(account, password, ports, also))) return wrong;
    await sessions.removeAll(id);
    return { ok: true, session: await sessions.create(id) };
  });
}

/**
 * Replaces a member's password, unless it has changed since it was read. If another member with the same e-mail has the same
 * password, the hash gets another salt, so that the answer does not reveal the other member.
 *
 * @param also statements of the same transaction
 * @returns false if the password has changed since it was read
 */
export async function setPassword(
  { id, account, password: from }: Account,
  password: string,
  { members, derive, cost }: Ports,
  also: D1PreparedStatement[] = [],
): Promise<boolean> {
  const salts = [await members.toSalt(account), crypto.getRandomValues(new Uint8Array(16))];
  for (const salt of salts) {
    const replaced = await members.replacePassword(
      id,
      from,
      await hashPassword(derive, password, salt, cost),
      also,
    );
    if (replaced !== 'taken') return replaced;
  }
  return false;
}
