import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { seal, unseal } from '@jogakbo/edge/envelope';
import * as v from 'valibot';
import { Mail } from './contract.ts';
import type { MemberKeys } from './keys.ts';

export type MailStore = ReturnType<typeof createMailStore>;
type KeptMail = Mail & { id: string; createdAt: number };
type Row = { id: string; content: string; created_at: number };

/** Milliseconds after which a mail is removed. The link of an unsent one has expired or will expire soon. */
const mailLifetimeMs = 24 * 60 * 60 * 1_000;
/** Milliseconds until a mail that is being sent may be tried again. */
const leaseMs = 60_000;

/** Stores mails until they are sent. They are encrypted, since their links log in. */
export function createMailStore(database: D1Database, keys: MemberKeys, now: () => number) {
  return {
    /** The statement that stores a mail. @param account the keyed hash of the e-mail, by which leaving erases its mails */
    async toStatement(mail: Mail, account: string): Promise<D1PreparedStatement> {
      const id = crypto.randomUUID();
      return database
        .prepare('INSERT INTO mail (id, account, content, created_at, due_at) VALUES (?, ?, ?, ?, ?)')
        .bind(id, account, await seal(keys, JSON.stringify(mail), toPlace(id)), now(), now());
    },

    /** Takes mails that are due. No other call takes them within the next minute. */
    async take(limit: number): Promise<KeptMail[]> {
      const { results } = await database
        .prepare(
          `UPDATE mail SET due_at = ?1 + ${leaseMs} WHERE id IN (
             SELECT id FROM mail WHERE sent_at IS NULL AND due_at <= ?1 ORDER BY due_at LIMIT ${limit})
           RETURNING id, content, created_at`,
        )
        .bind(now())
        .all<Row>();
      return Promise.all(results.map(open));
    },

    /** The mails of the local provider, the latest first. */
    async list(): Promise<KeptMail[]> {
      const { results } = await database
        .prepare('SELECT id, content, created_at FROM mail ORDER BY created_at DESC, id LIMIT 100')
        .all<Row>();
      return Promise.all(results.map(open));
    },

    async keepSent(id: string): Promise<void> {
      await database.prepare('UPDATE mail SET sent_at = ? WHERE id = ?').bind(now(), id).run();
    },

    async remove(id: string): Promise<void> {
      await database.prepare('DELETE FROM mail WHERE id = ?').bind(id).run();
    },

    async removeOld(): Promise<void> {
      await database
        .prepare('DELETE FROM mail WHERE created_at <= ?')
        .bind(now() - mailLifetimeMs)
        .run();
    },
  };

  async function open({ id, content, created_at }: Row): Promise<KeptMail> {
    const mail = v.parse(Mail, JSON.parse(await unseal(keys, content, toPlace(id))));
    return { ...mail, id, createdAt: created_at };
  }
}

function toPlace(id: string): string {
  return `mail/${id}`;
}
