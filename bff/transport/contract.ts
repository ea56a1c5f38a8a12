import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import { ArrivalPromise, DeliveryPolicy, Region, Shipment } from '@jogakbo/transport-service/contract';
import * as v from 'valibot';

export type { DeliveryService, Region } from '@jogakbo/transport-service/contract';

/** What may be promised for a product, the first item where none is named, to a region. */
export const ArrivalQuery = v.object({
  product: ProductId,
  item: v.optional(ItemId),
  region: v.optional(Region, 'capital'),
});

/** When a product arrives that is ordered now, and on what terms. */
export const ArrivalView = v.object({
  ...v.omit(ArrivalPromise, ['turnsIn']).entries,
  /** Milliseconds for which the promise stays as it is. */
  turnsIn: v.number(),
  freeFrom: DeliveryPolicy.entries.freeFrom,
  freeReturn: v.boolean(),
  /** Whether one of it is delivered free by itself; null while its price is not known. */
  free: v.nullable(v.boolean()),
  /** Whether the item is known to be sold out: then no day can be promised. */
  soldOut: v.optional(v.boolean(), false),
});
export type ArrivalView = v.InferOutput<typeof ArrivalView>;

export const DeliveryView = Shipment;

export const paths = {
  arrival: (product: string, item?: string) => withQuery('/arrival', { product, item }),
  /** POST, for operators: the shipment has arrived. */
  delivery: (orderId: string) => toPath`/shipments/${orderId}/delivery`,
};
