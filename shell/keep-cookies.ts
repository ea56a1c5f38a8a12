import type { Context } from 'hono';
import { withoutGrant } from './checkout-grant.ts';
import { toSessionCookie } from './cookies.ts';
import type { Asker } from './identity.ts';
import type { ShellEnv } from './shell.ts';

/**
 * Adds to `response` what a slice's answer makes the browser keep: a visitor's new id, and a session begun or ended, with which a
 * checkout grant of before ends.
 */
export function keepCookies(
  c: Context<ShellEnv>,
  response: Response,
  { asker, answer }: { asker: Asker; answer: Response },
): void {
  const session = toSessionCookie(c, answer);
  for (const cookie of [asker.cookie, session, session && withoutGrant(c)]) {
    if (cookie) response.headers.append('set-cookie', cookie);
  }
}
