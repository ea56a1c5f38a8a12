import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { Taken } from './attempts.ts';
import type { Opened, SignUp } from './contract.ts';
import { findWeakness, type Weakness } from './find-weakness.ts';
import { logIn, type Ports } from './log-in.ts';
import { hashPassword } from './password.ts';

type SignUpPorts = Ports & {
  now: number;
  /** What is written with the member whose id it is given. */
  besides(id: string): D1PreparedStatement[];
};

export type SignUpOutcome =
  | { ok: true; value: Opened }
  | { ok: false; reason: Weakness | 'email-taken' }
  | Extract<Taken, { ok: false }>;

/** Makes a member and logs them in. */
export async function signUp(input: SignUp, ports: SignUpPorts): Promise<SignUpOutcome> {
  const { members, sessions, attempts, cost } = ports;
  const { name, email, password, language } = input;
  const weakness = findWeakness(password, email);
  if (weakness) return { ok: false, reason: weakness };
  const taken = await attempts.takeSignUp(ports.address);
  if (!taken.ok) return taken;

  const member = { id: crypto.randomUUID(), name, email, language };
  const kept = await hashPassword(password, cost);
  if (await members.add(member, kept, ports.now, ports.besides(member.id)))
    return { ok: true, value: { member, session: await sessions.create(member.id) } };

  // A form that was sent twice, or a member who forgot to be one: who knows the password is let in.
  const known = await logIn({ email, password }, ports);
  return known.ok || known.reason === 'too-many-attempts' ? known : { ok: false, reason: 'email-taken' };
}
