import { createHash } from 'node:crypto';
import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import type { Entry, Signature, Verification } from './contract.ts';
import { toCanonical } from './to-canonical.ts';

/** The call of a Durable Object's SQLite that the chain uses. It is synchronous, so nothing runs between two calls. */
export type Sql = { exec(sql: string, ...values: (string | number)[]): Iterable<Record<string, unknown>> };

/** A place in the chain: the number of an entry and its hash. */
export type Link = { seq: number; head: string };

/** The hash before the first entry. */
export const root = '0'.repeat(64);

/** How many entries are checked at once, so that the object can take events in between. */
const segmentLength = 5_000;

/** The columns for searching are computed from the event, so they always agree with the hashed text. */
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
  // INSERT OR REPLACE deletes without the trigger for deletions: https://www.sqlite.org/lang_conflict.html
  `CREATE TRIGGER IF NOT EXISTS entry_single BEFORE INSERT ON entry
   WHEN EXISTS (SELECT 1 FROM entry WHERE seq = new.seq OR id = new.event ->> 'id' OR hash = new.hash OR previous = new.previous)
   BEGIN SELECT RAISE(ABORT, 'entries are never replaced'); END`,
  'CREATE TABLE IF NOT EXISTS pruned (seq INTEGER PRIMARY KEY, head TEXT NOT NULL)',
  ...fixTable('pruned'),
  `CREATE TABLE IF NOT EXISTS signature (seq INTEGER PRIMARY KEY, head TEXT NOT NULL, time INTEGER NOT NULL,
   key TEXT NOT NULL, signature TEXT NOT NULL)`,
  ...fixTable('signature'),
  'DROP TRIGGER IF EXISTS entry_kept',
  `CREATE TRIGGER entry_kept BEFORE DELETE ON entry WHEN old.seq > coalesce((SELECT max(seq) FROM pruned), 0)
   BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END`,
  `CREATE TRIGGER IF NOT EXISTS entry_fixed BEFORE UPDATE ON entry
   BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END`,
];

/**
 * Stores all events. The hash of each entry includes the hash before it, so a changed or removed entry breaks the chain. Entries are
 * only added.
 */
export function createAuditChain(sql: Sql) {
  for (const statement of schema) sql.exec(statement);

  return {
    /** Adds an event, unless it was added before. */
    append(event: DomainEvent): void {
      if (first(sql.exec('SELECT 1 FROM entry WHERE id = ?', event.id))) return;
      const { head: previous, seq } = head();
      const canonical = toCanonical(event);
      sql.exec(
        'INSERT INTO entry (seq, event, previous, hash) VALUES (?, ?, ?, ?)',
        seq + 1,
        canonical,
        previous,
        toHash(previous, canonical),
      );
    },

    /** Entries with a larger number than `after`, in their order. */
    list(after: number, limit: number, type?: string): Entry[] {
      const columns = 'SELECT seq, event, previous, hash FROM entry WHERE seq > ?';
      const found = type
        ? sql.exec(`${columns} AND type = ? ORDER BY seq LIMIT ?`, after, type, limit)
        : sql.exec(`${columns} ORDER BY seq LIMIT ?`, after, limit);
      return [...found] as Entry[];
    },

    /** The last entry, or the root if there is none. */
    head,

    /** The number of the last pruned entry; 0 before the first pruning. */
    lastPruned: () => start().seq,

    /** The signed heads, in their order. */
    signatures: () =>
      [...sql.exec('SELECT seq, head, time, key, signature FROM signature ORDER BY seq')] as Signature[],

    /** Stores a signed head. */
    sign({ seq, head, time, key, signature }: Signature): void {
      const columns = 'INSERT INTO signature (seq, head, time, key, signature) VALUES (?, ?, ?, ?, ?)';
      sql.exec(columns, seq, head, time, key, signature);
    },

    /** Deletes the entries up to a signed head. The chain starts after it from then on. @returns the number of deleted entries */
    prune({ seq, head }: Link): number {
      const { seq: before } = start();
      sql.exec('INSERT INTO pruned (seq, head) VALUES (?, ?)', seq, head);
      sql.exec('DELETE FROM entry WHERE seq <= ?', seq);
      return seq - before;
    },

    /** Checks the whole chain from its start. @param noted an earlier head, which must still be in the chain */
    verify(noted?: string): Verification {
      const segments = check(noted);
      for (let step = segments.next(); ; step = segments.next()) if (step.done) return step.value;
    },

    /** Like `verify`, segment by segment. @param pause runs between two segments; entries may be added meanwhile */
    async verifyInTurns(pause: () => Promise<unknown>, noted?: string): Promise<Verification> {
      const segments = check(noted);
      for (let step = segments.next(); ; step = segments.next()) {
        if (step.done) return step.value;
        await pause();
      }
    },
  };

  /** Checks the chain, and yields after each segment. */
  function* check(noted?: string): Generator<void, Verification> {
    const links = new Map(
      [...sql.exec('SELECT seq, head FROM signature')].map((link) => [link.seq, link.head]),
    );
    let { seq: count, head } = start();
    let known = noted === undefined || noted === root || isPruned(noted);
    for (;;) {
      // Entries may have been pruned since the last segment.
      const begin = start();
      if (begin.seq > count) [count, head] = [begin.seq, begin.head];
      const columns = 'SELECT seq, event, previous, hash FROM entry';
      const rows = [...sql.exec(`${columns} WHERE seq > ? ORDER BY seq LIMIT ?`, count, segmentLength)];
      for (const { seq, event, previous, hash } of rows as unknown as Entry[]) {
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
        if (links.has(seq) && links.get(seq) !== hash)
          return { intact: false, count: seq - 1, head, broken: { seq, why: 'head' } };
      }
      if (rows.length < segmentLength) break;
      yield;
    }
    known &&= [...links.keys()].every((seq) => (seq as number) <= count);
    if (!known) return { intact: false, count, head, broken: { seq: count + 1, why: 'head' } };
    return { intact: true, count, head, broken: null };
  }

  function head(): Link {
    const last = first(sql.exec('SELECT seq, hash AS head FROM entry ORDER BY seq DESC LIMIT 1'));
    return (last as Link | undefined) ?? start();
  }

  /** The start of the chain: the root, or the last pruned entry. */
  function start(): Link {
    const last = first(sql.exec('SELECT seq, head FROM pruned ORDER BY seq DESC LIMIT 1'));
    return (last as Link | undefined) ?? { seq: 0, head: root };
  }

  function isPruned(head: string): boolean {
    const { seq } = start();
    return first(sql.exec('SELECT 1 FROM signature WHERE head = ? AND seq <= ?', head, seq)) !== undefined;
  }
}

/** Triggers that refuse to change, delete or replace the rows of a table. */
function fixTable(table: string): string[] {
  const refuse = `BEGIN SELECT RAISE(ABORT, '${table} is only added to'); END`;
  return [
    `CREATE TRIGGER IF NOT EXISTS ${table}_kept BEFORE DELETE ON ${table} ${refuse}`,
    `CREATE TRIGGER IF NOT EXISTS ${table}_fixed BEFORE UPDATE ON ${table} ${refuse}`,
    `CREATE TRIGGER IF NOT EXISTS ${table}_single BEFORE INSERT ON ${table}
     WHEN EXISTS (SELECT 1 FROM ${table} WHERE seq = new.seq) ${refuse}`,
  ];
}

function toHash(previous: string, canonical: string): string {
  return createHash('sha256').update(previous).update(canonical).digest('hex');
}

function first(rows: Iterable<Record<string, unknown>>): Record<string, unknown> | undefined {
  for (const row of rows) return row;
  return undefined;
}
