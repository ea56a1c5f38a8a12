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
export const Cart = v.object({
  lines: v.array(Line),
  /** Lines of before the log-in that had no room. Adding the item, or DELETE on `paths.remainder`, takes it off this list. */
  remainder: v.optional(v.array(Line), []),
});
export type Cart = v.InferOutput<typeof Cart>;

/** The cart after a change. `repeated`: a request of the same key was answered some time ago, and this one changed nothing. */
export const ChangedCart = v.object({ ...Cart.entries, repeated: v.optional(v.boolean(), false) });
export type ChangedCart = v.InferOutput<typeof ChangedCart>;

/** Added to what the cart already has of the item. `most` is how many there are in stock; leave it out where that is not known. */
export const Addition = v.object({
  ...Line.entries,
  most: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export type Addition = v.InferOutput<typeof Addition>;

/** Replaces what the cart has of the item; 0 removes it. */
export const Change = v.object({
  quantity: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxQuantity)),
});

/** Removes these items; those that are not in the cart are no error. */
export const Removal = v.object({ items: v.pipe(v.array(ItemId), v.minLength(1), v.maxLength(maxLines)) });

/** PUT by the order service: an order of these lines is under way. */
export const OrderedLines = v.object({
  lines: v.array(v.object({ itemId: ItemId, quantity: Quantity })),
});
export const OrderId = v.object({ order: v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/)) });

/**
 * Why a cart did not change: a problem's `reason`. `key-reused` (422): the idempotency key came with another request before.
 * A change that is answered 503 `unknown` may have taken effect: repeat it with the same key.
 */
export const Refusal = v.picklist([
  'too-many-lines',
  'too-many-pieces',
  'not-enough-stock',
  'not-in-cart',
  'key-reused',
]);
export type Refusal = v.InferOutput<typeof Refusal>;

/**
 * Requests carry a token. A member's cart takes over what the same visitor put into one as a guest. Changes may carry an
 * `idempotency-key`: for 24 hours the same request with the same key changes the cart once.
 */
export const paths = {
  cart: '/cart',
  /** The same for a caller that orders by it: it is waited for as long as the request lasts. */
  cartToOrder: '/cart?for=order',
  items: '/cart/items',
  item: (itemId: string) => toPath`/cart/items/${itemId}`,
  /** POST a {@link Removal}. */
  removals: '/cart/removals',
  remainder: '/cart/remainder',
  /**
   * For the order service only, with a token that names the member. PUT {@link OrderedLines}: hides them while the order is under
   * way. DELETE: shows them again, as the order will not be. The event `order.confirmed` takes them out.
   */
  order: (id: string) => toPath`/cart/orders/${id}`,
};
