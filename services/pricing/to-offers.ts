import type { Language } from '@jogakbo/contracts/language';
import type { MemberCoupon, Price } from './contract.ts';
import type { HeldCoupon } from './to-coupon-refusal.ts';
import { toQuote } from './to-quote.ts';

type Offered = {
  /** The lines to compute each discount for; undefined for coupons without discounts. */
  lines: { itemId: string; quantity: number }[] | undefined;
  prices: Price[];
  /** Epoch milliseconds. */
  now: number;
  language: Language;
};

/** Shows each coupon alone: how it combines with others is computed when the member picks several. */
export function toOffers(coupons: HeldCoupon[], { lines, prices, now, language }: Offered): MemberCoupon[] {
  return coupons.map((coupon) => {
    const { code, name, class: kind, least, endsAt } = coupon;
    const shown = { code, name: name[language], class: kind, from: least, expiresAt: endsAt };
    if (!lines) return shown;
    const request = { lines, coupons: [code], offers: false };
    const quote = toQuote(request, { prices, coupons: [coupon], now, language });
    const [used, refused] = [quote.coupons[0], quote.refused[0]];
    return { ...shown, off: used?.amount ?? 0, refusal: refused?.reason ?? null };
  });
}
