/** The cache tag of whatever shows a product's reviews. */
export function toCacheTag(product: string): string {
  return `review-${product}`;
}
