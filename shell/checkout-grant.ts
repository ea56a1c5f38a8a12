import type { Context } from 'hono';
import type { ShellEnv } from './bindings.ts';
import { readCookie, toCookie } from './cookies.ts';
import { seal, sealedForm, unseal } from './seal.ts';

/** A member has this long to finish a checkout while sessions cannot be looked up. */
const grantLifetimeSeconds = 600;

/** Creates the cookie with which a member can place an order even if sessions can no longer be looked up. */
export async function createGrant(c: Context<ShellEnv>, member: string): Promise<string> {
  return toCookie(
    c,
    'grant',
    await seal(c, 'checkout-grant', member, grantLifetimeSeconds),
    grantLifetimeSeconds,
  );
}

/** Reads the member of a grant. It is undefined if there is no grant, or it is not valid. */
export async function readGrant(c: Context<ShellEnv>): Promise<string | undefined> {
  const grant = readCookie(c, 'grant', sealedForm);
  return grant === undefined ? undefined : unseal(c, 'checkout-grant', grant);
}

/** Makes the browser delete the grant, for example at log-out. */
export function withoutGrant(c: Context<ShellEnv>): string {
  return toCookie(c, 'grant', '', 0);
}
