import { logFault } from '@jogakbo/edge/log';
import { type MemberContext, openPorts } from './member-app.ts';
import type { Found } from './session-store.ts';

/** Milliseconds that the answer about a session waits for the name. */
const nameTimeoutMs = 200;

/**
 * Reads the name of a session's member: the one that is kept beside the session, else that of the database, which is then kept. A session is
 * valid without a name, so a name that is late or cannot be read is left out.
 */
export async function readName(c: MemberContext, { member, name: kept }: Found): Promise<string | undefined> {
  const { members, sessions } = await openPorts(c);
  const known = kept && (await members.unsealName(member, kept).catch(() => undefined));
  if (known) return known;
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, nameTimeoutMs));
  const name = members.read(member).then((found) => {
    if (found) c.executionCtx.waitUntil(keep(found.name));
    return found?.name;
  });
  return Promise.race([name.catch(report), late]);

  async function keep(name: string): Promise<void> {
    // A name that cannot be decrypted, such as after a change of keys, is replaced.
    const changed = kept !== undefined;
    await sessions.keepName(member, await members.sealName(member, name), { changed }).catch(report);
  }

  function report(error: unknown): undefined {
    logFault('member-service', c.var.trace, error);
  }
}
