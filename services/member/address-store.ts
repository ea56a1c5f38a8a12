import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { seal, unseal } from '@jogakbo/edge/envelope';
import { type Address, type AddressChange, maxAddresses } from './contract.ts';
import { toKeyedHash } from './keyed-hash.ts';
import type { MemberKeys } from './keys.ts';

type Found = { ok: true; address: Address } | { ok: false; reason: 'none' | 'not-theirs' };
export type AddressRow = { id: string; member_id: string; content: string; preferred: number };

/** Stores the addresses of one member, each encrypted. One of them is always preferred. */
export function createAddressStore(database: D1Database, keys: MemberKeys, member: string) {
  return {
    list: async () => openAll((await select().all<AddressRow>()).results),

    // For a batch with other statements. `openAll` decrypts the rows.
    select,
    openAll,

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
      const found = await openOne(
        await database.batch([insert, ...(preferred ? prefer(id) : []), selectOne(id)]),
      );
      return found.ok ? found.address : undefined;
    },

    /** @param also statements of the same transaction */
    async change(id: string, change: AddressChange, also: D1PreparedStatement[] = []): Promise<Found> {
      const { preferred, ...content } = change;
      const sealed = await seal(keys, JSON.stringify(content), toAddressPlace(member, id));
      const update = database
        .prepare('UPDATE address SET content = ?, key_id = ? WHERE id = ? AND member_id = ?')
        .bind(sealed, keys.current, id, member);
      const prefers = preferred ? prefer(id) : [];
      return openOne(await database.batch([...also, update, ...prefers, selectOne(id)]));
    },

    /**
     * Removes an address. After the preferred address, the oldest of the others becomes preferred.
     *
     * @param also statements of the same transaction
     */
    async remove(id: string, also: D1PreparedStatement[] = []): Promise<Found> {
      const [found] = await database.batch([
        selectOne(id),
        database.prepare('DELETE FROM address WHERE id = ? AND member_id = ?').bind(id, member),
        database
          .prepare(
            `UPDATE address SET preferred = 1
             WHERE id = (SELECT id FROM address WHERE member_id = ?1 ORDER BY created_at, id LIMIT 1)
               AND NOT EXISTS (SELECT 1 FROM address WHERE member_id = ?1 AND preferred = 1)`,
          )
          .bind(member),
        ...also,
      ]);
      return openOne(found ? [found] : []);
    },

    // For a batch with other statements.
    selectOne,
    openOne,
  };

  function select(): D1PreparedStatement {
    return database
      .prepare('SELECT * FROM address WHERE member_id = ? ORDER BY preferred DESC, created_at, id')
      .bind(member);
  }

  function openAll(rows: AddressRow[]): Promise<Address[]> {
    return Promise.all(rows.map(openAddress));
  }

  async function find(id: string): Promise<Found> {
    return openOne([await selectOne(id).all<AddressRow>()]);
  }

  function selectOne(id: string): D1PreparedStatement {
    return database.prepare('SELECT * FROM address WHERE id = ?').bind(id);
  }

  /** Decrypts the address that the last statement of a batch has read. */
  async function openOne(results: { results: unknown[] }[]): Promise<Found> {
    const row = results.at(-1)?.results[0] as AddressRow | undefined;
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

  async function openAddress({ id, content, preferred }: AddressRow): Promise<Address> {
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
