import { toCouponCode } from '@jogakbo/contracts/typed-text';

/** Several codes, each once. */
export function toCouponCodes(texts: string[]): string[] {
  return [...new Set(texts.map(toCouponCode))];
}
