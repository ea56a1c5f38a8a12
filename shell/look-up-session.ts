import { headers } from '@jogakbo/contracts/fragment';
import { Session, sessionPath, watchedSessionPath } from '@jogakbo/contracts/identity';
import { call } from '@jogakbo/edge/call';
import type { Context } from 'hono';
import { type ShellEnv, shellOf } from './shell.ts';

/** Whom a session belongs to; `unknown` where sessions cannot be looked up now. */
export type LoggedIn = { member: string } | 'nobody' | 'unknown';

/** What a session is looked up for. */
export type LookUpUse = keyof typeof lookUpTimeoutMs;

/**
 * Milliseconds after which a session counts as not to be looked up: for a page that can do without a name in its header, for what
 * is a member's own, for a change, of whose time the slice still needs its part, and for a stream that a browser keeps open by
 * itself: that is no use of the session, and does not keep it from ending.
 */
const lookUpTimeoutMs = { glance: 500, read: 1_500, write: 3_500, watch: 1_500 };

/** Asks the member slice, which keeps sessions. */
export async function lookUpSession(
  c: Context<ShellEnv>,
  session: string,
  use: LookUpUse,
): Promise<LoggedIn> {
  const member = shellOf(c.env).bffOf('member');
  if (!member) return 'unknown';
  const found = await call(c, member, use === 'watch' ? watchedSessionPath : sessionPath, Session, {
    headers: { [headers.session]: session },
    within: lookUpTimeoutMs[use],
  });
  if (found.ok) return { member: found.value.member };
  return found.reason === 'not-found' ? 'nobody' : 'unknown';
}
