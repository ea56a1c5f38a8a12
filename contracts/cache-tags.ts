/**
 * The cache tags of fragments that several slices show something of. A slice gives them to its shared fragments (`sharing.tags`);
 * {@link toCacheTags} of `domain-events.ts` says which events put them out of date.
 */
export const cacheTags = {
  product: (productId: string) => `product-${productId}`,
  price: (productId: string) => `price-${productId}`,
  /** Of an item, or of all items of a product: item and product numbers never meet by more than chance. */
  stock: (id: string) => `stock-${id}`,
  reviews: (productId: string) => `review-${productId}`,

  /** The tags of whatever shows products as cards: with title, price and stars. */
  cards: (productIds: readonly string[]) =>
    productIds.flatMap((id) => [cacheTags.product(id), cacheTags.price(id), cacheTags.reviews(id)]),
} as const;
