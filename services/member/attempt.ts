import type { AttemptKind, Taken } from './attempts.ts';
import type { Ports } from './ports.ts';

/**
 * Does work that checks a password, within the limits of its account and network. If the work throws, since a store or the hashing
 * was away, the attempt is given back.
 *
 * @param accountId the keyed hash of the e-mail
 * @returns the outcome of the work, or the limit that refuses the attempt
 */
export async function attempt<Outcome>(
  { attempts, address }: Pick<Ports, 'attempts' | 'address'>,
  kind: AttemptKind,
  accountId: string,
  work: () => Promise<Outcome>,
): Promise<Outcome | Extract<Taken, { ok: false }>> {
  const taken = await attempts.take(kind, accountId, address);
  if (!taken.ok) return taken;
  try {
    return await work();
  } catch (error) {
    // If this fails too, the caller still gets the first error.
    await attempts.giveBack(kind, accountId, address).catch(() => {});
    throw error;
  }
}
