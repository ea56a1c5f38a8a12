/** The link to the product page with the open form. */
export function toFormHref(product: string): string {
  return `/products/${product}?review=write#review-form`;
}
