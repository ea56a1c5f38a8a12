import { maxQuantity } from '@jogakbo/cart-service/contract';
import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { Won } from '@jogakbo/contracts/money';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import { TypedCount } from '@jogakbo/contracts/typed-text';
import { StockLevel } from '@jogakbo/inventory-service/contract';
import * as v from 'valibot';

export { maxLines, maxQuantity } from '@jogakbo/cart-service/contract';

/** The stock of a line's item. `left` is set if the stock is low, or lower than the line's quantity. */
export const LineStock = v.object({ level: StockLevel, left: v.nullable(v.number()) });
export type LineStock = v.InferOutput<typeof LineStock>;

/** One line of the cart with names from product, prices from pricing and stock from inventory. */
export const LineView = v.object({
  productId: ProductId,
  itemId: ItemId,
  quantity: v.number(),
  /** Null if the product team does not answer or no longer sells the item. */
  product: v.nullable(v.object({ title: v.string(), image: v.string(), option: v.string() })),
  /** Null if there is no price now. The totals then leave the line out. */
  price: v.nullable(v.object({ list: Won, final: Won, discountPercent: v.number() })),
  /** Null if the stock is not known now. */
  stock: v.optional(v.nullable(LineStock), null),
});
export type LineView = v.InferOutput<typeof LineView>;

const RemainderLine = v.object({
  productId: ProductId,
  itemId: ItemId,
  quantity: v.number(),
  title: v.nullable(v.string()),
});

/** `total` is the amount to pay, `saved` is the difference to the list prices. `priced` is false if a price is missing. */
export const CartView = v.object({
  count: v.number(),
  lines: v.array(LineView),
  total: Won,
  saved: Won,
  priced: v.boolean(),
  /** False while a line is sold out or its quantity is larger than the stock. */
  orderable: v.optional(v.boolean(), true),
  /** Lines from before the log-in that had no room in the member's cart. */
  remainder: v.optional(v.array(RemainderLine), []),
});
export type CartView = v.InferOutput<typeof CartView>;

/** The number of lines in the cart. */
export const CountView = v.object({ count: v.number() });

/** The cart after a change. `repeated` says that an earlier request with the same key had already made the change. */
export const ChangedView = v.object({ ...CountView.entries, repeated: v.optional(v.boolean(), false) });
export type ChangedView = v.InferOutput<typeof ChangedView>;

/** The item that a product page adds if the shopper has chosen none. */
export const DefaultItemView = v.object({ itemId: ItemId });

/**
 * The buy box of a product page, for the chosen item or the product's first one. `most` is the largest quantity to buy; it is null if
 * the stock is not known, and then any quantity is allowed. `low` says that the item is nearly sold out.
 */
export const BuyBoxView = v.object({
  itemId: ItemId,
  soldOut: v.boolean(),
  most: v.optional(v.nullable(v.number()), null),
  low: v.optional(v.boolean(), false),
});
export type BuyBoxView = v.InferOutput<typeof BuyBoxView>;
export const BuyBoxQuery = v.object({ product: ProductId, item: v.optional(ItemId) });

export const AddInput = v.object({
  productId: ProductId,
  itemId: ItemId,
  quantity: v.pipe(TypedCount, v.integer(), v.minValue(1), v.maxValue(maxQuantity)),
});
export const ChangeInput = v.object({
  quantity: v.pipe(TypedCount, v.integer(), v.minValue(0), v.maxValue(maxQuantity)),
});

export const RemovalInput = v.object({ items: v.pipe(v.array(ItemId), v.minLength(1), v.maxLength(100)) });

/** A change may carry an `idempotency-key`. The same request with the same key takes effect once in 24 hours. */
export const paths = {
  cart: '/cart',
  count: '/count',
  items: '/items',
  item: (itemId: string) => toPath`/items/${itemId}`,
  /** POST: removes several items. */
  removals: '/removals',
  /** DELETE: removes the lines that had no room. */
  remainder: '/remainder',
  defaultItem: (productId: string) => toPath`/products/${productId}/default-item`,
  buyBox: (product: string, item?: string) => withQuery('/buy-box', { product, item }),
};
