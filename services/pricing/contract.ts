import { IdBatch, ItemId, ProductId } from '@jogakbo/contracts/ids';
import { Won } from '@jogakbo/contracts/money';
import * as v from 'valibot';

/** What so much of it costs: `{ per: 10, measure: 'g', price: 120 }` is read "10g당 120원". */
export const UnitPrice = v.object({
  per: v.number(),
  measure: v.picklist(['g', 'ml', '개', '매']),
  price: Won,
});

/** Off the final price: `percent` of it, or an amount in won. */
export const Coupon = v.object({ kind: v.picklist(['percent', 'won']), value: v.number() });

/** An item's price. `discountPercent` is what the shop states, not what `list` and `final` work out to. */
export const Price = v.object({
  itemId: ItemId,
  productId: ProductId,
  list: Won,
  final: Won,
  discountPercent: v.number(),
  unit: v.nullable(UnitPrice),
  coupon: v.nullable(Coupon),
});
export type Price = v.InferOutput<typeof Price>;

/** In no particular order; what is unknown is left out. */
export const PriceBatch = v.object({ prices: v.array(Price) });
/** A page of all products' prices, that of the first item each; `next` is where the following page starts. */
export const PricePage = v.object({ prices: v.array(Price), next: v.nullable(v.string()) });

/** By item, or by product: then the price of each product's first item. */
export const BatchQuery = v.union([v.object({ items: IdBatch }), v.object({ products: IdBatch })]);
export const PageQuery = v.object({ after: v.optional(v.string(), '') });

export const paths = {
  ofItems: (ids: string[]) => `/prices?items=${ids.join(',')}`,
  ofProducts: (ids: string[]) => `/prices?products=${ids.join(',')}`,
  page: (after: string) => `/catalogue?after=${encodeURIComponent(after)}`,
};
