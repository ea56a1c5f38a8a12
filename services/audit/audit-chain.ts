import { createHash } from 'node:crypto';
import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import type { Entry, Verification } from './contract.ts';
import { toCanonical } from './to-canonical.ts';

/** The one call of a Durable Object's SQLite that the chain takes. It waits for nothing, so nothing comes in between. */
export type Sql = { exec(sql: string, ...values: (string | number)[]): Iterable<Record<string, unknown>> };

/** What the first link hangs on. */
export const root = '0'.repeat(64);

/** Columns to search by are made from the event itself, so that they cannot say anything else than what was hashed. */
const schema = [
  `CREATE TABLE IF NOT EXISTS entry (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL CHECK (json_valid(event)),
    previous TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL GENERATED ALWAYS AS (event ->> 'id') STORED UNIQUE,
    type TEXT NOT NULL GENERATED ALWAYS AS (event ->> 'type') STORED,
    time INTEGER NOT NULL GENERATED ALWAYS AS (event ->> 'time') STORED
  )`,
  'CREATE INDEX IF NOT EXISTS entry_by_type ON entry (type, seq)',
  `CREATE TRIGGER IF NOT EXISTS entry_kept BEFORE DELETE ON entry
   BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END`,
  `CREATE TRIGGER IF NOT EXISTS entry_fixed BEFORE UPDATE ON entry
   BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END`,
];

/**
 * Everything that happened, each link bound to the one before by its hash: nobody changes or takes out one without breaking all
 * that follow. Only ever added to.
 */
export function createAuditChain(sql: Sql) {
  for (const statement of schema) sql.exec(statement);

  return {
    /** Adds an event, or does nothing where it was added before. */
    append(event: DomainEvent): void {
      if (first(sql.exec('SELECT 1 FROM entry WHERE id = ?', event.id))) return;
      const last = first(sql.exec('SELECT hash FROM entry ORDER BY seq DESC LIMIT 1')) as Entry | undefined;
      const previous = last?.hash ?? root;
      const canonical = toCanonical(event);
      sql.exec(
        'INSERT INTO entry (event, previous, hash) VALUES (?, ?, ?)',
        canonical,
        previous,
        toHash(previous, canonical),
      );
    },

    list(after: number, limit: number, type?: string): Entry[] {
      const columns = 'SELECT seq, event, previous, hash FROM entry WHERE seq > ?';
      const found = type
        ? sql.exec(`${columns} AND type = ? ORDER BY seq LIMIT ?`, after, type, limit)
        : sql.exec(`${columns} ORDER BY seq LIMIT ?`, after, limit);
      return [...found] as Entry[];
    },

    /** Walks the whole chain. @param noted a head that it had once */
    verify(noted?: string): Verification {
      let [count, head] = [0, root];
      let known = noted === undefined || noted === root;
      const rows = sql.exec('SELECT seq, event, previous, hash FROM entry ORDER BY seq');
      for (const { seq, event, previous, hash } of rows as Iterable<Entry>) {
        const why =
          seq !== count + 1
            ? 'gap'
            : previous !== head
              ? 'previous'
              : hash !== toHash(previous, event)
                ? 'hash'
                : undefined;
        if (why) return { intact: false, count, head, broken: { seq, why } };
        [count, head] = [seq, hash];
        known ||= hash === noted;
      }
      if (!known) return { intact: false, count, head, broken: { seq: count + 1, why: 'head' } };
      return { intact: true, count, head, broken: null };
    },
  };
}

function toHash(previous: string, canonical: string): string {
  return createHash('sha256').update(previous).update(canonical).digest('hex');
}

function first(rows: Iterable<Record<string, unknown>>): Record<string, unknown> | undefined {
  for (const row of rows) return row;
  return undefined;
}
