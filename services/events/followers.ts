import type { DomainEventType } from '@jogakbo/contracts/domain-events';

/** The workers that follow events. Each has a queue `jogakbo-<name>-events`, and `jogakbo-<name>-dead-letters` for failed messages. */
export const consumers = ['search', 'review', 'order', 'cart', 'member', 'shell', 'audit'] as const;
export type Consumer = (typeof consumers)[number];

/** The followers of each event. Only this table has them; a producer knows no consumer. */
export const followers: Record<DomainEventType, readonly Consumer[]> = {
  'product.changed': ['search', 'shell', 'audit'],
  'price.changed': ['search', 'shell', 'audit'],
  'stock.changed': ['shell', 'audit'],
  'review.written': ['search', 'shell', 'audit'],
  'review.changed': ['search', 'shell', 'audit'],
  'review.withdrawn': ['search', 'shell', 'audit'],
  'order.placed': ['member', 'audit'],
  'order.confirmed': ['cart', 'member', 'audit'],
  'order.cancelled': ['cart', 'member', 'audit'],
  'order.delivered': ['review', 'member', 'audit'],
  'shipment.delivered': ['order', 'audit'],
  'member.signed-up': ['audit'],
  'member.left': ['review', 'order', 'cart', 'audit'],
  'access.denied': ['audit'],
};
