import { logFault } from '@jogakbo/edge/log';
import { type AddressRow, createAddressStore } from './address-store.ts';
import type { MemberWithAddresses } from './contract.ts';
import { createGrantStore } from './grant-store.ts';
import { openMemberKeys } from './keys.ts';
import { type MemberContext, toMember } from './member-app.ts';
import { createMemberStore, type MemberRow } from './member-store.ts';

/** Reads the member of the token with addresses and programs in one batch. Addresses that cannot be decrypted are left out. */
export async function readWithAddresses(c: MemberContext): Promise<MemberWithAddresses | undefined> {
  const keys = await openMemberKeys(c.env.MEMBER_KEYS);
  const id = toMember(c);
  const members = createMemberStore(c.env.DB, keys);
  const book = createAddressStore(c.env.DB, keys, id);
  const programs = createGrantStore(c.env.DB, c.var.now);
  const [found, rows, granted] = await c.env.DB.batch([
    members.select(id),
    book.select(),
    programs.select(id),
  ]);
  const row = found?.results[0] as MemberRow | undefined;
  if (!row) return undefined;
  const [member, addresses] = await Promise.all([
    members.open(row),
    book.openAll((rows?.results ?? []) as AddressRow[]).catch((error) => {
      logFault('member-service', c.var.trace, error);
      return undefined;
    }),
  ]);
  const grants = programs.toGrants(granted ?? { results: [] });
  return { ...member, ...(addresses ? { addresses } : {}), grants };
}
