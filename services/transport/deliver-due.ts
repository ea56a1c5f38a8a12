import { createClock } from '@jogakbo/edge/clock';
import { flushOutbox, type OutboxBindings, toEvent } from '@jogakbo/edge/outbox';
import { toKoreanDay } from '@jogakbo/edge/to-korean-day';
import { createShipmentStore } from './shipment-store.ts';

/** How many are delivered at a time; the rest has the next minute. */
const atOnce = 100;

/**
 * Counts as delivered whatever was to arrive on a day that has passed and nobody has reported, then hands on what the outbox holds.
 *
 * @returns how many were delivered
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
