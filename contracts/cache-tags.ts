/**
 * The cache tags of shared fragments. A slice gives them with a fragment's answer (`tags`). An event ends the copies with the tags that
 * `toCacheTags` in `domain-events.ts` returns for it.
 */
export const cacheTags = {
  product: (productId: string) => `product-${productId}`,
  price: (productId: string) => `price-${productId}`,
  /** Of an item, or of all items of a product: item and product numbers never meet by more than chance. */
  stock: (id: string) => `stock-${id}`,
  reviews: (productId: string) => `review-${productId}`,

  /**
   * The tags of whatever shows products as cards: with title, price and stars. Not with stock, which any order changes, so that busy
   * lists stay shared.
   */
  cards: (productIds: readonly string[]) =>
    productIds.flatMap((id) => [cacheTags.product(id), cacheTags.price(id), cacheTags.reviews(id)]),
} as const;
