import type { ServiceContext } from '@jogakbo/edge/service-context';
import { toKoreanDay } from '@jogakbo/edge/to-korean-day';
import { createShipmentStore } from './shipment-store.ts';
import type { TransportService } from './transport-service.ts';

type TransportContext = ServiceContext<TransportService>;

/** How many shipments are marked in one run. The next minute marks the rest. */
const atOnce = 100;

/**
 * Marks shipments as delivered that had to arrive on an earlier day and have no report.
 *
 * @returns the number of marked shipments
 */
export async function deliverDue(c: TransportContext): Promise<number> {
  const store = createShipmentStore(c.env.DB);
  const due = await store.due(toKoreanDay(c.var.now()), atOnce);
  await store.deliverAll(
    due,
    (orderId, onlyIf) => c.var.publish('shipment.delivered', { orderId }, { onlyIf }),
    c.var.now(),
  );
  return due.length;
}

/** Marks a shipment as delivered, and publishes it if it was still on its way. */
export function deliver(c: TransportContext, orderId: string) {
  return createShipmentStore(c.env.DB).deliver(
    orderId,
    (onlyIf) => c.var.publish('shipment.delivered', { orderId }, { onlyIf }),
    c.var.now(),
  );
}
