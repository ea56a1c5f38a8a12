import type { RatingSummary } from './contract.ts';

/** A row of `rating_summary`. */
export type SummaryRow = {
  product_id: string;
  count: number;
  sum: number;
  stars_1: number;
  stars_2: number;
  stars_3: number;
  stars_4: number;
  stars_5: number;
};

/** @param row the row of the product; undefined for a product without reviews */
export function toRatingSummary(productId: string, row: SummaryRow | undefined): RatingSummary {
  if (!row) return { productId, count: 0, average: 0, histogram: [0, 0, 0, 0, 0] };
  const { count, sum, stars_1, stars_2, stars_3, stars_4, stars_5 } = row;
  const average = count === 0 ? 0 : Math.round((10 * sum) / count) / 10;
  return { productId, count, average, histogram: [stars_1, stars_2, stars_3, stars_4, stars_5] };
}
