import { type WebhookMessage, webhookTypes } from '@jogakbo/contracts/api';
import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import type { ServiceContext } from '@jogakbo/edge/service-context';
import { toPairwise } from './exchange-token.ts';
import type { MemberService } from './member-service.ts';
import type { QueuedWebhook } from './send-webhook.ts';
import { createWebhookStore } from './webhook-store.ts';

type OrderEvent = Extract<DomainEvent, { type: `order.${string}` }>;

/** The most messages that a queue takes at once. */
const mostAtOnce = 100;

/**
 * Puts events of orders into the queue of webhooks, once for each client that the member of the order allows to see orders. A message says
 * which order has changed, and nothing else about it. A repeated event has the same id, so a receiver can tell.
 */
export const followOrders = {
  types: webhookTypes,
  async take(events: DomainEvent[], c: ServiceContext<MemberService>): Promise<void> {
    const orders = events.filter((event): event is OrderEvent => event.type.startsWith('order.'));
    const store = createWebhookStore(c.env.DB, c.var.now);
    const followers = await store.findFollowers(orders.map(({ data }) => data.memberId));
    const messages = orders.flatMap((event) =>
      (followers.get(event.data.memberId) ?? []).map((client) => toMessage(event, client)),
    );
    for (let start = 0; start < messages.length; start += mostAtOnce) {
      const part = messages.slice(start, start + mostAtOnce);
      await c.env.WEBHOOKS.sendBatch(part.map((body) => ({ body, contentType: 'json' })));
    }
  },
};

function toMessage({ id, type, time, data }: OrderEvent, client: string): QueuedWebhook {
  const member = toPairwise({ client, member: data.memberId });
  const timestamp = new Date(time).toISOString();
  const message: WebhookMessage = { type, timestamp, data: { order: data.orderId, member } };
  return { client, id, body: JSON.stringify(message) };
}
