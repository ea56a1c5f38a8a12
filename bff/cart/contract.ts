import { maxQuantity } from '@jogakbo/cart-service/contract';
import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { Won } from '@jogakbo/contracts/money';
import { toPath, withQuery } from '@jogakbo/contracts/path';
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

/** `total` is what is to be paid, `saved` how much less that is than the list prices. `priced` is false if a price is missing. */
export const CartView = v.object({
  count: v.number(),
  lines: v.array(LineView),
  total: Won,
  saved: Won,
  priced: v.boolean(),
});
export type CartView = v.InferOutput<typeof CartView>;

/** How many lines the cart has. */
export const CountView = v.object({ count: v.number() });

/** The item that a product page adds when none is chosen. */
export const DefaultItemView = v.object({ itemId: ItemId });

/** What the buy box of a product page offers: the item chosen, or the product's first. Stock that nobody can tell counts as enough. */
export const BuyBoxView = v.object({ itemId: ItemId, soldOut: v.boolean() });
export type BuyBoxView = v.InferOutput<typeof BuyBoxView>;
export const BuyBoxQuery = v.object({ product: ProductId, item: v.optional(ItemId) });

/** A number, or its digits as a form sends them. */
const Count = v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number))]);

export const AddInput = v.object({
  productId: ProductId,
  itemId: ItemId,
  quantity: v.pipe(Count, v.integer(), v.minValue(1), v.maxValue(maxQuantity)),
});
export const ChangeInput = v.object({
  quantity: v.pipe(Count, v.integer(), v.minValue(0), v.maxValue(maxQuantity)),
});

export const paths = {
  cart: '/cart',
  count: '/count',
  items: '/items',
  item: (itemId: string) => toPath`/items/${itemId}`,
  defaultItem: (productId: string) => toPath`/products/${productId}/default-item`,
  buyBox: (product: string, item?: string) => withQuery('/buy-box', { product, item }),
};
