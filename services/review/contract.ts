import { IdBatch, ProductId } from '@jogakbo/contracts/ids';
import * as v from 'valibot';

export const ratings = [1, 2, 3, 4, 5] as const;
export const Rating = v.picklist(ratings);
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

export const paths = {
  ofProducts: (ids: string[]) => `/ratings?products=${ids.join(',')}`,
  page: (after: string) => `/catalogue?after=${encodeURIComponent(after)}`,
};
