import { headers } from '@jogakbo/contracts/fragment';
import type { Context } from 'hono';
import { adoptVisitor } from './adopt-visitor.ts';
import { withoutGrant } from './checkout-grant.ts';
import { toCookie } from './cookies.ts';
import type { Asker } from './read-asker.ts';
import type { ShellEnv } from './shell.ts';
import { createVisitorCookie, createVisitorId } from './visitor.ts';

/** Seconds a browser keeps a session's cookie; the member slice says when the session itself ends. */
const sessionLifetimeSeconds = 14 * 24 * 60 * 60;

/** Methods that change nothing. */
const reading = new Set(['GET', 'HEAD']);

/**
 * Adds to `response` what the browser is to keep after a slice has answered:
 * - the visitor's id, renewed by every change, so that it never ends before the cart;
 * - a session that began or ended. The checkout grant of before ends with it, and the visitor gets a new id.
 */
export async function keepCookies(
  c: Context<ShellEnv>,
  response: Response,
  { asker, answer }: { asker: Asker; answer: Response },
): Promise<void> {
  const session = answer.headers.get(headers.session);
  const cookies: string[] = [];
  if (session !== null) {
    cookies.push(toCookie(c, 'session', session, session ? sessionLifetimeSeconds : 0), withoutGrant(c));
  }
  let visitor = reading.has(c.req.method) ? undefined : await asker.visitor();
  if (session === '') visitor = createVisitorId();
  // A guest's cart is found by the visitor's id: the id stays until the cart is the member's.
  else if (session && visitor && (await adoptVisitor(c, session, visitor))) visitor = createVisitorId();
  if (visitor) cookies.push(await createVisitorCookie(c, visitor));
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
}
