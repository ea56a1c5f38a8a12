import type { RequestVariables } from '../app/create-app.ts';
import { createMinter } from '../identity/create-minter.ts';
import { toTrace } from '../logs/trace.ts';
import type { Caller } from './call.ts';

/** The part of `ServiceContext` that is needed here. */
type Work = {
  env: { IDENTITY_KEY: string };
  var: Pick<RequestVariables, 'trace' | 'now'> & Partial<Pick<RequestVariables, 'versions'>>;
};

type Options = {
  /** The slices that it will call with `identified`; empty if none. */
  audience: string[];
  /** The member that the calls are made for; left out for the shop's own work. */
  member?: string | undefined;
  /** The id of the trace that the calls belong to, such as that of an order. The default is the trace of the work. */
  trace?: string | undefined;
  /** Milliseconds for all its calls together. */
  within?: number;
};

/**
 * Creates a caller that signs as the service itself, with its own key. Use it for work without a request, such as a step of a saga,
 * and for calls that a shopper's token does not allow.
 *
 * @example
 * const caller = await createServiceCaller(c, { audience: ['inventory'], member: order.member });
 * const reserved = await call(caller, c.env.INVENTORY, paths.reservations, Reservation, { method: 'POST', body, identified: true });
 */
export async function createServiceCaller(
  { env, var: work }: Work,
  { audience, member, trace = work.trace.id, within = 10_000 }: Options,
): Promise<Caller> {
  const mint = () => createMinter(env.IDENTITY_KEY)({ audience, member }, work.now());
  return {
    var: {
      trace: { ...toTrace(undefined), id: trace },
      language: 'ko',
      token: audience.length > 0 ? await mint() : undefined,
      expires: Date.now() + within,
      versions: work.versions,
    },
    req: { raw: { signal: new AbortController().signal } },
  };
}
