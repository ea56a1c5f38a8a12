import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { toPath } from '@jogakbo/contracts/path';
import * as v from 'valibot';

/** The most lines of a cart. */
export const maxLines = 100;
/** The most pieces of one item. */
export const maxQuantity = 999;

/** A number of pieces. */
export const Quantity = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxQuantity));

/** Pieces of one item in a cart. */
export const Line = v.object({ productId: ProductId, itemId: ItemId, quantity: Quantity });
export type Line = v.InferOutput<typeof Line>;

/** A cart. Its lines are in the order in which they were first added. */
export const Cart = v.object({
  lines: v.array(Line),
  /** Lines from before the log-in that had no room. Adding the item removes its line; DELETE on `paths.remainder` removes all. */
  remainder: v.optional(v.array(Line), []),
});
export type Cart = v.InferOutput<typeof Cart>;

/** The cart after a change. `repeated`: a request with the same key was answered before, and this one changed nothing. */
export const ChangedCart = v.object({ ...Cart.entries, repeated: v.optional(v.boolean(), false) });
export type ChangedCart = v.InferOutput<typeof ChangedCart>;

/** Pieces to add to those that the cart already has of the item. `most` is the stock; leave it out if it is unknown. */
export const Addition = v.object({
  ...Line.entries,
  most: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export type Addition = v.InferOutput<typeof Addition>;

/** Sets the quantity of an item; 0 removes it. */
export const Change = v.object({
  quantity: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxQuantity)),
});

/** Removes items. An item that is not in the cart is no error. */
export const Removal = v.object({ items: v.pipe(v.array(ItemId), v.minLength(1), v.maxLength(maxLines)) });

/** The lines of an order that is under way. */
export const OrderedLines = v.object({
  lines: v.array(v.object({ itemId: ItemId, quantity: Quantity })),
});
/** The number of an order, as a parameter of a path. */
export const OrderId = v.object({ order: v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/)) });

/**
 * Why a cart did not change, as a problem's `reason`. `key-reused` (422): another request had the same idempotency key before. A
 * change that is answered 503 `unknown` may have taken effect: repeat it with the same key.
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
 * Paths of the service. Every request needs a token. A member's cart gets the lines that the same visitor added as a guest. A change
 * may have an `idempotency-key`: for 24 hours the same request with the same key changes the cart once.
 */
export const paths = {
  /** GET: a {@link Cart}, or soon 503 while Redis is slow. */
  cart: '/cart',
  /** GET: the same for placing an order. It waits for Redis until the deadline of the request. */
  cartToOrder: '/cart?for=order',
  /** POST an {@link Addition}: gives a {@link ChangedCart}, like all changes. */
  items: '/cart/items',
  /** PUT a {@link Change}. */
  item: (itemId: string) => toPath`/cart/items/${itemId}`,
  /** POST a {@link Removal}. */
  removals: '/cart/removals',
  /** DELETE: empties the list of lines that had no room. */
  remainder: '/cart/remainder',
  /**
   * Only for the order service, with a token that names the member. PUT {@link OrderedLines}: hides them while the order is under
   * way. DELETE: shows them again if the order is not made. The event `order.confirmed` removes them.
   */
  order: (id: string) => toPath`/cart/orders/${id}`,
};
