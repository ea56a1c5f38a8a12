import type { Context } from 'hono';
import type { ShellEnv } from '../bindings.ts';
import { readCookie, toCookie } from '../cookies.ts';

/** A browser follows about twenty redirects before it gives up. */
const mostHops = 10;
const hopLifetimeSeconds = 10;

/**
 * Counts the redirects that a visitor has followed one after another, in a cookie, since a circle may have several addresses.
 *
 * @param isRedirect whether the answer is one more redirect
 * @returns the cookie to set, if any, and whether the visitor goes in circles
 */
export function countHops(c: Context<ShellEnv>, isRedirect: boolean): { cookie?: string; isCircle: boolean } {
  const known = readCookie(c, 'hops', /^\d{1,2}$/);
  if (!isRedirect || Number(known ?? 0) >= mostHops) {
    const ended = known === undefined ? {} : { cookie: toCookie(c, 'hops', '', 0) };
    return { ...ended, isCircle: isRedirect };
  }
  return { cookie: toCookie(c, 'hops', String(Number(known ?? 0) + 1), hopLifetimeSeconds), isCircle: false };
}
