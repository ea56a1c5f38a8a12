import { Won } from '@jogakbo/contracts/money';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import * as v from 'valibot';

/** How goods travel: by the shop's carrier, by the shop's carrier from abroad, or by a seller's parcel service. */
export const deliveryServices = ['rocket', 'rocket-overseas', 'standard'] as const;
/** One of {@link deliveryServices}. */
export const DeliveryService = v.picklist(deliveryServices);
export type DeliveryService = v.InferOutput<typeof DeliveryService>;

/** The regions of delivery. Without an address, promises are for the first. */
export const regions = ['capital', 'mainland', 'jeju', 'islands'] as const;
/** One of {@link regions}. */
export const Region = v.picklist(regions);
export type Region = v.InferOutput<typeof Region>;

/** A calendar day in Korea, such as `2019-05-16`. */
export const KoreanDay = v.pipe(v.string(), v.isoDate());

/** Goods that are ordered before `orderBefore` (epoch milliseconds) arrive on `arrival`. `daysAhead` counts from today in Korea. */
export const ArrivalPromise = v.object({
  service: DeliveryService,
  region: Region,
  arrival: KoreanDay,
  daysAhead: v.number(),
  orderBefore: v.number(),
  /** Milliseconds until the answer changes: at `orderBefore` or at midnight, whichever comes first. */
  turnsIn: v.optional(v.number()),
});
export type ArrivalPromise = v.InferOutput<typeof ArrivalPromise>;
/** Asks for the promises for a region. */
export const PromiseQuery = v.object({ region: v.optional(Region, 'capital') });

/**
 * The terms of the delivery fee, in won. Delivery is free if at least `freeFrom` is payable after discounts. A new policy has a new
 * version.
 */
export const DeliveryPolicy = v.object({
  version: v.string(),
  freeFrom: Won,
  fee: Won,
  /** Won added to the fee, by region. */
  surcharges: v.record(v.string(), Won),
  /** Whether returning goods is free. */
  freeReturn: v.boolean(),
});
export type DeliveryPolicy = v.InferOutput<typeof DeliveryPolicy>;

/** A promise for each delivery service, and the policy that is valid now. */
export const PromiseBatch = v.object({
  promises: v.array(ArrivalPromise),
  /** A service of an earlier version leaves it out. */
  policy: v.optional(DeliveryPolicy),
});

/** Asks for the fee. `amount` is payable after discounts, in won. */
export const FeeQuery = v.object({
  amount: v.pipe(v.string(), v.regex(/^\d{1,12}$/, 'must be an amount in won')),
  region: v.optional(Region, 'capital'),
});
/** The delivery fee in won, and the version of the policy that it follows. */
export const Fee = v.object({ fee: Won, policy: v.string() });

/** The region of a postcode. */
export const PostcodeRegion = v.object({ postcode: v.string(), region: Region });

/** An address in Korea. */
export const Address = v.object({
  recipient: v.string(),
  phone: v.string(),
  postcode: v.pipe(v.string(), v.regex(/^\d{5}$/)),
  street: v.string(),
  detail: v.string(),
});
export type Address = v.InferOutput<typeof Address>;

/** The goods of an order to deliver. The same order again gives the same shipment. */
export const ShipmentRequest = v.object({
  orderId: v.string(),
  region: Region,
  address: Address,
  lines: v.pipe(
    v.array(v.object({ itemId: v.string(), quantity: v.number(), service: DeliveryService })),
    v.minLength(1),
  ),
});
export type ShipmentRequest = v.InferOutput<typeof ShipmentRequest>;
/** The state of a shipment. `delivered` and `cancelled` are final. */
export const ShipmentState = v.picklist(['accepted', 'delivered', 'cancelled']);
/** A shipment, and the day on which it arrives. */
export const Shipment = v.object({ orderId: v.string(), state: ShipmentState, arrival: KoreanDay });
export type Shipment = v.InferOutput<typeof Shipment>;

/** Paths of the service. Only `order-service` may use those of shipments; only operators may use `delivery`. */
export const paths = {
  /** GET: a {@link PromiseBatch}. */
  promises: (region: Region = 'capital') => withQuery('/promises', { region }),
  /** GET: the current {@link DeliveryPolicy}. */
  policy: '/policy',
  /** GET: the {@link DeliveryPolicy} of a version, such as the one of an order. */
  policyOf: (version: string) => toPath`/policies/${version}`,
  /** GET: a {@link Fee}. */
  fee: (amount: number, region: Region) => withQuery('/fee', { amount, region }),
  /** GET: a {@link PostcodeRegion}; 404 for a postcode that is not in use. */
  region: (postcode: string) => toPath`/regions/${postcode}`,
  /** POST a {@link ShipmentRequest}: gives the {@link Shipment}, like the following paths. */
  shipments: '/shipments',
  /** GET. */
  shipment: (orderId: string) => toPath`/shipments/${orderId}`,
  /** POST: cancels a shipment; 409 `delivered` after its delivery. */
  cancellation: (orderId: string) => toPath`/shipments/${orderId}/cancellation`,
  /** POST: reports that a shipment has arrived; 409 `cancelled` if it was cancelled. */
  delivery: (orderId: string) => toPath`/shipments/${orderId}/delivery`,
};
