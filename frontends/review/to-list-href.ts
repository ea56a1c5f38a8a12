import type { ListQuery } from '@jogakbo/review-bff/contract';
import type * as v from 'valibot';

export type Listing = v.InferOutput<typeof ListQuery>;

/** The link to a product's reviews with this order and filter. Defaults are left out. */
export function toListHref(product: string, { sort, rating, page }: Listing): string {
  const params = new URLSearchParams();
  if (rating) params.set('reviews-rating', String(rating));
  if (sort !== 'newest') params.set('reviews-sort', sort);
  if (page > 1) params.set('reviews-page', String(page));
  return `/products/${product}${params.size > 0 ? `?${params}` : ''}#reviews`;
}
