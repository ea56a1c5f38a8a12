import type { CouponRefusal } from './contract.ts';
import type { CouponTerms } from './coupon-terms.ts';

/** A coupon with whether this member, or all together, have used it as often as they may. */
export type HeldCoupon = CouponTerms & { spent: boolean };

/**
 * Why a member may not use a coupon now, whatever it is for; nothing where they may.
 *
 * @param coupon undefined where there is none of this code
 */
export function toCouponRefusal(coupon: HeldCoupon | undefined, now: number): CouponRefusal | undefined {
  if (!coupon) return 'unknown';
  if (now < coupon.startsAt) return 'not-yet';
  if (now >= coupon.endsAt) return 'expired';
  return coupon.spent ? 'used' : undefined;
}
