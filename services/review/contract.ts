import { IdBatch, ProductId } from '@jogakbo/contracts/ids';
import { toPath, withQuery } from '@jogakbo/contracts/path';
import { TypedLine, TypedParagraphs } from '@jogakbo/contracts/typed-text';
import * as v from 'valibot';

/** The ratings of a review, in stars. */
export const ratings = [1, 2, 3, 4, 5] as const;
/** One of {@link ratings}. */
export const Rating = v.picklist(ratings, 'must be a whole number from 1 to 5');
export type Rating = v.InferOutput<typeof Rating>;

/**
 * The ratings of a product. `average` has one decimal and is 0 without reviews; `histogram` has the number of reviews with 1, 2, 3, 4
 * and 5 stars.
 */
export const RatingSummary = v.object({
  productId: ProductId,
  count: v.number(),
  average: v.number(),
  histogram: v.tuple([v.number(), v.number(), v.number(), v.number(), v.number()]),
});
export type RatingSummary = v.InferOutput<typeof RatingSummary>;

/** A summary for each product of the request, in its order. A product without reviews has the count 0. */
export const RatingBatch = v.object({ ratings: v.array(RatingSummary) });
/** Asks for the ratings of at most 100 products. */
export const BatchQuery = v.object({ products: IdBatch });
/**
 * A page of the summaries of all products that have reviews, in the order of product ids. `next` is the `after` of the next page,
 * null at the end.
 */
export const RatingPage = v.object({ ratings: v.array(RatingSummary), next: v.nullable(v.string()) });
/** Asks for a page of summaries; `after` is the last product id of the page before. */
export const PageQuery = v.object({ after: v.optional(v.string(), '') });

/** The longest title, in UTF-16 code units as browsers count them, after cleaning. */
export const maxTitle = 100;
/** The shortest body, in the same unit. */
export const minBody = 10;
/** The longest body, in the same unit. */
export const maxBody = 2_000;

const titleLength = `must have 1 to ${maxTitle} characters`;
/** The title of a review: one line. */
export const Title = TypedLine(maxTitle, titleLength, titleLength);
/** The body of a review: plain text with line breaks. */
export const Body = TypedParagraphs(minBody, maxBody);

/** The review that a member writes. */
export const NewReview = v.object({ rating: Rating, title: Title, body: Body });
export type NewReview = v.InferOutput<typeof NewReview>;

/** A review as it is stored. */
export const Review = v.object({
  id: v.string(),
  productId: ProductId,
  rating: Rating,
  title: v.string(),
  body: v.string(),
  /** The masked name of the member, such as `김*수`; empty if the member has left. */
  author: v.string(),
  /** Epoch milliseconds. */
  createdAt: v.number(),
  /** Epoch milliseconds of the last change; left out or null if it was never changed. */
  changedAt: v.optional(v.nullable(v.number())),
  /** Whether its author received the product. It is true for every review that is shown or counted. */
  verified: v.optional(v.boolean()),
});
export type Review = v.InferOutput<typeof Review>;

/** Whether a product was delivered to a member, who may then review it, and the member's review of it. */
export const OwnReview = v.object({ delivered: v.boolean(), review: v.nullable(Review) });
export type OwnReview = v.InferOutput<typeof OwnReview>;

/**
 * Why a review is refused, as a problem's `reason`. `withdrawn`: the same form was taken before, and its review was withdrawn after
 * that.
 */
export const ReviewRefusal = v.picklist(['log-in', 'not-delivered', 'withdrawn']);

/** `withdrawn` is false if the member has no review of the product, for example after a second click. */
export const Withdrawal = v.object({ withdrawn: v.boolean() });

/** The orders of a list of reviews. */
export const sorts = ['newest', 'rating-high', 'rating-low'] as const;
/** One of {@link sorts}. */
export const Sort = v.picklist(sorts);
export type Sort = v.InferOutput<typeof Sort>;

const Digit = v.pipe(v.string(), v.regex(/^[1-5]$/), v.transform(Number), Rating);
const PageNumber = v.pipe(v.string(), v.regex(/^[1-9]\d{0,4}$/), v.transform(Number));

/** Asks for a page of reviews. A malformed value becomes the default: the newest first, all ratings, the first page. */
export const ListQuery = v.object({
  sort: v.optional(v.fallback(Sort, 'newest'), 'newest'),
  rating: v.fallback(v.optional(Digit), undefined),
  page: v.optional(v.fallback(PageNumber, 1), '1'),
});
export type ListQuery = v.InferOutput<typeof ListQuery>;

/** Reviews on a page. */
export const pageSize = 10;
/** The most pages of a product. Older reviews are counted; another order or rating shows more of them. */
export const mostPages = 240;

/**
 * One page of a product's reviews. `total` counts the reviews of the requested rating on all `pages`. `page` is the number of this
 * page: the last page if the request named a later one. There are at most {@link mostPages}.
 */
export const ReviewPage = v.object({
  summary: RatingSummary,
  reviews: v.array(Review),
  total: v.number(),
  page: v.number(),
  pages: v.number(),
});
export type ReviewPage = v.InferOutput<typeof ReviewPage>;

/** At most 100 reviews to store, for operators. */
export const ReviewImport = v.object({ reviews: v.pipe(v.array(Review), v.minLength(1), v.maxLength(100)) });

/** A review as it moves between the shop and the program that it replaces. Both use the same ids. */
export const MovedReview = v.object({
  productId: ProductId,
  /** Null for a review whose member is unknown or has left. */
  memberId: v.nullable(v.string()),
  author: v.pipe(v.string(), v.maxLength(100)),
  rating: Rating,
  title: v.pipe(v.string(), v.maxLength(maxTitle)),
  body: v.pipe(v.string(), v.maxLength(maxBody)),
  createdAt: v.number(),
});
export type MovedReview = v.InferOutput<typeof MovedReview>;

/** Paths of the service. */
export const paths = {
  /** PUT a {@link ReviewImport}, for operators: gives an {@link ImportReport}. A review that exists stays as it is. */
  imports: '/reviews',
  /** GET: a {@link RatingBatch} of at most 100 products. */
  ofProducts: (ids: string[]) => withQuery('/ratings', { products: ids.join(',') }),
  /** GET: a {@link RatingPage}; `after` is empty for the first page. */
  page: (after: string) => withQuery('/catalogue', { after }),
  /**
   * POST a {@link NewReview} as the member of the token: writes or changes the member's review of the product, and gives the
   * {@link Review}. 403 `not-delivered`. With an `idempotency-key`, the same review with the same key takes effect once in a day.
   */
  reviews: (product: string) => toPath`/products/${product}/reviews`,
  /** GET: the {@link OwnReview} of the member of the token. DELETE: withdraws it and gives a {@link Withdrawal}. */
  own: (product: string) => toPath`/products/${product}/reviews/own`,
  /** GET: a {@link ReviewPage}. */
  list: (product: string, { sort, rating, page }: ListQuery) =>
    withQuery(toPath`/products/${product}/reviews`, { sort, rating, page }),
};
