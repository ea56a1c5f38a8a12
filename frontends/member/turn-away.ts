import { Session } from '@jogakbo/contracts/identity';
import { call } from '@jogakbo/edge/call';
import { paths } from '@jogakbo/member-bff/contract';
import { type FrontendContext, toPassed } from './to-passed.ts';

/**
 * The answer to a member's form from whom no member is known: to log in and back, unless there is a session that cannot be looked up
 * just now.
 */
export async function turnAway(c: FrontendContext): Promise<Response> {
  const found = await call(c, c.env.BFF, paths.session, Session, { headers: toPassed(c) });
  if (!found.ok && found.reason === 'not-found') return c.redirect('/login?next=%2Fmy', 303);
  return new Response(null, { status: 503 });
}
