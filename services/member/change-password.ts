import type { Taken } from './attempts.ts';
import type { Member, PasswordChange } from './contract.ts';
import { findWeakness, type Weakness } from './find-weakness.ts';
import type { Ports } from './log-in.ts';
import { hashPassword, verifyPassword } from './password.ts';

export type ChangeOutcome =
  | { ok: true; session: string }
  | { ok: false; reason: Weakness | 'wrong-password' }
  | Extract<Taken, { ok: false }>;

const wrong = { ok: false, reason: 'wrong-password' } as const;

/** Changes the password and logs out everywhere; this browser goes on with a new session. */
export async function changePassword(
  member: Member,
  { current, password }: PasswordChange,
  { members, sessions, attempts, cost, address }: Ports,
): Promise<ChangeOutcome> {
  const account = await members.readAccount(member.id);
  if (!account) return wrong;
  const taken = await attempts.take(account.account, address);
  if (!taken.ok) return taken;
  if (!(await verifyPassword(current, account.password))) return wrong;
  await attempts.forgive(account.account, address);
  const weakness = findWeakness(password, member.email);
  if (weakness) return { ok: false, reason: weakness };

  // Before, as without it nothing may change; and after, for who logged in by the old one in between.
  await sessions.removeAll(member.id);
  const kept = await hashPassword(password, cost);
  if (!(await members.replacePassword(member.id, account.password, kept))) return wrong;
  await sessions.removeAll(member.id);
  return { ok: true, session: await sessions.create(member.id) };
}
