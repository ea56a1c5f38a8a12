import * as v from 'valibot';
import { cacheTags } from './cache-tags.ts';
import { ItemId, ProductId } from './ids.ts';

const MemberId = v.string();
const OrderId = v.string();
const Lines = v.array(v.object({ productId: ProductId, itemId: ItemId, quantity: v.number() }));
const OfReview = v.object({ productId: ProductId, reviewId: v.string() });
/** The source of the order: `cart`, or `item:<id>` for an item that was bought right away. Orders from before 2026-11-25 have none. */
const Origin = v.optional(v.string());
const OfOrder = v.object({ orderId: OrderId, memberId: MemberId, lines: Lines, origin: Origin });

/**
 * The data of each type of event. Most events only say that something changed, so a late or repeated event does no harm: a follower that
 * needs the new value reads it from its owner. Changes here only add; a removal takes two deploys.
 */
export const domainEventData = {
  'product.changed': v.object({ productId: ProductId }),
  'price.changed': v.object({ productId: ProductId }),
  /** `revision` grows with each change of the item, so a follower can tell that a message is late. */
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
  /** The member's own data is erased. A follower that has data under this id erases it, or removes the name from it. */
  'member.left': v.object({ memberId: MemberId }),
  /** A request for something that belongs to another member. `resource` is its kind, such as `order`; `id` is the requested one. */
  'access.denied': v.object({ resource: v.string(), id: v.string(), member: v.optional(MemberId) }),
} as const;
export type DomainEventType = keyof typeof domainEventData;

/** All types of events. */
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

/** An event as it is sent. `id` is a UUIDv7, and stays the same when the event is delivered again. `time` is epoch milliseconds. */
export type DomainEvent<Type extends DomainEventType = DomainEventType> = {
  [Each in Type]: {
    id: string;
    type: Each;
    time: number;
    /** The worker that published it, such as `order-service`. */
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

/** Parses an event: the envelope, and the data according to its type. */
export const DomainEvent = v.pipe(
  Envelope,
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }): DomainEvent => {
    const data = v.safeParse(domainEventData[value.type], value.data);
    if (data.success) return { ...value, data: data.output } as DomainEvent;
    addIssue({ message: `data of ${value.type}: ${data.issues[0].message}` });
    return NEVER;
  }),
);

/** `POST` on services/events with an {@link EventBatch}, signed by the service itself. The answer is 202 when all events are in their queues. */
export const eventsPath = '/events';

/** The longest body of an {@link EventBatch}, in bytes: about 500 events. */
export const eventsBodyLimit = 256 * 1024;

export const EventBatch = v.object({ events: v.array(DomainEvent) });

/** Returns the cache tags of the shared fragments that are out of date after an event. There are none if no shared fragment shows it. */
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
