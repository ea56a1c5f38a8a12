import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { seal, unseal } from '@jogakbo/edge/envelope';
import { type Address, type AddressChange, maxAddresses } from './contract.ts';
import { toKeyedHash } from './keyed-hash.ts';
import type { MemberKeys } from './keys.ts';

export type AddressStore = ReturnType<typeof createAddressStore>;
type Found = { ok: true; address: Address } | { ok: false; reason: 'none' | 'not-theirs' };
type Row = { id: string; member_id: string; content: string; preferred: number };

/** Stores the addresses of one member, each encrypted. One of them is always preferred. */
export function createAddressStore(database: D1Database, keys: MemberKeys, member: string) {
  return {
    async list(): Promise<Address[]> {
      const { results } = await database
        .prepare('SELECT * FROM address WHERE member_id = ? ORDER BY preferred DESC, created_at, id')
        .bind(member)
        .all<Row>();
      return Promise.all(results.map(openAddress));
    },

    find,

    /**
     * Adds an address.
     *
     * @param createdAt epoch milliseconds
     * @param key an idempotency key: the same key with the same address adds it once
     * @returns undefined, with nothing written, if the member has the most addresses
     */
    async add(change: AddressChange, createdAt: number, key?: string): Promise<Address | undefined> {
      const id = key ? await toId(change, key) : crypto.randomUUID();
      const { preferred, ...content } = change;
      const sealed = await seal(keys, JSON.stringify(content), toAddressPlace(member, id));
      const insert = database
        .prepare(
          `INSERT INTO address (id, member_id, content, key_id, preferred, created_at)
           SELECT ?1, ?2, ?3, ?4, NOT EXISTS (SELECT 1 FROM address WHERE member_id = ?2), ?5
           WHERE (SELECT COUNT(*) FROM address WHERE member_id = ?2) < ${maxAddresses}
           ON CONFLICT (id) DO NOTHING`,
        )
        .bind(id, member, sealed, keys.current, createdAt);
      await database.batch([insert, ...(preferred ? prefer(id) : [])]);
      const found = await find(id);
      return found.ok ? found.address : undefined;
    },

    async change(id: string, { preferred, ...content }: AddressChange): Promise<Found> {
      const sealed = await seal(keys, JSON.stringify(content), toAddressPlace(member, id));
      const update = database
        .prepare('UPDATE address SET content = ?, key_id = ? WHERE id = ? AND member_id = ?')
        .bind(sealed, keys.current, id, member);
      await database.batch([update, ...(preferred ? prefer(id) : [])]);
      return find(id);
    },

    /** Removes an address. After the preferred address, the oldest of the others becomes preferred. */
    async remove(id: string): Promise<Found> {
      const found = await find(id);
      if (!found.ok) return found;
      await database.batch([
        database.prepare('DELETE FROM address WHERE id = ? AND member_id = ?').bind(id, member),
        database
          .prepare(
            `UPDATE address SET preferred = 1
             WHERE id = (SELECT id FROM address WHERE member_id = ?1 ORDER BY created_at, id LIMIT 1)
               AND NOT EXISTS (SELECT 1 FROM address WHERE member_id = ?1 AND preferred = 1)`,
          )
          .bind(member),
      ]);
      return found;
    },
  };

  async function find(id: string): Promise<Found> {
    const row = await database.prepare('SELECT * FROM address WHERE id = ?').bind(id).first<Row>();
    if (!row) return { ok: false, reason: 'none' };
    if (row.member_id !== member) return { ok: false, reason: 'not-theirs' };
    return { ok: true, address: await openAddress(row) };
  }

  /** Statements that prefer an address. They change nothing if the member does not have it. */
  function prefer(id: string): D1PreparedStatement[] {
    const own = 'EXISTS (SELECT 1 FROM address WHERE id = ?1 AND member_id = ?2)';
    return [
      database
        .prepare(`UPDATE address SET preferred = 0 WHERE member_id = ?2 AND preferred = 1 AND ${own}`)
        .bind(id, member),
      database.prepare('UPDATE address SET preferred = 1 WHERE id = ?1 AND member_id = ?2').bind(id, member),
    ];
  }

  async function openAddress({ id, content, preferred }: Row): Promise<Address> {
    const opened = JSON.parse(await unseal(keys, content, toAddressPlace(member, id)));
    return { id, ...opened, preferred: preferred === 1 };
  }

  /** Makes the id with a keyed hash, since ids are not encrypted. */
  async function toId({ preferred: _, ...content }: AddressChange, key: string): Promise<string> {
    return (await toKeyedHash(keys, JSON.stringify([member, key, content]))).slice(0, 32);
  }
}

/** The place of an address. Its encrypted content can be decrypted only for this place. */
export function toAddressPlace(member: string, id: string): string {
  return `member/${member}/address/${id}`;
}
