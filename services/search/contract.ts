import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { Badge } from '@jogakbo/product-service/contract';
import * as v from 'valibot';

/** The orders of a list. In lists without search words, `relevance` means popularity. */
export const sorts = ['relevance', 'price-asc', 'price-desc', 'rating', 'newest', 'discount'] as const;
/** One of {@link sorts}. */
export const Sort = v.picklist(sorts);
export type Sort = v.InferOutput<typeof Sort>;

/** Products on one page of a list. */
export const pageSize = 24;
/** How many pages of a list can be reached by their number alone: as many from the beginning, and as many from the end. */
export const mostPages = 100;
/** The last page of a search. */
export const lastSearchPage = 27;

const Page = v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/), v.transform(Number));

/** Asks for the products of a category and all categories below it, for those with a badge, or for all products. */
export const ListingQuery = v.object({
  category: v.optional(v.string()),
  /** With a badge, the category is ignored. */
  badge: v.optional(Badge),
  sort: v.optional(Sort, 'relevance'),
  page: v.optional(Page, '1'),
  /** The `near` of a page in the same order. Needed for pages that are more than {@link mostPages} away from both ends. */
  near: v.optional(v.pipe(v.string(), v.maxLength(200))),
});
/** Searches a category and all categories below it, or the whole shop. */
export const SearchQuery = v.object({
  q: v.pipe(v.string(), v.maxLength(100)),
  category: v.optional(v.string()),
  sort: v.optional(Sort, 'relevance'),
  page: v.optional(Page, '1'),
});
/** Asks for suggestions in a category and all categories below it, or in the whole shop. */
export const SuggestionQuery = v.object({
  q: v.pipe(v.string(), v.maxLength(100)),
  category: v.optional(v.string()),
});

/** A product in a list, with its first item. */
export const ListingId = v.object({ productId: ProductId, itemId: ItemId });

/** One page of a list; `total` counts all pages. */
export const ListingPage = v.object({
  ids: v.array(ListingId),
  total: v.number(),
  /** The number of this page. It is another one than asked for if that one cannot be reached. */
  page: v.optional(v.number()),
  /** Describes this page. A link to another page of a long list carries it, so that the page is found from here. */
  near: v.optional(v.string()),
});

/** A title in parts. Joined they are the title; `match` marks the parts that the search found. */
export const Highlight = v.array(v.object({ text: v.string(), match: v.boolean() }));
export type Highlight = v.InferOutput<typeof Highlight>;

/** One page of found products; `total` counts all pages, up to 1,000 products. */
export const SearchPage = v.object({
  hits: v.array(v.object({ ...ListingId.entries, title: Highlight })),
  total: v.number(),
  /** More products than `total` were found. The {@link lastSearchPage} pages show the most popular ones. */
  more: v.optional(v.boolean(), false),
  /** How the typed text was read: literally, as initial consonants, or as Korean typed on an English keyboard. */
  reading: v.picklist(['literal', 'choseong', 'keyboard']),
  /** The words that were searched for, such as 포켓몬 for `vhzptahs`. */
  words: v.string(),
  /** Nothing was found for the typed words, and `words` are the nearest words in titles and brands: 나노블록 for 나노블럭. */
  corrected: v.optional(v.boolean(), false),
});
export type SearchPage = v.InferOutput<typeof SearchPage>;

/** Suggestions for a text that is still being typed. */
export const SuggestionList = v.object({
  /** Words to search for, the most frequent first. */
  terms: v.optional(v.array(v.string()), []),
  suggestions: v.array(v.object({ text: v.string(), productId: ProductId })),
});

/**
 * How far a rebuild has come: how many products are done, how many of them were written since they differed, and how many were removed.
 * `generation` is when it began, in epoch milliseconds. Ask again until it is `done`.
 */
export const IndexReport = v.object({
  products: v.number(),
  written: v.optional(v.number(), 0),
  removed: v.number(),
  generation: v.number(),
  done: v.optional(v.boolean(), true),
});
export type IndexReport = v.InferOutput<typeof IndexReport>;

/** Paths of the service. */
export const paths = {
  /** GET: a {@link ListingPage}. */
  listings: (query: {
    category?: string | undefined;
    badge?: v.InferOutput<typeof Badge> | undefined;
    sort?: Sort;
    page?: number;
    near?: string | undefined;
  }) => `/listings?${toQuery(query)}`,
  /** GET: a {@link SearchPage}. */
  search: (query: { q: string; category?: string | undefined; sort?: Sort; page?: number }) =>
    `/search?${toQuery(query)}`,
  /** GET: a {@link SuggestionList}. */
  suggestions: (q: string, category?: string) => `/suggestions?${toQuery({ q, category })}`,
  /** POST, for operators: does the next part of a rebuild from the services that own the data, and gives an {@link IndexReport}. */
  index: '/index',
  /** PUT a {@link SpellingImport}, for operators: gives an `ImportReport`. Known spellings stay. */
  spellings: '/spellings',
};

/** Other spellings of words in titles, such as pokemon for 포켓몬, to store; for operators. */
export const SpellingImport = v.object({
  spellings: v.pipe(
    v.array(
      v.object({
        spelling: v.pipe(v.string(), v.nonEmpty(), v.maxLength(60)),
        term: v.pipe(v.string(), v.nonEmpty(), v.maxLength(60)),
      }),
    ),
    v.minLength(1),
    v.maxLength(500),
  ),
});

function toQuery(query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
