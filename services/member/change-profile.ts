import { logFault } from '@jogakbo/edge/log';
import type { Member, ProfileChange } from './contract.ts';
import { type MemberContext, openDone, openPorts, toKey, toMember } from './member-app.ts';
import type { MemberRow } from './member-store.ts';

/**
 * Changes the name and the language of the member of the token. The same form again must not undo later changes.
 *
 * @returns undefined if the member is gone
 */
export async function changeProfile(c: MemberContext, change: ProfileChange): Promise<Member | undefined> {
  const { members, sessions } = await openPorts(c);
  const done = await openDone(c);
  const id = toMember(c);
  const sent = { member: id, form: 'profile', key: toKey(c), content: change };
  const [found, earlier] = await c.env.DB.batch([members.select(id), ...(await done.toSelect(sent))]);
  const row = found?.results[0] as MemberRow | undefined;
  if (!row) return undefined;
  const member = await members.open(row);
  if (earlier && earlier.results.length > 0) return member;
  await c.env.DB.batch([await members.toChange(member, change), ...(await done.toInsert(sent))]);
  // Without Redis no session can be read either, so no page shows the old name for longer than it is kept.
  await sessions
    .keepName(id, await members.sealName(id, change.name), { changed: true })
    .catch((error) => logFault('member-service', c.var.trace, error));
  return { ...member, ...change };
}
