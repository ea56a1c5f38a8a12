import type { D1Database } from '@cloudflare/workers-types';
import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import type { Shipment, ShipmentRequest } from './contract.ts';

export type ShipmentStore = ReturnType<typeof createShipmentStore>;

type Changed =
  | { ok: true; shipment: Shipment }
  | { ok: false; reason: 'unknown' | 'delivered' | 'cancelled' };

const columns = 'order_id AS orderId, state, arrival';

/** Shipments, one an order. What the carrier needs to know, the address in it, is kept while there is something to carry. */
export function createShipmentStore(database: D1Database) {
  const select = (orderId: string) =>
    database.prepare(`SELECT ${columns} FROM shipment WHERE order_id = ?`).bind(orderId);

  return {
    find: (orderId: string): Promise<Shipment | null> => select(orderId).first<Shipment>(),

    /**
     * Takes an order on, or changes nothing where it was before.
     *
     * @returns the shipment that is there now
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
     * Takes a shipment back. One that was never asked for is noted as taken back, so that a request for it which comes late
     * sends nothing.
     *
     * @param today the day noted for that one
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

    /** @param event what says so to others; it goes out where the shipment was still on its way, and only then */
    async deliver(orderId: string, event: DomainEvent, now: number): Promise<Changed> {
      const [, , kept] = await database.batch([
        database
          .prepare(
            `INSERT INTO outbox (id, event)
             SELECT ?, ? FROM shipment WHERE order_id = ? AND state = 'accepted'`,
          )
          .bind(event.id, JSON.stringify(event), orderId),
        database.prepare(toChange('delivered')).bind(now, orderId),
        select(orderId),
      ]);
      const shipment = kept?.results[0] as Shipment | undefined;
      if (!shipment) return { ok: false, reason: 'unknown' };
      return shipment.state === 'cancelled' ? { ok: false, reason: 'cancelled' } : { ok: true, shipment };
    },

    /** Orders still on their way that were to arrive before `day`, the longest overdue first. */
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
}

/** The address goes with the state. */
function toChange(state: 'delivered' | 'cancelled'): string {
  return `UPDATE shipment SET state = '${state}', parcel = NULL, changed_at = ? WHERE order_id = ? AND state = 'accepted'`;
}
