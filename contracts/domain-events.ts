import * as v from 'valibot';
import { cacheTags } from './cache-tags.ts';
import { ItemId, ProductId } from './ids.ts';

const MemberId = v.string();
const OrderId = v.string();
const Lines = v.array(v.object({ productId: ProductId, itemId: ItemId, quantity: v.number() }));
const OfReview = v.object({ productId: ProductId, reviewId: v.string() });
/** What the order was made from: `cart`, or `item:<id>` for an item bought at once. Absent on orders that were placed before it was kept. */
const Origin = v.optional(v.string());
const OfOrder = v.object({ orderId: OrderId, memberId: MemberId, lines: Lines, origin: Origin });

/**
 * What happened in a slice, for whom it concerns: type → data. Most say only that something changed, so that order and repetition
 * do no harm; who wants to know reads it anew. Changes here are additive; a removal takes two deploys.
 */
export const domainEventData = {
  'product.changed': v.object({ productId: ProductId }),
  'price.changed': v.object({ productId: ProductId }),
  /** `revision` grows with each change of the item, so that a late message is known to be late. */
  'stock.changed': v.object({
    productId: ProductId,
    itemId: ItemId,
    available: v.number(),
    revision: v.number(),
  }),
  'review.written': OfReview,
  'review.changed': OfReview,
  'review.withdrawn': OfReview,
  'order.placed': OfOrder,
  'order.confirmed': OfOrder,
  'order.cancelled': OfOrder,
  'order.delivered': OfOrder,
  'shipment.delivered': v.object({ orderId: OrderId }),
  'member.signed-up': v.object({ memberId: MemberId }),
  /** The member's own data is erased; whoever keeps anything under the id erases it or takes the name off it. */
  'member.left': v.object({ memberId: MemberId }),
  /** Someone asked for what is not theirs: `resource` such as `order`, and its id as it was asked for. */
  'access.denied': v.object({ resource: v.string(), id: v.string(), member: v.optional(MemberId) }),
} as const;
export type DomainEventType = keyof typeof domainEventData;
export const domainEventTypes = Object.keys(domainEventData) as DomainEventType[];

/** The workers that may publish each event: those that own the data. services/events refuses it from any other worker. */
export const domainEventSources = {
  'product.changed': ['product-service'],
  'price.changed': ['pricing-service'],
  'stock.changed': ['inventory-service'],
  'review.written': ['review-service'],
  'review.changed': ['review-service'],
  'review.withdrawn': ['review-service'],
  'order.placed': ['order-service'],
  'order.confirmed': ['order-service'],
  'order.cancelled': ['order-service'],
  'order.delivered': ['order-service'],
  'shipment.delivered': ['transport-service'],
  'member.signed-up': ['member-service'],
  'member.left': ['member-service'],
  'access.denied': ['order-service', 'member-service'],
} as const satisfies Record<DomainEventType, readonly string[]>;

/** The types of the events that a worker may publish, such as `EventsOf<'pricing-service'>`. */
export type EventsOf<Source extends string> = {
  [Type in DomainEventType]: Source extends (typeof domainEventSources)[Type][number] ? Type : never;
}[DomainEventType];

export type DomainEventData<Type extends DomainEventType> = v.InferOutput<(typeof domainEventData)[Type]>;

/** An event as it travels. `id` is a UUIDv7, the same however often it is delivered; `time` is epoch milliseconds. */
export type DomainEvent<Type extends DomainEventType = DomainEventType> = {
  [Each in Type]: {
    id: string;
    type: Each;
    time: number;
    /** The worker that says so, such as `order-service`. */
    source: string;
    /** The W3C trace id of the request that caused it. */
    trace?: string | undefined;
    data: DomainEventData<Each>;
  };
}[Type];

const Envelope = v.object({
  id: v.pipe(v.string(), v.uuid()),
  type: v.picklist(domainEventTypes),
  time: v.number(),
  source: v.string(),
  trace: v.optional(v.string()),
  data: v.unknown(),
});

/** Parses an event: the envelope, and the data by its type. */
export const DomainEvent = v.pipe(
  Envelope,
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }): DomainEvent => {
    const data = v.safeParse(domainEventData[value.type], value.data);
    if (data.success) return { ...value, data: data.output } as DomainEvent;
    addIssue({ message: `data of ${value.type}: ${data.issues[0].message}` });
    return NEVER;
  }),
);

/** POST on services/events with `{ events }`, signed by the service itself: 202 once all are handed to their queues. */
export const eventsPath = '/events';
export const EventBatch = v.object({ events: v.array(DomainEvent) });

/** The cache tags of shared fragments that are out of date after an event; none where it concerns no fragment that is shared. */
export function toCacheTags(event: DomainEvent): string[] {
  switch (event.type) {
    case 'product.changed':
      return [cacheTags.product(event.data.productId)];
    case 'price.changed':
      return [cacheTags.price(event.data.productId)];
    case 'stock.changed':
      return [cacheTags.stock(event.data.itemId), cacheTags.stock(event.data.productId)];
    case 'review.written':
    case 'review.changed':
    case 'review.withdrawn':
      return [cacheTags.reviews(event.data.productId)];
    default:
      return [];
  }
}
