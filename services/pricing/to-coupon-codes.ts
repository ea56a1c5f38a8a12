import { toCouponCode } from '@jogakbo/contracts/text-rules';

/** Coupon codes in their normal form, each once. */
export function toCouponCodes(texts: string[]): string[] {
  return [...new Set(texts.map(toCouponCode))];
}
