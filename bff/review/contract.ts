import { ProductId } from '@jogakbo/contracts/ids';
import {
  Body,
  ListQuery,
  Rating,
  RatingSummary,
  Review,
  ReviewPage,
  Title,
} from '@jogakbo/review-service/contract';
import * as v from 'valibot';

export type { RatingSummary, Review } from '@jogakbo/review-service/contract';
export { maxBody, maxTitle, minBody, type Sort, sorts } from '@jogakbo/review-service/contract';

/** How a product is rated; a count of 0 where nobody has reviewed it. */
export const SummaryView = RatingSummary;
export type SummaryView = v.InferOutput<typeof SummaryView>;

/** A page of a product's reviews, with how it is rated by all of them. */
export const ReviewsView = ReviewPage;
export type ReviewsView = v.InferOutput<typeof ReviewsView>;

/** The review as it was written. */
export const WrittenView = Review;

export const SummaryQuery = v.object({ product: ProductId });
/** What does not fit, except the product, counts as not asked for. */
export const ReviewsQuery = v.object({ product: ProductId, ...ListQuery.entries });
export { ListQuery };

/** A number, or its digit as a form sends it. */
const Stars = v.pipe(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d$/), v.transform(Number))]), Rating);

/** What a visitor says of a product: the fields of the form. */
export const ReviewText = v.object({ rating: Stars, title: Title, body: Body });
export const ReviewInput = v.object({ productId: ProductId, ...ReviewText.entries });

export const paths = {
  summary: (product: string) => `/summary?product=${product}`,
  reviews: '/reviews',
  list: (product: string, { sort, rating, page }: ListQuery) =>
    `/reviews?product=${product}&sort=${sort}${rating ? `&rating=${rating}` : ''}&page=${page}`,
};
