import type { Movement as LedgerLine } from './contract.ts';
import type { Claim, Movement, Tally } from './decide.ts';
import { schema } from './schema.ts';

type Row = Record<string, ArrayBuffer | string | number | null>;

/** The calls of a Durable Object's storage that an item takes. */
export type ItemStorage = {
  sql: { exec(query: string, ...values: (string | number)[]): { toArray(): Row[] } };
  transactionSync<Value>(work: () => Value): Value;
};

/** An item's numbers. `revision` grows with each movement; `published` is the last one that is in the read model. */
export type ItemState = Tally & { itemId: string; productId: string; revision: number; published: number };

/** What the read model knows of an item that was never touched. */
export type Opening = { itemId: string; productId: string; available: number; revision: number };

export type ItemStore = ReturnType<typeof createItemStore>;

/** One item's numbers, claims and ledger. A trigger sums the ledger up, so that the numbers are never anything else. */
export function createItemStore(storage: ItemStorage) {
  const { sql } = storage;
  for (const statement of schema) sql.exec(statement);
  const rows = <Value>(query: string, ...values: (string | number)[]) =>
    sql.exec(query, ...values).toArray() as unknown as Value[];

  return {
    transaction: <Value>(work: () => Value) => storage.transactionSync(work),

    /** Undefined until it is opened. */
    state(): ItemState | undefined {
      return rows<ItemState>(
        'SELECT item_id AS itemId, product_id AS productId, on_hand AS onHand, reserved, revision, published FROM item',
      )[0];
    },

    open({ itemId, productId, available, revision }: Opening, time: number): void {
      storage.transactionSync(() => {
        sql.exec(
          'INSERT INTO item (item_id, product_id, revision, published) VALUES (?, ?, ?, 0)',
          ...[itemId, productId, revision],
        );
        append({ kind: 'opening', reference: '', onHand: available, reserved: 0 }, time);
        sql.exec('UPDATE item SET published = revision');
      });
    },

    append,

    hasRestocking(key: string): boolean {
      return rows("SELECT 1 FROM movement WHERE kind = 'restocked' AND reference = ?", key).length > 0;
    },

    claim(orderId: string): Claim | undefined {
      return rows<Claim>(`SELECT ${claimColumns} FROM claim WHERE order_id = ?`, orderId)[0];
    },

    expired(now: number): Claim[] {
      return rows<Claim>(
        `SELECT ${claimColumns} FROM claim WHERE state = 'reserved' AND expires_at <= ?`,
        now,
      );
    },

    keep({ orderId, quantity, state, expiresAt }: Claim): void {
      sql.exec(
        'INSERT OR REPLACE INTO claim (order_id, quantity, state, expires_at) VALUES (?, ?, ?, ?)',
        ...[orderId, quantity, state, expiresAt],
      );
    },

    end(orderId: string): void {
      sql.exec('DELETE FROM claim WHERE order_id = ?', orderId);
    },

    /** When the next reservation expires. */
    nextExpiry(): number | undefined {
      const [row] = rows<{ at: number | null }>(
        "SELECT MIN(expires_at) AS at FROM claim WHERE state = 'reserved'",
      );
      return row?.at ?? undefined;
    },

    notePublished(revision: number): void {
      sql.exec('UPDATE item SET published = ?', revision);
    },

    /** The latest first. */
    movements(limit: number): LedgerLine[] {
      return rows<LedgerLine>(
        'SELECT kind, reference, time, on_hand AS onHand, reserved FROM movement ORDER BY sequence DESC LIMIT ?',
        limit,
      );
    },
  };

  function append({ kind, reference, onHand, reserved }: Movement, time: number): void {
    sql.exec(
      'INSERT INTO movement (time, kind, reference, on_hand, reserved) VALUES (?, ?, ?, ?, ?)',
      ...[time, kind, reference, onHand, reserved],
    );
  }
}

const claimColumns = 'order_id AS orderId, quantity, state, expires_at AS expiresAt';
