import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Sql } from './create-sql.ts';

export type Session = { hash: string; cart: number; member?: { id: string; name: string } };
type Options = { now(): number; passwordCost: number };
type Credentials = { email: string; password: string };
type Account = { id: string; password: string };

export type Members = ReturnType<typeof createMembers>;

export const sessionLifetimeMs = 14 * 24 * 60 * 60 * 1_000;
const mostAttempts = 10;
const mostAddresses = 10_000;
const attemptWindowMs = 15 * 60 * 1_000;

/** Keeps members and sessions. A session belongs to a visitor until it logs in, and then to a member. */
export function createMembers(sql: Sql, { now, passwordCost }: Options) {
  /** Wrong passwords of an e-mail address. They are in memory, since there is one process. */
  const attempts = new Map<string, { count: number; until: number }>();

  return {
    readSession(token: string): Session | undefined {
      const hash = toHash(token);
      const row = sql.one<{ cart: number; id: string | null; name: string | null }>(
        `SELECT s.cart_id AS cart, m.id, m.name FROM session s LEFT JOIN member m ON m.id = s.member_id
           WHERE s.hash = ? AND s.expires_at > ?`,
        hash,
        now(),
      );
      if (!row) return undefined;
      return {
        ...{ hash, cart: row.cart },
        ...(row.id !== null ? { member: { id: row.id, name: row.name ?? '' } } : {}),
      };
    },

    /** Begins the session of a visitor. */
    beginVisit(): { token: string; session: Session } {
      return sql.together(() => {
        const cart = addCart(null);
        const token = addSession(null, cart);
        return { token, session: { hash: toHash(token), cart } };
      });
    },

    /** Checks a password and begins a session. @returns its token; undefined if the address or the password is wrong */
    async logIn({ email, password }: Credentials, before?: Session): Promise<string | undefined | 'wait'> {
      const tried = attempts.get(email);
      if (tried && tried.until > now() && tried.count >= mostAttempts) return 'wait';
      const { known } = await findAccount(email, password);
      if (known) {
        attempts.delete(email);
        return enter(known, before);
      }
      if (attempts.size >= mostAddresses) attempts.clear();
      const open = tried && tried.until > now() ? tried : { count: 0, until: now() + attemptWindowMs };
      attempts.set(email, { ...open, count: open.count + 1 });
      return undefined;
    },

    /**
     * Adds a member and begins a session. An address that already has a member gets another one, so the answer does not tell whether it
     * has one. With the password of an existing member it is a log-in.
     */
    async signUp({ name, email, password }: Credentials & { name: string }, before?: Session) {
      const { known, kept } = await findAccount(email, password);
      if (known) return enter(known, before);
      const id = crypto.randomUUID();
      sql.run('INSERT INTO member VALUES (?, ?, ?, ?, ?)', id, email, name, kept, now());
      return enter(id, before);
    },

    logOut({ hash }: Session): void {
      sql.run('DELETE FROM session WHERE hash = ?', hash);
    },
  };

  /**
   * Hashes the password once, whether the address has no member, one or several: all of them share a salt. Only a hash that the new shop has
   * made has another one.
   */
  async function findAccount(email: string, password: string) {
    const accounts = sql.all<Account>('SELECT id, password FROM member WHERE email = ?', email);
    const settings = new Set(accounts.map((account) => toSetting(account.password)));
    if (settings.size === 0) settings.add(`${passwordCost}.${randomBytes(16).toString('base64url')}`);
    const hashes: string[] = [];
    for (const setting of settings) {
      const [cost, salt = ''] = setting.split('.');
      hashes.push(`${setting}.${await derive(password, salt, Number(cost))}`);
    }
    const known = accounts.find((account) => hashes.some((hash) => isSame(account.password, hash)))?.id;
    return { kept: hashes[0] as string, known };
  }

  /** Begins a new session, so that a session id from before the log-in is worth nothing. The member keeps the visitor's cart. */
  function enter(member: string, before: Session | undefined): string {
    return sql.together(() => {
      const cart =
        sql.one<{ id: number }>('SELECT id FROM cart WHERE member_id = ?', member)?.id ?? addCart(member);
      if (before) {
        if (!before.member) {
          sql.run(
            `INSERT INTO cart_line SELECT ?, item_id, quantity FROM cart_line WHERE cart_id = ?
               ON CONFLICT DO UPDATE SET quantity = min(999, quantity + excluded.quantity)`,
            cart,
            before.cart,
          );
          sql.run('DELETE FROM cart_line WHERE cart_id = ?', before.cart);
        }
        sql.run('DELETE FROM session WHERE hash = ?', before.hash);
      }
      return addSession(member, cart);
    });
  }

  function addCart(member: string | null): number {
    return Number(sql.run('INSERT INTO cart (member_id) VALUES (?)', member).lastInsertRowid);
  }

  function addSession(member: string | null, cart: number): string {
    const token = randomBytes(24).toString('base64url');
    sql.run(
      'INSERT INTO session VALUES (?, ?, ?, ?)',
      toHash(token),
      member,
      cart,
      now() + sessionLifetimeMs,
    );
    return token;
  }
}

function toHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** The cost and the salt of a hash. */
function toSetting(kept: string): string {
  return kept.slice(0, kept.lastIndexOf('.'));
}

/**
 * Hashes with scrypt.
 *
 * @param salt a text; after `~` it is the base64url of bytes, as the new shop makes salts
 * @param cost the binary logarithm of N
 */
function derive(password: string, salt: string, cost: number): Promise<string> {
  const options = { N: 2 ** cost, r: 8, p: 3, maxmem: 2 ** (cost + 11) };
  const bytes = salt.startsWith('~') ? Buffer.from(salt.slice(1), 'base64url') : salt;
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFC'), bytes, 32, options, (error, key) =>
      error ? reject(error) : resolve(key.toString('base64url')),
    ),
  );
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
