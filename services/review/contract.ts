import { IdBatch, ProductId } from '@jogakbo/contracts/ids';
import * as v from 'valibot';
import { toLine, toParagraphs } from './clean-text.ts';

export const ratings = [1, 2, 3, 4, 5] as const;
export const Rating = v.picklist(ratings, 'must be a whole number from 1 to 5');
export type Rating = v.InferOutput<typeof Rating>;

/** A product's reviews in numbers. `average` has one decimal, and is 0 where there are none; `histogram` counts 1 to 5 stars. */
export const RatingSummary = v.object({
  productId: ProductId,
  count: v.number(),
  average: v.number(),
  histogram: v.tuple([v.number(), v.number(), v.number(), v.number(), v.number()]),
});
export type RatingSummary = v.InferOutput<typeof RatingSummary>;

/** One for every product asked for, in that order; a product without reviews counts 0. */
export const RatingBatch = v.object({ ratings: v.array(RatingSummary) });
export const BatchQuery = v.object({ products: IdBatch });
/** A page of all summaries in the order of product ids, those without reviews left out. */
export const RatingPage = v.object({ ratings: v.array(RatingSummary), next: v.nullable(v.string()) });
export const PageQuery = v.object({ after: v.optional(v.string(), '') });

/** Characters, in UTF-16 code units as browsers count them, after cleaning. */
export const maxTitle = 100;
export const minBody = 10;
export const maxBody = 2_000;

/** At least one character that is seen. */
const visible = /[^\s\p{DI}]/u;

/** Plain text on one line; what is no character to read is dropped. */
export const Title = v.pipe(
  v.string('must be text'),
  v.transform(toLine),
  v.regex(visible, `must have 1 to ${maxTitle} characters`),
  v.maxLength(maxTitle, `must have 1 to ${maxTitle} characters`),
);
/** Plain text with its line breaks. */
export const Body = v.pipe(
  v.string('must be text'),
  v.transform(toParagraphs),
  v.regex(visible, `must have ${minBody} to ${maxBody} characters`),
  v.minLength(minBody, `must have ${minBody} to ${maxBody} characters`),
  v.maxLength(maxBody, `must have ${minBody} to ${maxBody} characters`),
);

/** A review as it was written, with the name its author is shown by. */
export const NewReview = v.object({
  rating: Rating,
  title: Title,
  body: Body,
  author: v.pipe(v.string(), v.transform(toLine), v.minLength(1), v.maxLength(50)),
});
export type NewReview = v.InferOutput<typeof NewReview>;

export const Review = v.object({
  id: v.string(),
  productId: ProductId,
  rating: Rating,
  title: v.string(),
  body: v.string(),
  author: v.string(),
  /** Epoch milliseconds. */
  createdAt: v.number(),
  /** Whether its author bought the product, as far as is known. */
  verified: v.optional(v.boolean()),
});
export type Review = v.InferOutput<typeof Review>;

export const sorts = ['newest', 'rating-high', 'rating-low'] as const;
export const Sort = v.picklist(sorts);
export type Sort = v.InferOutput<typeof Sort>;

const Digit = v.pipe(v.string(), v.regex(/^[1-5]$/), v.transform(Number), Rating);
const PageNumber = v.pipe(v.string(), v.regex(/^[1-9]\d{0,4}$/), v.transform(Number));

/** What does not fit counts as not asked for: newest first, all ratings, the first page. */
export const ListQuery = v.object({
  sort: v.optional(v.fallback(Sort, 'newest'), 'newest'),
  rating: v.fallback(v.optional(Digit), undefined),
  page: v.optional(v.fallback(PageNumber, 1), '1'),
});
export type ListQuery = v.InferOutput<typeof ListQuery>;

/** How many reviews a page has. */
export const pageSize = 10;

/**
 * One page of a product's reviews. `total` counts those of the rating asked for, over all `pages`; `page` is the one that
 * this is, the last where more were asked for than there are.
 */
export const ReviewPage = v.object({
  summary: RatingSummary,
  reviews: v.array(Review),
  total: v.number(),
  page: v.number(),
  pages: v.number(),
});
export type ReviewPage = v.InferOutput<typeof ReviewPage>;

/** Writing takes the visitor's id and may take an `idempotency-key`: the same one again gives the review it gave before. */
export const paths = {
  ofProducts: (ids: string[]) => `/ratings?products=${ids.join(',')}`,
  page: (after: string) => `/catalogue?after=${encodeURIComponent(after)}`,
  reviews: (product: string) => `/products/${product}/reviews`,
  list: (product: string, { sort, rating, page }: ListQuery) =>
    `/products/${product}/reviews?sort=${sort}${rating ? `&rating=${rating}` : ''}&page=${page}`,
};
