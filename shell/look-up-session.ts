import { headers } from '@jogakbo/contracts/fragment';
import { Session, sessionPath, watchedSessionPath } from '@jogakbo/contracts/identity';
import { call } from '@jogakbo/edge/call';
import type { Context } from 'hono';
import { bffOf, type ShellEnv } from './bindings.ts';

/** The member of a session. `nobody` means that there is no such session, `unknown` that sessions cannot be looked up now. */
export type LoggedIn = { member: string } | 'nobody' | 'unknown';

/** The purpose of a look-up. */
export type LookUpUse = keyof typeof lookUpTimeoutMs;

/**
 * After this time the session counts as unknown. `glance` is for a page that needs no name in its header, `read` for a member's own data,
 * `write` for a change, which leaves the slice its part of the time, and `watch` for a stream that a browser keeps open. A stream is no
 * use of the session, so the session still ends on time.
 */
const lookUpTimeoutMs = { glance: 500, read: 1_500, write: 3_500, watch: 1_500 };

/** Looks up a session at the member slice. */
export async function lookUpSession(
  c: Context<ShellEnv>,
  session: string,
  use: LookUpUse,
): Promise<LoggedIn> {
  const member = bffOf(c.env, 'member');
  if (!member) return 'unknown';
  const found = await call(c, member, use === 'watch' ? watchedSessionPath : sessionPath, Session, {
    headers: { [headers.session]: session },
    within: lookUpTimeoutMs[use],
  });
  if (found.ok) return { member: found.value.member };
  return found.reason === 'not-found' ? 'nobody' : 'unknown';
}
