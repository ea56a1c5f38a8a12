import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { seal, unseal } from '@jogakbo/edge/envelope';
import { logFault } from '@jogakbo/edge/log';
import { toAddressPlace } from './address-store.ts';
import type { MemberKeys } from './keys.ts';
import { toPlace } from './member-store.ts';

type MemberRow = { id: string; email: string; name: string };
type AddressRow = { id: string; member_id: string; content: string };

/**
 * Encrypts some rows of older keys with the current key. Call it again until it finds nothing; then the older keys may be removed. A
 * change by a member at the same time is not overwritten.
 *
 * @param limit the most rows of each table
 * @returns the number of rows found
 */
export async function rewrap(database: D1Database, keys: MemberKeys, limit: number): Promise<number> {
  const older = JSON.stringify([...keys.ciphers.keys()].filter((id) => id !== keys.current));
  if (older === '[]') return 0;
  const select = (columns: string, table: string) =>
    database
      .prepare(
        `SELECT ${columns} FROM ${table} WHERE key_id IN (SELECT value FROM json_each(?)) LIMIT ${limit}`,
      )
      .bind(older);
  const [members, addresses] = await database.batch([
    select('id, email, name', 'member'),
    select('id, member_id, content', 'address'),
  ]);
  const tried = await Promise.allSettled([
    ...((members?.results ?? []) as MemberRow[]).map(rewrapMember),
    ...((addresses?.results ?? []) as AddressRow[]).map(rewrapAddress),
  ]);
  // A row that cannot be decrypted is logged each time. The other rows are still encrypted.
  for (const each of tried)
    if (each.status === 'rejected') logFault('member-service', undefined, each.reason);
  const updates = tried.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  if (updates.length > 0) await database.batch(updates);
  return tried.length;

  async function rewrapMember({ id, email, name }: MemberRow): Promise<D1PreparedStatement> {
    return database
      .prepare('UPDATE member SET email = ?, name = ?, key_id = ? WHERE id = ? AND email = ? AND name = ?')
      .bind(
        await again(email, toPlace(id, 'email')),
        await again(name, toPlace(id, 'name')),
        ...[keys.current, id, email, name],
      );
  }

  async function rewrapAddress({ id, member_id, content }: AddressRow): Promise<D1PreparedStatement> {
    return database
      .prepare('UPDATE address SET content = ?, key_id = ? WHERE id = ? AND content = ?')
      .bind(await again(content, toAddressPlace(member_id, id)), keys.current, id, content);
  }

  async function again(envelope: string, place: string): Promise<string> {
    return seal(keys, await unseal(keys, envelope, place), place);
  }
}
