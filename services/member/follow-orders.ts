import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import type { ServiceContext } from '@jogakbo/edge/service-context';
import { toPairwise } from './exchange-token.ts';
import type { MemberService } from './member-service.ts';
import type { QueuedWebhook } from './send-webhook.ts';
import { createWebhookStore } from './webhook-store.ts';

type OrderEvent = Extract<DomainEvent, { type: `order.${string}` }>;

/**
 * Puts an event of an order into the queue of webhooks, once for each client that its member allows to see orders. The message says which
 * order has changed, and nothing else about it. A repeated event has the same id, so a receiver can tell.
 */
async function follow({ id, type, time, data }: OrderEvent, c: ServiceContext<MemberService>): Promise<void> {
  const clients = await createWebhookStore(c.env.DB, c.var.now).findFollowers(data.memberId);
  if (clients.length === 0) return;
  const messages = clients.map((client): QueuedWebhook => {
    const member = toPairwise({ client, member: data.memberId });
    const timestamp = new Date(time).toISOString();
    return { client, id, body: JSON.stringify({ type, timestamp, data: { order: data.orderId, member } }) };
  });
  await c.env.WEBHOOKS.sendBatch(messages.map((body) => ({ body, contentType: 'json' })));
}

export const followOrders = {
  'order.placed': follow,
  'order.confirmed': follow,
  'order.cancelled': follow,
  'order.delivered': follow,
};
