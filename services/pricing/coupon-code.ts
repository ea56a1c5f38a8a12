import { toCouponCode } from '@jogakbo/contracts/typed-text';

/** Coupon codes in their normal form, each once. */
export function toCouponCodes(texts: string[]): string[] {
  return [...new Set(texts.map(toCouponCode))];
}
