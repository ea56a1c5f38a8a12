import type { Context } from 'hono';
import { readCookie, toCookie } from './cookies.ts';
import { seal, sealedForm, unseal } from './seal.ts';
import type { ShellEnv } from './shell.ts';

/** Seconds for which a checkout that was begun may be finished while sessions cannot be looked up. */
const grantLifetimeSeconds = 600;

/** The cookie by which a member who opened the checkout can place the order even if sessions are out of reach by then. */
export async function createGrant(c: Context<ShellEnv>, member: string): Promise<string> {
  return toCookie(
    c,
    'grant',
    await seal(c, 'checkout-grant', member, grantLifetimeSeconds),
    grantLifetimeSeconds,
  );
}

/** The member whom a grant names, if it holds. */
export async function readGrant(c: Context<ShellEnv>): Promise<string | undefined> {
  const grant = readCookie(c, 'grant', sealedForm);
  return grant === undefined ? undefined : unseal(c, 'checkout-grant', grant);
}

/** Makes the browser forget it, as logging out must. */
export function withoutGrant(c: Context<ShellEnv>): string {
  return toCookie(c, 'grant', '', 0);
}
