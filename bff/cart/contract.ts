import { maxQuantity } from '@jogakbo/cart-service/contract';
import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { Won } from '@jogakbo/contracts/money';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import { TypedCount } from '@jogakbo/contracts/typed-text';
import { StockLevel } from '@jogakbo/inventory-service/contract';
import * as v from 'valibot';

export { maxLines, maxQuantity } from '@jogakbo/cart-service/contract';

/** How plenty a line's item is. `left` is told where they are few, or fewer than the line wants. */
export const LineStock = v.object({ level: StockLevel, left: v.nullable(v.number()) });
export type LineStock = v.InferOutput<typeof LineStock>;

/** What one line of the cart says now: names from the product team, prices from the pricing team, stock from the inventory team. */
export const LineView = v.object({
  productId: ProductId,
  itemId: ItemId,
  quantity: v.number(),
  /** Null where the product team cannot be reached or no longer sells it. */
  product: v.nullable(v.object({ title: v.string(), image: v.string(), option: v.string() })),
  /** Null where there is no price now; the line then counts for nothing in the totals. */
  price: v.nullable(v.object({ list: Won, final: Won, discountPercent: v.number() })),
  /** Null where nobody can say now. */
  stock: v.optional(v.nullable(LineStock), null),
});
export type LineView = v.InferOutput<typeof LineView>;

const RemainderLine = v.object({
  productId: ProductId,
  itemId: ItemId,
  quantity: v.number(),
  title: v.nullable(v.string()),
});

/** `total` is what is to be paid, `saved` how much less that is than the list prices. `priced` is false if a price is missing. */
export const CartView = v.object({
  count: v.number(),
  lines: v.array(LineView),
  total: Won,
  saved: Won,
  priced: v.boolean(),
  /** False while a line is sold out or wants more than there is in stock. */
  orderable: v.optional(v.boolean(), true),
  /** Lines of before the log-in that had no room in the member's cart. */
  remainder: v.optional(v.array(RemainderLine), []),
});
export type CartView = v.InferOutput<typeof CartView>;

/** How many lines the cart has. */
export const CountView = v.object({ count: v.number() });

/** After a change. `repeated`: it was made some time ago by a request with the same key, and was not made again. */
export const ChangedView = v.object({ ...CountView.entries, repeated: v.optional(v.boolean(), false) });
export type ChangedView = v.InferOutput<typeof ChangedView>;

/** The item that a product page adds when none is chosen. */
export const DefaultItemView = v.object({ itemId: ItemId });

/**
 * What the buy box of a product page offers: the item chosen, or the product's first. `most` is how many can be bought, null where the
 * stock is not known: then it counts as enough. `low`: they are nearly sold out.
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

/** Changes may carry an `idempotency-key`: the same request with the same key is made once in 24 hours. */
export const paths = {
  cart: '/cart',
  count: '/count',
  items: '/items',
  item: (itemId: string) => toPath`/items/${itemId}`,
  /** POST: removes several items. */
  removals: '/removals',
  /** DELETE: dismisses the lines that had no room. */
  remainder: '/remainder',
  defaultItem: (productId: string) => toPath`/products/${productId}/default-item`,
  buyBox: (product: string, item?: string) => withQuery('/buy-box', { product, item }),
};
