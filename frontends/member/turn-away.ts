import { Session } from '@jogakbo/contracts/identity';
import { call } from '@jogakbo/edge/call';
import { paths } from '@jogakbo/member-bff/contract';
import { type FrontendContext, toPassed } from './to-passed.ts';

/**
 * Answers a member's form that came without a known member. It redirects to the log-in page, or answers 503 if the session cannot be
 * looked up now.
 */
export async function turnAway(c: FrontendContext, next = '/my'): Promise<Response> {
  const found = await call(c, c.env.BFF, paths.session, Session, { headers: toPassed(c) });
  if (!found.ok && found.reason === 'not-found')
    return c.redirect(`/login?next=${encodeURIComponent(next)}`, 303);
  return new Response(null, { status: 503 });
}
