import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Price } from './contract.ts';
import { type CouponRow, toCoupons } from './coupon-store.ts';
import { createPriceStore, type PriceRow, toPrices } from './price-store.ts';
import type { HeldCoupon } from './to-coupon-refusal.ts';

/**
 * Reads the prices of some lines, and coupons, in one batch. A shopper pays by them, so they come from the store, not from the cache.
 *
 * @param selects each selects coupons; the result has them in the same order
 */
export async function readTerms(
  database: D1Database,
  lines: { itemId: string }[],
  ...selects: D1PreparedStatement[]
): Promise<{ prices: Price[]; coupons: HeldCoupon[][] }> {
  const items = [...new Set(lines.map(({ itemId }) => itemId))];
  const [prices, ...held] = await database.batch([createPriceStore(database).selectItems(items), ...selects]);
  return {
    prices: toPrices((prices?.results ?? []) as PriceRow[]),
    coupons: held.map(({ results }) => toCoupons(results as CouponRow[])),
  };
}
