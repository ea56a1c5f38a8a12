import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { OutboxCondition } from '@jogakbo/edge/outbox';
import type { Shipment, ShipmentRequest } from './contract.ts';

type Changed =
  | { ok: true; shipment: Shipment }
  | { ok: false; reason: 'unknown' | 'delivered' | 'cancelled' };

const columns = 'order_id AS orderId, state, arrival';

/** Stores one shipment for each order. The data for the carrier, with the address, is kept until it is delivered or cancelled. */
export function createShipmentStore(database: D1Database) {
  const select = (orderId: string) =>
    database.prepare(`SELECT ${columns} FROM shipment WHERE order_id = ?`).bind(orderId);

  return {
    find: (orderId: string): Promise<Shipment | null> => select(orderId).first<Shipment>(),

    /**
     * Accepts a shipment. An order that already has one keeps it.
     *
     * @param arrival the day of arrival in Korea
     * @param now epoch milliseconds
     * @returns the stored shipment
     */
    async accept({ orderId, ...parcel }: ShipmentRequest, arrival: string, now: number): Promise<Shipment> {
      const [, kept] = await database.batch([
        database
          .prepare(
            `INSERT INTO shipment (order_id, state, arrival, parcel, changed_at) VALUES (?, 'accepted', ?, ?, ?)
             ON CONFLICT (order_id) DO NOTHING`,
          )
          .bind(orderId, arrival, JSON.stringify(parcel), now),
        select(orderId),
      ]);
      return kept?.results[0] as Shipment;
    },

    /**
     * Cancels a shipment. An order without one gets a cancelled shipment, so that a late request sends nothing.
     *
     * @param today the day of arrival for an order without a shipment
     */
    async cancel(orderId: string, today: string, now: number): Promise<Changed> {
      const [, , kept] = await database.batch([
        database
          .prepare(
            `INSERT INTO shipment (order_id, state, arrival, changed_at) VALUES (?, 'cancelled', ?, ?)
             ON CONFLICT (order_id) DO NOTHING`,
          )
          .bind(orderId, today, now),
        database.prepare(toChange('cancelled')).bind(now, orderId),
        select(orderId),
      ]);
      const shipment = kept?.results[0] as Shipment;
      return shipment.state === 'delivered' ? { ok: false, reason: 'delivered' } : { ok: true, shipment };
    },

    /**
     * Marks a shipment as delivered.
     *
     * @param publish gives the statement of the event, which is published only if the shipment was not delivered or cancelled before
     */
    async deliver(
      orderId: string,
      publish: (onlyIf: OutboxCondition) => D1PreparedStatement,
      now: number,
    ): Promise<Changed> {
      const [, , kept] = await database.batch([...toDelivery(orderId, publish, now), select(orderId)]);
      const shipment = kept?.results[0] as Shipment | undefined;
      if (!shipment) return { ok: false, reason: 'unknown' };
      return shipment.state === 'cancelled' ? { ok: false, reason: 'cancelled' } : { ok: true, shipment };
    },

    /** Marks many shipments as delivered. @param publish as for `deliver`, for each order */
    async deliverAll(
      orderIds: string[],
      publish: (orderId: string, onlyIf: OutboxCondition) => D1PreparedStatement,
      now: number,
    ): Promise<void> {
      const statements = orderIds.flatMap((id) => toDelivery(id, (onlyIf) => publish(id, onlyIf), now));
      if (statements.length > 0) await database.batch(statements);
    },

    /** Orders with accepted shipments that had to arrive before `day`, the oldest first. */
    async due(day: string, limit: number): Promise<string[]> {
      const { results } = await database
        .prepare(
          "SELECT order_id AS orderId FROM shipment WHERE state = 'accepted' AND arrival < ? ORDER BY arrival LIMIT ?",
        )
        .bind(day, limit)
        .all<{ orderId: string }>();
      return results.map(({ orderId }) => orderId);
    },
  };

  function toDelivery(
    orderId: string,
    publish: (onlyIf: OutboxCondition) => D1PreparedStatement,
    now: number,
  ): D1PreparedStatement[] {
    return [
      publish({
        query: "SELECT 1 FROM shipment WHERE order_id = ? AND state = 'accepted'",
        values: [orderId],
      }),
      database.prepare(toChange('delivered')).bind(now, orderId),
    ];
  }
}

/** The SQL that ends a shipment and removes its address. */
function toChange(state: 'delivered' | 'cancelled'): string {
  return `UPDATE shipment SET state = '${state}', parcel = NULL, changed_at = ? WHERE order_id = ? AND state = 'accepted'`;
}
