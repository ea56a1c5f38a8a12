import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { toPath } from '@jogakbo/contracts/path';
import * as v from 'valibot';

/** The most different items a cart holds, and the most pieces of one. */
export const maxLines = 100;
export const maxQuantity = 999;

export const Quantity = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxQuantity));

export const Line = v.object({ productId: ProductId, itemId: ItemId, quantity: Quantity });
export type Line = v.InferOutput<typeof Line>;

/** Lines in the order in which they were first added. */
export const Cart = v.object({ lines: v.array(Line) });
export type Cart = v.InferOutput<typeof Cart>;

/** Added to what the cart already has of the item. */
export const Addition = Line;

/** Replaces what the cart has of the item; 0 removes it. */
export const Change = v.object({
  quantity: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxQuantity)),
});

/** PUT by the order service: an order of these lines is under way. */
export const OrderedLines = v.object({
  lines: v.array(v.object({ itemId: ItemId, quantity: Quantity })),
});
export const OrderId = v.object({ order: v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/)) });

/** Why a cart did not change: a problem's `reason`. */
export const Refusal = v.picklist(['too-many-lines', 'too-many-pieces', 'not-in-cart']);
export type Refusal = v.InferOutput<typeof Refusal>;

/** Requests carry a token. A member's cart takes over what the same visitor put into one as a guest. Additions may carry an `idempotency-key`, so that a repeated one adds once. */
export const paths = {
  cart: '/cart',
  /** The same for a caller that orders by it: it is waited for as long as the request lasts. */
  cartToOrder: '/cart?for=order',
  items: '/cart/items',
  item: (itemId: string) => toPath`/cart/items/${itemId}`,
  /**
   * For the order service only, with a token that names the member. PUT {@link OrderedLines}: hides them while the order is under
   * way. DELETE: shows them again, as the order will not be. The event `order.confirmed` takes them out.
   */
  order: (id: string) => toPath`/cart/orders/${id}`,
};
