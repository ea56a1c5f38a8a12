import { headers } from '@jogakbo/contracts/fragment';
import type { Context } from 'hono';
import { adoptVisitor } from './adopt-visitor.ts';
import type { ShellEnv } from './bindings.ts';
import { withoutGrant } from './checkout-grant.ts';
import { toCookie } from './cookies.ts';
import type { Asker } from './read-asker.ts';
import { createVisitorCookie, createVisitorId } from './visitor.ts';

/** A browser keeps the cookie of a session this long. The member slice decides when the session itself ends. */
const sessionLifetimeSeconds = 14 * 24 * 60 * 60;

/** The methods that change nothing. */
const reading = new Set(['GET', 'HEAD']);

/**
 * Adds cookies to `response` after a slice has answered:
 *
 * - the visitor's id, which every change renews, so it never ends before the cart;
 * - a session that began or ended. Then the old checkout grant is deleted, and the visitor gets a new id.
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
  // The visitor's id leads to a guest's cart, so the id stays until the member has the cart.
  else if (session && visitor && (await adoptVisitor(c, session, visitor))) visitor = createVisitorId();
  if (visitor) cookies.push(await createVisitorCookie(c, visitor));
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
}
