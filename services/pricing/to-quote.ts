import type { Language } from '@jogakbo/contracts/language';
import { applyCoupons } from './apply-coupons.ts';
import type { Price, Quote, QuoteRequest } from './contract.ts';
import { toCouponCodes } from './to-coupon-codes.ts';
import { type HeldCoupon, toCouponRefusal } from './to-coupon-refusal.ts';

type Known = {
  prices: Price[];
  /** The request's coupons that exist; empty for a guest. */
  coupons: HeldCoupon[];
  now: number;
  language: Language;
};

/** Computes the cost of lines with coupons. The same item twice becomes one line. */
export function toQuote(request: QuoteRequest, { prices, coupons, now, language }: Known): Quote {
  const priceOf = new Map(prices.map((price) => [price.itemId, price]));
  const quantities = new Map<string, number>();
  for (const { itemId, quantity } of request.lines)
    quantities.set(itemId, (quantities.get(itemId) ?? 0) + quantity);

  const lines = [...quantities].flatMap(([itemId, quantity]) => {
    const price = priceOf.get(itemId);
    if (!price) return [];
    const { productId, list, final } = price;
    return [{ itemId, productId, quantity, list, final, discount: 0 }];
  });

  const couponOf = new Map(coupons.map((coupon) => [coupon.code, coupon]));
  const refused: Quote['refused'] = [];
  const usable: HeldCoupon[] = [];
  const codes = toCouponCodes(request.coupons);
  for (const code of codes) {
    const coupon = couponOf.get(code);
    const reason = toCouponRefusal(coupon, now);
    if (reason) refused.push({ code, reason });
    else usable.push(coupon as HeldCoupon);
  }
  const rules = applyCoupons(
    lines.map(({ productId, final, quantity }) => ({ productId, amount: final * quantity })),
    usable,
  );
  refused.push(...[...rules.refused].map(([code, reason]) => ({ code, reason })));

  let payable = lines.reduce((sum, { final, quantity }) => sum + final * quantity, 0);
  let delivery = 0;
  for (const { coupon, amount, line } of rules.applied) {
    if (coupon.class === 'shipping') delivery += amount;
    else payable -= amount;
    const discounted = line === undefined ? undefined : lines[line];
    if (discounted) discounted.discount += amount;
  }
  return {
    lines,
    missing: [...quantities.keys()].filter((itemId) => !priceOf.has(itemId)),
    coupons: rules.applied.map(({ coupon, amount }) => ({
      code: coupon.code,
      name: coupon.name[language],
      class: coupon.class,
      amount,
    })),
    refused: refused.toSorted((one, other) => codes.indexOf(one.code) - codes.indexOf(other.code)),
    payable,
    delivery,
  };
}
