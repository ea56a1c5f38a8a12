import type { Settings } from '../app/create-app.ts';
import { createMinter } from '../identity/create-minter.ts';
import { type Trace, toTrace } from '../logs/trace.ts';
import { createClock } from '../time/clock.ts';
import type { Caller } from './call.ts';

type Background = {
  /** The slices it will call. */
  audience: string[];
  /** The member on whose behalf; none for the house's own work. */
  member?: string | undefined;
  /** The trace that the work belongs to, such as that of the order; a new one where left out. */
  trace?: string | undefined;
  /** Milliseconds for all its calls together. */
  within?: number;
};

/**
 * A caller for work that no request waits for, such as a saga's step or a queue's message. It signs as the service itself, by
 * the service's own key.
 *
 * @example
 * const c = await createBackground(env, { audience: ['inventory'], member: order.member });
 * const reserved = await call(c, env.INVENTORY, paths.reservations, Reservation, { method: 'POST', body, identified: true });
 */
export async function createBackground(
  env: Settings & { IDENTITY_KEY: string },
  { audience, member, trace, within = 10_000 }: Background,
): Promise<Caller> {
  const now = createClock(env.DEV_NOW, env.DEV_NOW_SINCE);
  const token = await createMinter(env.IDENTITY_KEY)({ audience, member }, now());
  const own: Trace = trace ? { ...toTrace(undefined), id: trace } : toTrace(undefined);
  return {
    var: { trace: own, language: 'ko', token, expires: Date.now() + within },
    req: { raw: { signal: new AbortController().signal } },
  };
}
