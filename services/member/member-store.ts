import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Language } from '@jogakbo/contracts/language';
import type { Member, ProfileChange } from './contract.ts';
import { seal, unseal } from './envelope.ts';
import { toKeyedHash } from './keyed-hash.ts';
import type { MemberKeys } from './keys.ts';

export type MemberStore = ReturnType<typeof createMemberStore>;

/** What logging in is decided by. `account` is the keyed hash of the e-mail. */
export type Account = { id: string; account: string; password: string };

type MemberRow = { id: string; email: string; name: string; language: Language };

/** Members in D1. Whatever names a person is encrypted; e-mails are found by their keyed hash. */
export function createMemberStore(database: D1Database, keys: MemberKeys) {
  return {
    toAccount: (email: string) => toKeyedHash(keys, email),

    /**
     * @param password as it is kept
     * @param besides what else is written if and only if the member is
     * @returns false, with nothing written, where the e-mail has a member
     */
    async add(
      { id, email, name, language }: Member,
      password: string,
      createdAt: number,
      besides: D1PreparedStatement[],
    ): Promise<boolean> {
      const account = await toKeyedHash(keys, email);
      const insert = database
        .prepare(
          `INSERT INTO member (id, account, email, name, password, language, key_id, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
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
        );
      try {
        await database.batch([insert, ...besides]);
        return true;
      } catch (error) {
        if (/UNIQUE constraint failed: member\.account/.test(String(error))) return false;
        throw error;
      }
    },

    async findAccount(email: string): Promise<Account | undefined> {
      const account = await toKeyedHash(keys, email);
      return (await selectAccount('account', account)) ?? undefined;
    },

    async readAccount(id: string): Promise<Account | undefined> {
      return (await selectAccount('id', id)) ?? undefined;
    },

    async read(id: string): Promise<Member | undefined> {
      const row = await database
        .prepare('SELECT id, email, name, language FROM member WHERE id = ?')
        .bind(id)
        .first<MemberRow>();
      if (!row) return undefined;
      const [email, name] = await Promise.all([
        unseal(keys, row.email, toPlace(id, 'email')),
        unseal(keys, row.name, toPlace(id, 'name')),
      ]);
      return { id, name, email, language: row.language };
    },

    async change(id: string, { name, language }: ProfileChange): Promise<void> {
      // The e-mail goes along, so that a row has one key.
      const row = await database
        .prepare('SELECT email FROM member WHERE id = ?')
        .bind(id)
        .first<{ email: string }>();
      if (!row) return;
      const email = await unseal(keys, row.email, toPlace(id, 'email'));
      await database
        .prepare('UPDATE member SET email = ?, name = ?, language = ?, key_id = ? WHERE id = ?')
        .bind(
          await seal(keys, email, toPlace(id, 'email')),
          await seal(keys, name, toPlace(id, 'name')),
          language,
          keys.current,
          id,
        )
        .run();
    },

    /** @returns false where the password is no longer `from`; then nothing changes */
    async replacePassword(id: string, from: string, to: string): Promise<boolean> {
      const { results } = await database
        .prepare('UPDATE member SET password = ? WHERE id = ? AND password = ? RETURNING id')
        .bind(to, id, from)
        .all();
      return results.length === 1;
    },
  };

  function selectAccount(column: 'id' | 'account', value: string): Promise<Account | null> {
    return database
      .prepare(`SELECT id, account, password FROM member WHERE ${column} = ?`)
      .bind(value)
      .first<Account>();
  }
}

/** Where a member's column stands, to which its envelope is bound. */
export function toPlace(member: string, column: 'email' | 'name'): string {
  return `member/${member}/${column}`;
}
