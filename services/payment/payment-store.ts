import type { D1Database } from '@cloudflare/workers-types';
import type { Payment, PaymentState } from './contract.ts';

/** A payment as it is stored. `amount` and `method` are null if the order was refunded before it had a payment. */
export type KeptPayment = {
  orderId: string;
  amount: number | null;
  method: Payment['method'] | null;
  state: PaymentState;
  reason: string | null;
  /** Epoch milliseconds. After this time, no call waits for the provider's first answer any more. */
  attemptOverAt: number;
  /** The name of the charge at the provider. */
  key: string;
};

export type PaymentStore = ReturnType<typeof createPaymentStore>;

const columns = `order_id AS orderId, amount, method, state, reason, attempt_over_at AS attemptOverAt,
  ifnull(charge_key, 'order:' || order_id) AS key`;

/** The states from which a payment may reach a state. The table's trigger has the same rules. */
const origins: Record<Exclude<PaymentState, 'unknown'>, PaymentState[]> = {
  authorized: ['unknown'],
  declined: ['unknown'],
  captured: ['unknown', 'authorized'],
  voided: ['unknown', 'authorized'],
  refunded: ['unknown', 'captured'],
};

/** Stores one payment for each order. Each call is one transaction and gives the payment after it. */
export function createPaymentStore(database: D1Database) {
  return {
    read: (orderId: string) => select(orderId).first<KeptPayment>(),

    /** Finds the payment with a charge. */
    find: (key: string) =>
      database.prepare(`SELECT ${columns} FROM payment WHERE charge_key = ?`).bind(key).first<KeptPayment>(),

    /**
     * Stores a payment as unknown.
     *
     * @returns `opened` is true for the only call that may ask the provider; no payment if another order has this charge
     */
    async open(payment: Omit<Payment, 'state' | 'reason'> & { key: string | null }, attemptOverAt: number) {
      const { orderId, amount, method, key } = payment;
      const [inserted, kept] = await database.batch([
        database
          .prepare(
            `INSERT INTO payment (order_id, amount, method, state, attempt_over_at, charge_key)
             VALUES (?, ?, ?, 'unknown', ?, ?) ON CONFLICT DO NOTHING RETURNING order_id`,
          )
          .bind(orderId, amount, method, attemptOverAt, key),
        select(orderId),
      ]);
      return {
        opened: inserted?.results.length === 1,
        payment: kept?.results[0] as KeptPayment | undefined,
      };
    },

    /** Stores a voided payment if the order has none, which prevents a later one. */
    close: (orderId: string) =>
      write(
        orderId,
        `INSERT INTO payment (order_id, state, attempt_over_at) VALUES (?, 'voided', 0)
         ON CONFLICT (order_id) DO NOTHING`,
      ),

    /** Stores that no call waits for the first answer any more. */
    giveUp: (orderId: string, now: number) =>
      write(
        orderId,
        "UPDATE payment SET attempt_over_at = min(attempt_over_at, ?2) WHERE order_id = ?1 AND state = 'unknown'",
        now,
      ),

    /** Changes a payment's state. If the old state does not allow it, the payment stays the same. */
    move: (orderId: string, to: keyof typeof origins, reason?: string) =>
      write(
        orderId,
        `UPDATE payment SET state = ?2, reason = ?3
         WHERE order_id = ?1 AND state IN (SELECT value FROM json_each(?4))`,
        to,
        reason ?? null,
        JSON.stringify(origins[to]),
      ),
  };

  function select(orderId: string) {
    return database.prepare(`SELECT ${columns} FROM payment WHERE order_id = ?`).bind(orderId);
  }

  async function write(orderId: string, sql: string, ...values: (string | number | null)[]) {
    const [, kept] = await database.batch([database.prepare(sql).bind(orderId, ...values), select(orderId)]);
    return kept?.results[0] as KeptPayment;
  }
}
