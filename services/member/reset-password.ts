import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { attempt } from './attempt.ts';
import type { Taken } from './attempts.ts';
import { setPassword } from './change-password.ts';
import type { Opened, PasswordReset } from './contract.ts';
import { findWeakness, type Weakness } from './find-weakness.ts';
import { matchPassword } from './password.ts';
import type { Ports } from './ports.ts';
import type { FoundToken, TokenStore } from './token-store.ts';

type ResetPorts = Ports & {
  tokens: TokenStore;
  now: number;
  /** Statements of the transaction that sets the password. */
  also: D1PreparedStatement[];
};

type ResetOutcome =
  | { ok: true; value: Opened }
  | { ok: false; reason: Weakness | 'invalid-token' }
  | Extract<Taken, { ok: false }>;

const invalid = { ok: false, reason: 'invalid-token' } as const;

/**
 * Sets a new password with the token of a mailed link, and logs in. The link proves that the mailbox is the member's, so the e-mail is
 * confirmed, too. A link works once. The same form again logs in with the password that it set.
 *
 * @param found the token, if there is one
 * @param again whether the same form took effect before
 */
export async function resetPassword(
  { password }: PasswordReset,
  found: FoundToken | undefined,
  ports: ResetPorts,
  again: boolean,
): Promise<ResetOutcome> {
  const { members, sessions, tokens, attempts, derive, now, address } = ports;
  const whole = found && (await members.readWhole(found.member)).whole;
  if (!whole || (found.used && !again)) return invalid;
  const { member, account } = whole;
  const weakness = findWeakness(password, member.email);
  if (weakness) return { ok: false, reason: weakness };

  return attempt(ports, 'logIn', account.account, async () => {
    if (found.used) {
      if (!(await matchPassword(derive, password, [account.password]))) return invalid;
    } else {
      if (!(await tokens.use(found))) return invalid;
      try {
        await sessions.removeAll(account.id);
        if (!(await setPassword(account, password, ports, ports.also))) {
          await tokens.release(found);
          return invalid;
        }
      } catch (error) {
        await tokens.release(found);
        throw error;
      }
      await members.confirm(account.id, now, []);
      await sessions.removeAll(account.id);
      await attempts.forgive(account.account, address, true);
    }
    const session = await sessions.create(account.id);
    return { ok: true, value: { member: { ...member, confirmed: true }, session } };
  });
}
