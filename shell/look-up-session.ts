import { headers } from '@jogakbo/contracts/fragment';
import { namedSessionPath, Session, sessionPath, watchedSessionPath } from '@jogakbo/contracts/identity';
import { call } from '@jogakbo/edge/call';
import type { Context } from 'hono';
import type { ShellEnv } from './bindings.ts';

/** The member of a session, perhaps with the name. `nobody` means that there is no such session, `unknown` that sessions cannot be looked up now. */
export type LoggedIn = Session | 'nobody' | 'unknown';

/** The purpose of a look-up. */
type LookUpUse = keyof typeof lookUpTimeoutMs;

/**
 * After this time the session counts as unknown. `glance` is for a page that needs no name in its header, `read` for a member's own data,
 * `write` for a change, which leaves the slice its part of the time, and `watch` for a stream that a browser keeps open. A stream is no
 * use of the session, so the session still ends on time.
 */
const lookUpTimeoutMs = { glance: 500, read: 1_500, write: 3_500, watch: 1_500 };

/** How a session is looked up. */
export type LookUpOptions = {
  use: LookUpUse;
  /** Whether the name of the member is read, too. */
  named?: boolean;
};

/** Looks up a session at the service that keeps sessions. */
export async function lookUpSession(
  c: Context<ShellEnv>,
  session: string,
  { use, named = false }: LookUpOptions,
): Promise<LoggedIn> {
  if (!c.env.SESSIONS) return 'unknown';
  const path = use === 'watch' ? watchedSessionPath : named ? namedSessionPath : sessionPath;
  const found = await call(c, c.env.SESSIONS, path, Session, {
    headers: { [headers.session]: session },
    within: lookUpTimeoutMs[use],
  });
  if (found.ok) return found.value;
  return found.reason === 'not-found' ? 'nobody' : 'unknown';
}
