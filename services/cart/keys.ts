/** Seconds for which a cart is kept after its last change: 30 days. */
export const cartLifetimeSeconds = 30 * 24 * 60 * 60;

/** The Redis keys of one owner's cart. They share a hash tag, so one script may write all of them. */
export function toKeys(owner: string) {
  const cart = `cart:{${owner}}`;
  return {
    cart,
    /** Orders under way; see `count-hidden.lua`. */
    orders: `${cart}:orders`,
    /** Lines of a guest that had no room in the member's cart; see `adopt.lua`. */
    remainder: `${cart}:remainder`,
    /** The end of an order: `confirmed` or `cancelled`. */
    order: (id: string) => `${cart}:order:${id}`,
    /** The mark of a request with an idempotency key; see `answered.lua`. */
    answered: (key: string) => `${cart}:answered:${key}`,
  };
}
