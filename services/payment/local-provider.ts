import type { D1Database } from '@cloudflare/workers-types';
import type { Authorization, Charge, Provider } from './provider.ts';

/** A charge in the books of the local provider, with all of its entries. For tests. */
type BookedCharge = Charge & { key: string; asked: number; entries: string[] };

type Row = { amount: number; state: Charge['state']; reason: string | null };
type Draft = { state: 'authorized' | 'declined'; reason?: string; captureFaults?: number };

const approved: Draft = { state: 'authorized' };
const columns = 'amount, state, reason';
/** Milliseconds that `tok_slow` waits. */
const slowAnswerMs = 1_000;

/** The outcome of a charge, by its token. */
const drafts: Record<string, Draft> = {
  tok_ok: approved,
  tok_declined: { state: 'declined', reason: 'card-declined' },
  tok_insufficient: { state: 'declined', reason: 'insufficient-funds' },
  tok_timeout: approved,
  tok_twice: approved,
  tok_slow: approved,
  tok_capture_fails_once: { state: 'authorized', captureFaults: 1 },
};

/**
 * A provider for development and tests that moves no money. It keeps its own books. The token decides whether and how it fails.
 *
 * @param wait resolves after a number of milliseconds
 */
export function createLocalProvider(database: D1Database, wait: (milliseconds: number) => Promise<unknown>) {
  return {
    async authorize(authorization) {
      const { token } = authorization;
      if (token === 'tok_timeout_lost') return silence();
      if (token === 'tok_twice') await open(authorization);
      const charge = await open(authorization);
      if (token === 'tok_timeout') return silence();
      if (token === 'tok_slow') await wait(slowAnswerMs);
      return charge;
    },

    async find(key) {
      const row = await database
        .prepare(`SELECT ${columns} FROM local_charge WHERE key = ?`)
        .bind(key)
        .first<Row>();
      return row ? toCharge(row) : undefined;
    },

    async capture(key) {
      const fault = await database
        .prepare(
          `UPDATE local_charge SET capture_faults = capture_faults - 1
           WHERE key = ? AND state = 'authorized' AND capture_faults > 0 RETURNING key`,
        )
        .bind(key)
        .first();
      if (fault) throw new Error('The local provider failed on purpose.');
      return move(key, 'authorized', 'captured');
    },

    async void(key) {
      const row = await database
        .prepare(
          `INSERT INTO local_charge (key, amount, state, asked) VALUES (?, 0, 'voided', 0)
           ON CONFLICT (key) DO UPDATE SET state = iif(state = 'authorized', 'voided', state)
           RETURNING ${columns}`,
        )
        .bind(key)
        .first<Row>();
      return toCharge(row as Row);
    },

    refund: (key) => move(key, 'captured', 'refunded'),

    /** All charges with a reference. */
    async books(reference: string): Promise<BookedCharge[]> {
      const { results } = await database
        .prepare(
          `SELECT key, asked, ${columns}, (
             SELECT json_group_array(kind) FROM
               (SELECT kind FROM local_entry WHERE local_entry.key = local_charge.key ORDER BY number)
           ) AS entries
           FROM local_charge WHERE reference = ? ORDER BY key`,
        )
        .bind(reference)
        .all<Row & { key: string; asked: number; entries: string }>();
      return results.map((row) => ({
        ...toCharge(row),
        key: row.key,
        asked: row.asked,
        entries: JSON.parse(row.entries),
      }));
    },
  } satisfies Provider & Record<string, unknown>;

  async function open({ key, reference, amount, token }: Authorization): Promise<Charge> {
    const draft = Object.hasOwn(drafts, token) ? drafts[token] : undefined;
    const { state, reason, captureFaults = 0 } = draft ?? { state: 'declined', reason: 'unknown-token' };
    const row = await database
      .prepare(
        `INSERT INTO local_charge (key, reference, amount, state, reason, asked, capture_faults)
         VALUES (?, ?, ?, ?, ?, 1, ?) ON CONFLICT (key) DO UPDATE SET asked = asked + 1 RETURNING ${columns}`,
      )
      .bind(key, reference, amount, state, reason ?? null, captureFaults)
      .first<Row>();
    return toCharge(row as Row);
  }

  async function move(key: string, from: string, to: string): Promise<Charge> {
    const row = await database
      .prepare(`UPDATE local_charge SET state = iif(state = ?, ?, state) WHERE key = ? RETURNING ${columns}`)
      .bind(from, to, key)
      .first<Row>();
    if (!row) throw new Error('The local provider has no charge with this key.');
    return toCharge(row);
  }
}

function silence(): Promise<never> {
  return new Promise(() => {});
}

function toCharge({ amount, state, reason }: Row): Charge {
  return { amount, state, ...(reason ? { reason } : {}) };
}
