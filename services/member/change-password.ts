import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { attempt } from './attempt.ts';
import type { Taken } from './attempts.ts';
import type { Member, PasswordChange } from './contract.ts';
import { findWeakness, type Weakness } from './find-weakness.ts';
import type { Account } from './member-store.ts';
import { hashPassword, matchPassword } from './password.ts';
import type { Ports } from './ports.ts';

export type ChangeOutcome =
  | { ok: true; session: string }
  | { ok: false; reason: Weakness | 'wrong-password' }
  | Extract<Taken, { ok: false }>;

const wrong = { ok: false, reason: 'wrong-password' } as const;

/**
 * Changes the password and logs out everywhere; this browser goes on with a new session. It counts as an attempt even where it
 * succeeds, since an account made at another's e-mail must not serve to try the other's password.
 *
 * @param again whether the same form was carried out before: then the new password is the member's already
 */
export async function changePassword(
  { id, email }: Member,
  { current, password }: PasswordChange,
  ports: Ports,
  again = false,
): Promise<ChangeOutcome> {
  const { members, sessions, derive } = ports;
  const account = await members.readAccount(id);
  if (!account) return wrong;
  return attempt(ports, 'logIn', account.account, async () => {
    const isRight = async (given: string) =>
      (await matchPassword(derive, given, [account.password])) !== undefined;
    if (again && (await isRight(password))) return { ok: true, session: await sessions.create(id) };
    if (!(await isRight(current))) return wrong;
    const weakness = findWeakness(password, email);
    if (weakness) return { ok: false, reason: weakness };

    // Before, as without it nothing may change; and after, for who logged in by the old one in between.
    await sessions.removeAll(id);
    if (!(await setPassword(account, password, ports))) return wrong;
    await sessions.removeAll(id);
    return { ok: true, session: await sessions.create(id) };
  });
}

/**
 * Replaces a member's password, unless it changed meanwhile. Where another member of the same e-mail has the new one already,
 * it gets a salt of its own: the answer must not tell whose password it is.
 *
 * @param besides what else is written with it
 */
export async function setPassword(
  { id, account, password: from }: Account,
  password: string,
  { members, derive, cost }: Ports,
  besides: D1PreparedStatement[] = [],
): Promise<boolean> {
  const salts = [await members.toSalt(account), crypto.getRandomValues(new Uint8Array(16))];
  for (const salt of salts) {
    const replaced = await members.replacePassword(
      id,
      from,
      await hashPassword(derive, password, salt, cost),
      besides,
    );
    if (replaced !== 'taken') return replaced;
  }
  return false;
}
