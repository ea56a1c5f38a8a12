import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Language } from '@jogakbo/contracts/language';
import { seal, unseal } from '@jogakbo/edge/envelope';
import type { Member, ProfileChange } from './contract.ts';
import { toKeyedHash, toSalt } from './keyed-hash.ts';
import type { MemberKeys } from './keys.ts';

export type MemberStore = ReturnType<typeof createMemberStore>;

/** The data of a member that logging in needs. `account` is the keyed hash of the e-mail, `password` its hash. */
export type Account = {
  id: string;
  account: string;
  password: string;
  language: Language;
  confirmed: boolean;
};

export type MemberRow = {
  id: string;
  email: string;
  name: string;
  language: Language;
  confirmed_at: number | null;
};
type AccountRow = Omit<Account, 'confirmed'> & { confirmed_at: number | null };

/** A member with the data that logging in needs. */
export type WholeMember = { member: Member; account: Account };
type Added = { createdAt: number; consentedAt?: number | undefined };

/** Stores members in D1. Names and e-mails are encrypted; an e-mail is found by its keyed hash. */
export function createMemberStore(database: D1Database, keys: MemberKeys) {
  return {
    toAccount: (email: string) => toKeyedHash(keys, email),
    toSalt: (account: string) => toSalt(keys, account),

    /**
     * Adds a member whose e-mail is not confirmed. Several members may have the same e-mail.
     *
     * @param password the hash of the password
     * @param also statements of the same transaction
     * @returns false, with nothing written, if a member with this e-mail has the same password
     */
    async add(
      { id, email, name, language }: Member,
      password: string,
      { createdAt, consentedAt }: Added,
      also: D1PreparedStatement[],
    ): Promise<boolean> {
      const account = await toKeyedHash(keys, email);
      const insert = database
        .prepare(
          `INSERT INTO member
             (id, account, email, name, password, language, key_id, created_at, consented_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .bind(
          id,
          account,
          await seal(keys, email, toPlace(id, 'email')),
          await seal(keys, name, toPlace(id, 'name')),
          password,
          language,
          keys.current,
          createdAt,
          consentedAt ?? null,
        );
      try {
        await database.batch([insert, ...also]);
        return true;
      } catch (error) {
        if (await hasTwin(account, password)) return false;
        throw error;
      }
    },

    /** Finds the accounts of an e-mail: first the one that has confirmed it, then the oldest. */
    async findAccounts(account: string): Promise<Account[]> {
      const { results } = await database
        .prepare(
          `SELECT id, account, password, language, confirmed_at FROM member WHERE account = ?
           ORDER BY confirmed_at IS NULL, created_at, id LIMIT ${mostAtAddress}`,
        )
        .bind(account)
        .all<AccountRow>();
      return results.map(toAccount);
    },

    async readAccount(id: string): Promise<Account | undefined> {
      const row = await database
        .prepare('SELECT id, account, password, language, confirmed_at FROM member WHERE id = ?')
        .bind(id)
        .first<AccountRow>();
      return row ? toAccount(row) : undefined;
    },

    /**
     * Reads a member and the account in one call.
     *
     * @param also reads of the same call; `results` has their results
     */
    async readWhole(
      id: string,
      also: D1PreparedStatement[] = [],
    ): Promise<{ whole: WholeMember | undefined; results: { results: unknown[] }[] }> {
      const statement = database
        .prepare('SELECT id, account, email, name, password, language, confirmed_at FROM member WHERE id = ?')
        .bind(id);
      const [found, ...results] = await database.batch([statement, ...also]);
      const row = found?.results[0] as (MemberRow & AccountRow) | undefined;
      return { whole: row && { member: await open(row), account: toAccount(row) }, results };
    },

    async read(id: string): Promise<Member | undefined> {
      const row = await select(id).first<MemberRow>();
      return row ? open(row) : undefined;
    },

    // For a batch with other statements. `open` decrypts the row.
    select,
    open,

    /** Encrypts a member's name, to keep it elsewhere. */
    sealName: (id: string, name: string) => seal(keys, name, toPlace(id, 'name')),
    /** Decrypts a name of {@link sealName}. @throws Error if it is of another member, or its key is gone */
    unsealName: (id: string, sealed: string) => unseal(keys, sealed, toPlace(id, 'name')),

    /** The statement that changes a member. It encrypts the e-mail again, so that the whole row uses one key. */
    async toChange({ id, email }: Member, { name, language }: ProfileChange): Promise<D1PreparedStatement> {
      return database
        .prepare('UPDATE member SET email = ?, name = ?, language = ?, key_id = ? WHERE id = ?')
        .bind(
          await seal(keys, email, toPlace(id, 'email')),
          await seal(keys, name, toPlace(id, 'name')),
          language,
          keys.current,
          id,
        );
    },

    /**
     * Replaces the hash of a password.
     *
     * @param from the old hash
     * @param to the new hash
     * @param also statements of the same transaction
     * @returns false if the old hash is no longer `from`; `taken`, with nothing written, if another member with the same e-mail
     *   has the new hash
     */
    async replacePassword(
      id: string,
      from: string,
      to: string,
      also: D1PreparedStatement[] = [],
    ): Promise<boolean | 'taken'> {
      const update = database
        .prepare('UPDATE member SET password = ? WHERE id = ? AND password = ? RETURNING id')
        .bind(to, id, from);
      try {
        const [updated] = await database.batch([update, ...also]);
        return updated?.results.length === 1;
      } catch (error) {
        const account = await this.readAccount(id);
        if (account && account.password !== to && (await hasTwin(account.account, to))) return 'taken';
        throw error;
      }
    },

    /**
     * Confirms the e-mail of a member.
     *
     * @param now epoch milliseconds
     * @param also statements of the same transaction
     * @returns false, with nothing written, if another member has confirmed the same e-mail
     */
    async confirm(id: string, now: number, also: D1PreparedStatement[]): Promise<boolean> {
      try {
        await database.batch([toConfirmation(id, now), ...also]);
        return true;
      } catch (error) {
        if (await isConfirmedElsewhere(id)) return false;
        throw error;
      }
    },

    toConfirmation,

    /** Erases the data of a member. Audit entries stay, with the member's id only. */
    async remove({ id, account, confirmed }: Account, also: D1PreparedStatement[]): Promise<void> {
      const erase = (sql: string, value: string) => database.prepare(sql).bind(value);
      await database.batch([
        erase('DELETE FROM address WHERE member_id = ?', id),
        erase('DELETE FROM token WHERE member_id = ?', id),
        // Another member may own an e-mail that is not confirmed, so its mails stay. They are removed within a day.
        ...(confirmed ? [erase('DELETE FROM mail WHERE account = ?', account)] : []),
        erase('DELETE FROM member WHERE id = ?', id),
        ...also,
      ]);
    },
  };

  function select(id: string): D1PreparedStatement {
    return database
      .prepare('SELECT id, email, name, language, confirmed_at FROM member WHERE id = ?')
      .bind(id);
  }

  async function open({ id, language, confirmed_at, ...sealed }: MemberRow): Promise<Member> {
    const [email, name] = await Promise.all([
      unseal(keys, sealed.email, toPlace(id, 'email')),
      unseal(keys, sealed.name, toPlace(id, 'name')),
    ]);
    return { id, name, email, language, confirmed: confirmed_at !== null };
  }

  async function hasTwin(account: string, password: string): Promise<boolean> {
    const twin = database.prepare('SELECT 1 FROM member WHERE account = ? AND password = ?');
    return (await twin.bind(account, password).first()) !== null;
  }

  async function isConfirmedElsewhere(id: string): Promise<boolean> {
    const other = database.prepare(
      `SELECT 1 FROM member JOIN member AS other USING (account)
       WHERE member.id = ?1 AND other.id <> ?1 AND other.confirmed_at IS NOT NULL`,
    );
    return (await other.bind(id).first()) !== null;
  }

  function toConfirmation(id: string, now: number): D1PreparedStatement {
    return database
      .prepare('UPDATE member SET confirmed_at = ? WHERE id = ? AND confirmed_at IS NULL')
      .bind(now, id);
  }
}

/** The most members of one e-mail that are read. The limits of signing up keep them fewer. */
const mostAtAddress = 100;

function toAccount({ id, account, password, language, confirmed_at }: AccountRow): Account {
  return { id, account, password, language, confirmed: confirmed_at !== null };
}

/** The place of a member's column. Its encrypted value can be decrypted only for this place. */
export function toPlace(member: string, column: 'email' | 'name'): string {
  return `member/${member}/${column}`;
}
