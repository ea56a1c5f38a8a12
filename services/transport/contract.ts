import { Won } from '@jogakbo/contracts/money';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import * as v from 'valibot';

/** How goods travel: by our own carrier, by our own from abroad, or by a seller's parcel service. */
export const deliveryServices = ['rocket', 'rocket-overseas', 'standard'] as const;
export const DeliveryService = v.picklist(deliveryServices);
export type DeliveryService = v.InferOutput<typeof DeliveryService>;

/** Where goods go; what is promised without an address is for the first. */
export const regions = ['capital', 'mainland', 'jeju', 'islands'] as const;
export const Region = v.picklist(regions);
export type Region = v.InferOutput<typeof Region>;

/** A calendar day in Korea, such as `2019-05-16`. */
export const KoreanDay = v.pipe(v.string(), v.isoDate());

/** Ordered before `orderBefore` (epoch milliseconds), the goods arrive on `arrival`. `daysAhead` counts from today in Korea. */
export const ArrivalPromise = v.object({
  service: DeliveryService,
  region: Region,
  arrival: KoreanDay,
  daysAhead: v.number(),
  orderBefore: v.number(),
  /** Milliseconds for which the answer stays as it is: until `orderBefore`, or midnight where that comes first. */
  turnsIn: v.optional(v.number()),
});
export type ArrivalPromise = v.InferOutput<typeof ArrivalPromise>;
export const PromiseBatch = v.object({ promises: v.array(ArrivalPromise) });
export const PromiseQuery = v.object({ region: v.optional(Region, 'capital') });

/** What delivery costs: nothing from `freeFrom` on of what is payable after discounts. The version says since when. */
export const DeliveryPolicy = v.object({
  version: v.string(),
  freeFrom: Won,
  fee: Won,
  /** Added for regions that are far away. */
  surcharges: v.record(v.string(), Won),
  freeReturn: v.boolean(),
});
export type DeliveryPolicy = v.InferOutput<typeof DeliveryPolicy>;

/** `amount`: what is payable after discounts, in won. */
export const FeeQuery = v.object({
  amount: v.pipe(v.string(), v.regex(/^\d{1,12}$/, 'must be an amount in won')),
  region: v.optional(Region, 'capital'),
});
export const Fee = v.object({ fee: Won, policy: v.string() });

export const PostcodeRegion = v.object({ postcode: v.string(), region: Region });

export const Address = v.object({
  recipient: v.string(),
  phone: v.string(),
  postcode: v.pipe(v.string(), v.regex(/^\d{5}$/)),
  street: v.string(),
  detail: v.string(),
});
export type Address = v.InferOutput<typeof Address>;

/** Only for services that work by themselves. The same order again is the same shipment. */
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
export const ShipmentState = v.picklist(['accepted', 'delivered', 'cancelled']);
export const Shipment = v.object({ orderId: v.string(), state: ShipmentState, arrival: KoreanDay });
export type Shipment = v.InferOutput<typeof Shipment>;

export const paths = {
  /** One promise for each delivery service. */
  promises: (region: Region = 'capital') => withQuery('/promises', { region }),
  policy: '/policy',
  /** A policy of earlier or now, by the version that an order names. */
  policyOf: (version: string) => toPath`/policies/${version}`,
  fee: (amount: number, region: Region) => withQuery('/fee', { amount, region }),
  /** Which region a postcode is in. */
  region: (postcode: string) => toPath`/regions/${postcode}`,
  shipments: '/shipments',
  shipment: (orderId: string) => toPath`/shipments/${orderId}`,
  /** POST: takes a shipment back, while it is not delivered; 409 `delivered` after. */
  cancellation: (orderId: string) => toPath`/shipments/${orderId}/cancellation`,
  /** POST: it has arrived; 409 `cancelled` where it was taken back. */
  delivery: (orderId: string) => toPath`/shipments/${orderId}/delivery`,
};
