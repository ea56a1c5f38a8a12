/**
 * The cache tags of shared fragments. A slice gives them with a fragment's answer (`tags`). An event ends the copies with the tags that
 * `toCacheTags` in `domain-events.ts` returns for it.
 */
export const cacheTags = {
  product: (productId: string) => `product-${productId}`,
  price: (productId: string) => `price-${productId}`,
  /** The stock of an item, or of all items of a product. An item and a product only have the same number by chance. */
  stock: (id: string) => `stock-${id}`,
  reviews: (productId: string) => `review-${productId}`,

  /**
   * The tags of a list of product cards: title, price and stars of each product. Stock is not among them: every order changes it, and the
   * copies of a busy list would never last.
   */
  cards: (productIds: readonly string[]) =>
    productIds.flatMap((id) => [cacheTags.product(id), cacheTags.price(id), cacheTags.reviews(id)]),
} as const;
