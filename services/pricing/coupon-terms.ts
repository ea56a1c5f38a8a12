import type { CouponClass } from './contract.ts';

/** What a coupon gives, and to whom. */
export type CouponTerms = {
  /** In upper case. */
  code: string;
  name: { ko: string; en: string };
  class: CouponClass;
  /** Off what it is for: `percent` of it, or an amount in won. */
  kind: 'percent' | 'won';
  value: number;
  /** The most it takes off, in won. */
  cap: number | null;
  /** The least that must be payable of what it is for, in won. */
  least: number;
  /** It may be used from `startsAt` on and before `endsAt`, epoch milliseconds. */
  startsAt: number;
  endsAt: number;
  /** The products that a coupon of class `product` is for; null for all. */
  products: string[] | null;
  /** Counts only where no other coupon does. */
  exclusive: boolean;
  /** Each member may use it once. */
  once: boolean;
  /** How often it may be used by all members together; null for any number of times. */
  total: number | null;
};
