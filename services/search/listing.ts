import type { QueryForm, Reading } from './korean.ts';

/** A product as the index stores it. Prices are in won. */
export interface Listing {
  readonly productId: string;
  readonly itemId: string;
  readonly title: string;
  readonly brand: string;
  /** The product's category, every category above it, and the lists of its badges. */
  readonly categories: readonly string[];
  readonly price: number;
  readonly listPrice: number;
  /** The discount as the shop states it. It is not computed from the two prices. */
  readonly discountPercent: number;
  readonly rating: number;
  readonly reviewCount: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

export type Sort = 'relevance' | 'price-asc' | 'price-desc' | 'rating' | 'newest' | 'discount';

export interface Paging {
  readonly sort: Sort;
  /** The first page is 1. */
  readonly page: number;
  readonly perPage: number;
}

export interface CategoryQuery extends Paging {
  /** Left out for the whole shop. */
  readonly category?: string | undefined;
}

export interface TextQuery extends CategoryQuery {
  readonly forms: readonly QueryForm[];
}

export interface ListingId {
  readonly productId: string;
  readonly itemId: string;
}

export interface ListingPage {
  readonly ids: ListingId[];
  readonly total: number;
}

export interface Hit extends ListingId {
  readonly title: string;
}

export interface SearchPage {
  readonly ids: Hit[];
  readonly total: number;
  readonly reading: Reading;
  /** The form that found the hits; the first form if nothing was found. */
  readonly form: QueryForm | undefined;
}

export interface Suggestion {
  readonly text: string;
  readonly productId: string;
}

export interface Suggestions {
  /** Words to search for. */
  readonly terms: string[];
  readonly products: Suggestion[];
}

export interface ListingStore {
  /** Adds or replaces listings, but never one of a later generation. */
  put(listings: readonly Listing[], generation: number): Promise<void>;
  /** Deletes listings of earlier generations and gives their number. */
  sweep(generation: number): Promise<number>;
  /** Removes a product, unless it is of a later generation. */
  remove(productId: string, generation: number): Promise<void>;
  list(query: CategoryQuery): Promise<ListingPage>;
  /** Tries one form after another, and gives the hits of the first form that has any. */
  search(query: TextQuery): Promise<SearchPage>;
  /** Whether any product has the words of the form. */
  hasMatch(form: QueryForm): Promise<boolean>;
  suggest(forms: readonly QueryForm[], limit: number, category?: string): Promise<Suggestions>;
}
