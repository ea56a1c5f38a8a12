import type { CouponClass } from './contract.ts';

/** The terms of a coupon: its discount, and when it counts. */
export type CouponTerms = {
  /** In upper case. */
  code: string;
  name: { ko: string; en: string };
  class: CouponClass;
  /** Whether `value` is a percentage, or an amount in won. */
  kind: 'percent' | 'won';
  value: number;
  /** The largest discount, in won. */
  cap: number | null;
  /** The smallest payable amount for which it counts, in won. */
  least: number;
  /** It may be used from `startsAt` on and before `endsAt`, epoch milliseconds. */
  startsAt: number;
  endsAt: number;
  /** The products that a coupon of class `product` counts for; null for all. */
  products: string[] | null;
  /** Whether it counts only alone. */
  exclusive: boolean;
  /** Whether a member may use it only once. */
  once: boolean;
  /** How often all members together may use it; null for no limit. */
  total: number | null;
};
