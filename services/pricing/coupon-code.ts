/** A coupon's code as it is kept, however someone wrote it: without spaces at its ends, in upper case. */
export function toCouponCode(text: string): string {
  return text.normalize('NFKC').trim().toUpperCase();
}

/** Several codes, each once. */
export function toCouponCodes(texts: string[]): string[] {
  return [...new Set(texts.map(toCouponCode))];
}
