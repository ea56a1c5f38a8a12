import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import { ArrivalPromise, DeliveryPolicy, Region, Shipment } from '@jogakbo/transport-service/contract';
import * as v from 'valibot';

export type { DeliveryService, Region } from '@jogakbo/transport-service/contract';

/** Asks for the promise for a product (its first item if none is named) and a region. */
export const ArrivalQuery = v.object({
  product: ProductId,
  item: v.optional(ItemId),
  region: v.optional(Region, 'capital'),
});

/** When a product arrives if it is ordered now, and the terms of delivery. */
export const ArrivalView = v.object({
  ...v.omit(ArrivalPromise, ['turnsIn']).entries,
  /** Milliseconds until the promise changes. */
  turnsIn: v.number(),
  freeFrom: DeliveryPolicy.entries.freeFrom,
  freeReturn: v.boolean(),
  /** Whether a single piece is delivered free, or null while its price is not known. */
  free: v.nullable(v.boolean()),
  /** Whether the item is known to be sold out. Then no day can be promised. */
  soldOut: v.optional(v.boolean(), false),
});
export type ArrivalView = v.InferOutput<typeof ArrivalView>;

export const DeliveryView = Shipment;

export const paths = {
  arrival: (product: string, item?: string) => withQuery('/arrival', { product, item }),
  /** POST, for operators: the shipment has arrived. */
  delivery: (orderId: string) => toPath`/shipments/${orderId}/delivery`,
};
