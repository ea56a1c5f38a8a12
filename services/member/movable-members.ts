import type { D1Database } from '@cloudflare/workers-types';
import type { Language } from '@jogakbo/contracts/language';
import { toEmail } from '@jogakbo/contracts/text-rules';
import type { MovableRows } from '@jogakbo/edge/answer-moves';
import { seal, unseal } from '@jogakbo/edge/envelope';
import type { MovedMember } from './contract.ts';
import { toKeyedHash } from './keyed-hash.ts';
import type { MemberKeys } from './keys.ts';
import { toPlace } from './member-store.ts';

type Row = MovedMember & { key: string };

const withKeys = 'IN (SELECT value FROM json_each(?))';
/** The language of a member who comes from a program that does not know it. The member can change it. */
const firstLanguage: Language = 'ko';

/**
 * The members as they move between the shop and the program that it replaces. They keep their ids. Moving publishes no event, since
 * no person signs up or leaves.
 *
 * @param now epoch milliseconds
 */
export function createMovableMembers(
  database: D1Database,
  keys: MemberKeys,
  now: number,
): MovableRows<MovedMember> {
  return {
    find: (ids) => read(`WHERE id ${withKeys}`, JSON.stringify(ids)),
    list: (after, limit) => read('WHERE id > ? ORDER BY id LIMIT ?', after, limit),

    /** A member who signed up here is never deleted by a move, and keeps the e-mail alone. */
    async refuse(changes) {
      const gone = changes.filter(({ row }) => !row).map(({ key }) => key);
      const accounts = new Map<string, string>();
      for (const { key, row } of changes) if (row) accounts.set(key, await toAccount(row.email));
      const [own, taken] = await database.batch<{ id: string; account: string }>([
        database
          .prepare(`SELECT id FROM member WHERE id ${withKeys} AND moved_at IS NULL`)
          .bind(JSON.stringify(gone)),
        database
          .prepare(`SELECT id, account FROM member WHERE account ${withKeys} AND moved_at IS NULL`)
          .bind(JSON.stringify([...accounts.values()])),
      ]);
      const others = (key: string) =>
        (taken?.results ?? []).filter((each) => each.account === accounts.get(key) && each.id !== key);
      return [
        ...(own?.results ?? []).map(({ id }) => ({
          key: id,
          detail: 'This member signed up in the shop, so a move does not delete the account.',
        })),
        ...[...accounts.keys()].flatMap((key) => {
          const [other] = others(key);
          if (!other) return [];
          const detail = `The e-mail also belongs to the member ${other.id}, who signed up in the shop. Let one of the two leave, and run backfill again.`;
          return [{ key, detail }];
        }),
      ];
    },

    async write(changes) {
      const gone = JSON.stringify(changes.filter(({ row }) => !row).map(({ key }) => key));
      const stored = await Promise.all(changes.flatMap(({ key, row }) => (row ? [toValues(key, row)] : [])));
      const erase = (sql: string) => database.prepare(sql).bind(gone);
      await database.batch([
        erase(`DELETE FROM address WHERE member_id ${withKeys}`),
        erase(`DELETE FROM token WHERE member_id ${withKeys}`),
        erase(`DELETE FROM member WHERE id ${withKeys}`),
        // Another e-mail is not confirmed yet.
        database
          .prepare(
            `INSERT INTO member (id, account, email, name, password, key_id, created_at, language, moved_at)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, ?2, ?3
               FROM json_each(?1) WHERE true
             ON CONFLICT (id) DO UPDATE SET
               confirmed_at = CASE WHEN account = excluded.account THEN confirmed_at END,
               account = excluded.account, email = excluded.email, name = excluded.name, password = excluded.password,
               key_id = excluded.key_id, created_at = excluded.created_at`,
          )
          .bind(JSON.stringify(stored), firstLanguage, now),
      ]);
    },
  };

  async function toValues(id: string, row: MovedMember): Promise<(string | number)[]> {
    return [
      ...[id, await toAccount(row.email), await seal(keys, row.email, toPlace(id, 'email'))],
      ...[await seal(keys, row.name, toPlace(id, 'name')), row.password, keys.current, row.createdAt],
    ];
  }

  /** A log-in writes the e-mail in the same way before it looks for the account. */
  function toAccount(email: string): Promise<string> {
    return toKeyedHash(keys, toEmail(email));
  }

  async function read(where: string, ...values: (string | number)[]) {
    const { results } = await database
      .prepare(`SELECT id AS key, email, name, password, created_at AS createdAt FROM member ${where}`)
      .bind(...values)
      .all<Row>();
    const rows = results.map(async ({ key, ...row }) => {
      const [email, name] = await Promise.all([
        unseal(keys, row.email, toPlace(key, 'email')),
        unseal(keys, row.name, toPlace(key, 'name')),
      ]);
      return [key, { ...row, email, name }] as const;
    });
    return new Map(await Promise.all(rows));
  }
}
