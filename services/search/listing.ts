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
  /** The `near` of a page of the same list. Pages around it are found from there. */
  readonly near?: string | undefined;
}

export interface TextQuery extends Omit<CategoryQuery, 'near'> {
  readonly forms: readonly QueryForm[];
}

/** The product ids behind `after`, up to and with `last`; null means all of them. */
export interface Range {
  readonly after: string;
  readonly last: string | null;
}

export interface ListingId {
  readonly productId: string;
  readonly itemId: string;
}

export interface ListingPage {
  readonly ids: ListingId[];
  readonly total: number;
  /** The number of this page. It differs from the page of the query if that one is too far to be reached. */
  readonly page: number;
  /** Describes this page in links to other pages. Only pages of long lists have it. */
  readonly near?: string;
}

export interface Hit extends ListingId {
  readonly title: string;
}

export interface SearchPage {
  readonly ids: Hit[];
  readonly total: number;
  /** There are more hits than `total`. */
  readonly more: boolean;
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
  /** Adds or replaces listings that differ, but never one of a later generation. Gives the number of those that differ. */
  put(listings: readonly Listing[], generation: number): Promise<number>;
  /** Puts all listings of a range, and removes the others in it unless they are of this or a later generation. */
  replace(
    range: Range,
    listings: readonly Listing[],
    generation: number,
  ): Promise<{ written: number; removed: number }>;
  /** Removes products, unless they are of a later generation. */
  remove(productIds: readonly string[], generation: number): Promise<void>;
  list(query: CategoryQuery): Promise<ListingPage>;
  /** Tries one form after another, and gives the hits of the first form that has any. */
  search(query: TextQuery): Promise<SearchPage>;
  /** For each form, whether any product has its words. */
  haveMatches(forms: readonly QueryForm[]): Promise<boolean[]>;
  suggest(forms: readonly QueryForm[], limit: number, category?: string): Promise<Suggestions>;
}
