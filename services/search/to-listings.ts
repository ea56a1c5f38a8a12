import type { Listing } from './listing.ts';
import { toBadgeList } from './to-badge-list.ts';

/** The fields of each source that the index needs. */
export type Product = {
  id: string;
  itemId: string;
  title: string;
  brand: string;
  category: string;
  badges: readonly string[];
  createdAt: number;
};
export type Price = { productId: string; list: number; final: number; discountPercent: number };
export type Rating = { productId: string; average: number; count: number };
export type Category = { slug: string; parent: string | null };

/** Data of the other sources, by product id; `parentOf` by slug. */
export type Details = {
  priceOf: ReadonlyMap<string, Price>;
  ratingOf: ReadonlyMap<string, Rating>;
  parentOf: ReadonlyMap<string, string | null>;
};

/** Joins the data of each product. A product without a price is not for sale and is left out. */
export function toListings(
  products: readonly Product[],
  { priceOf, ratingOf, parentOf }: Details,
): Listing[] {
  return products.flatMap(({ id, itemId, title, brand, category, badges, createdAt }) => {
    const price = priceOf.get(id);
    if (!price) return [];
    const rating = ratingOf.get(id);
    return {
      productId: id,
      itemId,
      title,
      brand,
      categories: [...toLineage(category, parentOf), ...badges.map(toBadgeList)],
      price: price.final,
      listPrice: price.list,
      discountPercent: price.discountPercent,
      rating: rating?.average ?? 0,
      reviewCount: rating?.count ?? 0,
      createdAt,
    };
  });
}

/** A category and all categories above it. A loop in a broken tree ends the list. */
function toLineage(category: string, parentOf: Details['parentOf']): string[] {
  const lineage = new Set<string>();
  for (let slug: string | null = category; slug && !lineage.has(slug); slug = parentOf.get(slug) ?? null) {
    lineage.add(slug);
  }
  return [...lineage];
}
