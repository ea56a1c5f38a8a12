import type { Attempts, Taken } from './attempts.ts';
import type { LogIn, Opened } from './contract.ts';
import type { MemberStore } from './member-store.ts';
import { type Cost, hashPassword, isOutdated, toDummyHash, verifyPassword } from './password.ts';
import type { SessionStore } from './session-store.ts';

/** What logging in and the like work with. `address` is the client's network address. */
export type Ports = {
  members: MemberStore;
  sessions: SessionStore;
  attempts: Attempts;
  cost: Cost;
  address: string;
};

export type LogInOutcome =
  | { ok: true; value: Opened }
  | { ok: false; reason: 'wrong-credentials' }
  | Extract<Taken, { ok: false }>;

const wrong = { ok: false, reason: 'wrong-credentials' } as const;

/** Opens a new session for whoever knows the password. Someone unknown takes as long as a wrong password. */
export async function logIn({ email, password }: LogIn, ports: Ports): Promise<LogInOutcome> {
  const { members, sessions, attempts, cost, address } = ports;
  const accountId = await members.toAccount(email);
  const taken = await attempts.take(accountId, address);
  if (!taken.ok) return taken;

  const account = await members.findAccount(email);
  const right = await verifyPassword(password, account?.password ?? toDummyHash(cost));
  if (!account || !right) return wrong;
  if (isOutdated(account.password, cost))
    await members.replacePassword(account.id, account.password, await hashPassword(password, cost));

  const session = await sessions.create(account.id);
  // Whoever changed the password meanwhile has ended the sessions of before, and this one is of after.
  const [member, now] = await Promise.all([members.read(account.id), members.readAccount(account.id)]);
  if (!member || !now || !(await isStill(now.password))) {
    await sessions.remove(session);
    return wrong;
  }
  await attempts.forgive(accountId, address);
  return { ok: true, value: { member, session } };

  async function isStill(kept: string): Promise<boolean> {
    return kept === account?.password || verifyPassword(password, kept);
  }
}
