import { ProductId } from '@jogakbo/contracts/ids';
import { withQuery } from '@jogakbo/contracts/path';
import {
  Body,
  ListQuery,
  OwnReview,
  Rating,
  RatingSummary,
  Review,
  ReviewPage,
  Title,
  Withdrawal,
} from '@jogakbo/review-service/contract';
import * as v from 'valibot';

export type { RatingSummary, Review } from '@jogakbo/review-service/contract';
export { maxBody, maxTitle, minBody, type Sort, sorts } from '@jogakbo/review-service/contract';

/** The rating of a product. The count is 0 for a product without reviews. */
export const SummaryView = RatingSummary;
export type SummaryView = v.InferOutput<typeof SummaryView>;

/** A page of a product's reviews, with the summary of all of them. */
export const ReviewsView = ReviewPage;
export type ReviewsView = v.InferOutput<typeof ReviewsView>;

/** The current review. */
export const WrittenView = Review;

/** Whether the product was delivered to the member, who may then review it, and the member's review. */
export const OwnView = OwnReview;
export type OwnView = v.InferOutput<typeof OwnView>;

export const WithdrawnView = Withdrawal;

export const SummaryQuery = v.object({ product: ProductId });
export const OwnQuery = SummaryQuery;
/** A value that does not fit gets its default, except the product. */
export const ReviewsQuery = v.object({ product: ProductId, ...ListQuery.entries });
export { ListQuery };

/** A number, or a digit as text, as a form sends it. */
const Stars = v.pipe(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d$/), v.transform(Number))]), Rating);

/** The fields of the review form. */
export const ReviewText = v.object({ rating: Stars, title: Title, body: Body });
export const ReviewInput = v.object({ productId: ProductId, ...ReviewText.entries });

export const paths = {
  summary: (product: string) => withQuery('/summary', { product }),
  /** POST a {@link ReviewInput}, as a member: writes their review of the product, or changes it. */
  reviews: '/reviews',
  /** GET the {@link OwnView} of the member; DELETE withdraws their review. */
  own: (product: string) => withQuery('/own', { product }),
  list: (product: string, { sort, rating, page }: ListQuery) =>
    withQuery('/reviews', { product, sort, rating, page }),
};
