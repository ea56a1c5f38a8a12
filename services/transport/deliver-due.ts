import { createClock } from '@jogakbo/edge/clock';
import { flushOutbox, type OutboxBindings, toEvent } from '@jogakbo/edge/outbox';
import { toKoreanDay } from '@jogakbo/edge/to-korean-day';
import { createShipmentStore } from './shipment-store.ts';

/** How many shipments are marked in one run. The next minute marks the rest. */
const atOnce = 100;

/**
 * Marks shipments as delivered that had to arrive on an earlier day and have no report, then sends the outbox.
 *
 * @returns the number of marked shipments
 */
export async function deliverDue(env: OutboxBindings): Promise<number> {
  const now = createClock(env.DEV_NOW, env.DEV_NOW_SINCE)();
  const store = createShipmentStore(env.DB);
  const due = await store.due(toKoreanDay(now), atOnce);
  for (const orderId of due) {
    const about = { source: 'transport-service', time: now };
    await store.deliver(orderId, toEvent('shipment.delivered', { orderId }, about), now);
  }
  await flushOutbox(env);
  return due.length;
}
