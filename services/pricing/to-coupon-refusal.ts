import type { CouponRefusal } from './contract.ts';
import type { CouponTerms } from './coupon-terms.ts';

/** A coupon for one member. `spent`: this member, or all members together, have used it as often as allowed. */
export type HeldCoupon = CouponTerms & { spent: boolean };

/**
 * Why a member may not use a coupon now, before its lines are looked at.
 *
 * @param coupon undefined for an unknown code
 * @param now epoch milliseconds
 * @returns undefined if the member may use it
 */
export function toCouponRefusal(coupon: HeldCoupon | undefined, now: number): CouponRefusal | undefined {
  if (!coupon) return 'unknown';
  if (now < coupon.startsAt) return 'not-yet';
  if (now >= coupon.endsAt) return 'expired';
  return coupon.spent ? 'used' : undefined;
}
