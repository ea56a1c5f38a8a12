import type { Movement } from './contract.ts';
import type { NewMovement, Reservation, Tally } from './decide.ts';
import { schema } from './schema.ts';

type Row = Record<string, ArrayBuffer | string | number | null>;

/** The calls of a Durable Object's storage that an item uses. */
export type ItemStorage = {
  sql: { exec(query: string, ...values: (string | number)[]): { toArray(): Row[] } };
  transactionSync<Value>(work: () => Value): Value;
};

/** The numbers of an item. `revision` grows with each movement; `published` is the last revision in the read model. */
export type ItemState = Tally & { itemId: string; productId: string; revision: number; published: number };

/** A row of the read model. An item starts with it. */
export type Opening = { itemId: string; productId: string; available: number; revision: number };

export type ItemStore = ReturnType<typeof createItemStore>;

/**
 * Stores the numbers, reservations and ledger of one item. A trigger adds each movement to the numbers, so they are always the sum of
 * the ledger. Reservations are in the table `claim`, the name that existing objects have.
 */
export function createItemStore(storage: ItemStorage) {
  const { sql } = storage;
  for (const statement of schema) sql.exec(statement);
  const rows = <Value>(query: string, ...values: (string | number)[]) =>
    sql.exec(query, ...values).toArray() as unknown as Value[];

  return {
    transaction: <Value>(work: () => Value) => storage.transactionSync(work),

    /** The numbers of the item; undefined before it is opened. */
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

    reservation(orderId: string): Reservation | undefined {
      return rows<Reservation>(`SELECT ${reservationColumns} FROM claim WHERE order_id = ?`, orderId)[0];
    },

    expired(now: number): Reservation[] {
      return rows<Reservation>(
        `SELECT ${reservationColumns} FROM claim WHERE state = 'reserved' AND expires_at <= ?`,
        now,
      );
    },

    put({ orderId, quantity, state, expiresAt }: Reservation): void {
      sql.exec(
        'INSERT OR REPLACE INTO claim (order_id, quantity, state, expires_at) VALUES (?, ?, ?, ?)',
        ...[orderId, quantity, state, expiresAt],
      );
    },

    remove(orderId: string): void {
      sql.exec('DELETE FROM claim WHERE order_id = ?', orderId);
    },

    /** The time when the next reservation expires, epoch milliseconds. */
    nextExpiry(): number | undefined {
      const [row] = rows<{ at: number | null }>(
        "SELECT MIN(expires_at) AS at FROM claim WHERE state = 'reserved'",
      );
      return row?.at ?? undefined;
    },

    notePublished(revision: number): void {
      sql.exec('UPDATE item SET published = ?', revision);
    },

    /** The latest movements, the newest first. */
    movements(limit: number): Movement[] {
      return rows<Movement>(
        'SELECT kind, reference, time, on_hand AS onHand, reserved FROM movement ORDER BY sequence DESC LIMIT ?',
        limit,
      );
    },
  };

  function append({ kind, reference, onHand, reserved }: NewMovement, time: number): void {
    sql.exec(
      'INSERT INTO movement (time, kind, reference, on_hand, reserved) VALUES (?, ?, ?, ?, ?)',
      ...[time, kind, reference, onHand, reserved],
    );
  }
}

const reservationColumns = 'order_id AS orderId, quantity, state, expires_at AS expiresAt';
