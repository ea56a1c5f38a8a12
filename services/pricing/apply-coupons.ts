import type { CouponRefusal } from './contract.ts';
import type { CouponTerms } from './coupon-terms.ts';

/** A line that a coupon may count for. `amount` is its cost before coupons, in won. */
export type PricedLine = { productId: string; amount: number };

/** A coupon that counts, with its discount in won. `line` is the index of its line; undefined for order and shipping coupons. */
export type AppliedCoupon = { coupon: CouponTerms; amount: number; line: number | undefined };
type Applied = { applied: AppliedCoupon[]; refused: Map<string, CouponRefusal> };

/**
 * Combines coupons. They count in the order product, order, shipping. Each takes its discount from the amount that is still payable
 * after the coupons before it:
 *
 * 1. A product coupon counts for one line, and a line takes one product coupon. Of all ways to place them, the one with the
 *    largest discount counts.
 * 2. One order coupon counts for the payable amount of all lines: the one with the largest discount.
 * 3. One shipping coupon counts for the delivery fee: the one with the largest discount. The payable amount stays the same.
 * 4. An exclusive coupon excludes all others. Each exclusive coupon alone is compared with the other coupons together. The largest
 *    discount counts; of equal discounts, the other coupons together.
 *
 * A coupon counts if at least `least` is payable for its line, or for all lines. Percentages are rounded down to 10 won, then
 * limited by the cap and by the payable amount. A coupon with a discount of 0 does not count and is not used up. Of coupons with equal
 * discounts, the code that is first in the alphabet counts, so the order of the codes does not matter.
 *
 * @param coupons the coupons that the member may use now, each code once
 * @returns the coupons that count, and the reason for each of the others
 */
export function applyCoupons(lines: PricedLine[], coupons: CouponTerms[]): Applied {
  const sorted = coupons.toSorted((one, other) => (one.code < other.code ? -1 : 1));
  const together = combine(
    lines,
    sorted.filter(({ exclusive }) => !exclusive),
  );
  const alone = sorted.filter(({ exclusive }) => exclusive).map((coupon) => combine(lines, [coupon]));
  const [best = together] = [together, ...alone].toSorted(
    (one, other) => toTotal(other.applied) - toTotal(one.applied),
  );
  const refused = new Map([together, ...alone].flatMap((each) => [...each.refused]));
  const counts = new Set(best.applied.map(({ coupon }) => coupon.code));
  for (const { code } of sorted) {
    if (!counts.has(code) && !refused.has(code)) refused.set(code, 'not-combinable');
  }
  return { applied: best.applied, refused };
}

/** Applies rules 1 to 3. A coupon that only lost to another of its class gets no reason here. */
function combine(lines: PricedLine[], coupons: CouponTerms[]): Applied {
  const refused = new Map<string, CouponRefusal>();
  const ofClass = (name: CouponTerms['class']) => coupons.filter((coupon) => coupon.class === name);

  const choices = ofClass('product').map((coupon) => toChoices(lines, coupon));
  for (const { coupon, offers } of choices) {
    if (offers.length > 0) continue;
    const fits = lines.some((line) => isFor(coupon, line));
    refused.set(coupon.code, fits ? 'too-little' : 'not-for-these');
  }
  const ofLines = layOut(choices.filter(({ offers }) => offers.length > 0));
  const payable = lines.reduce((sum, { amount }) => sum + amount, 0) - toTotal(ofLines);
  const ofOrder = pickBest('order', (coupon) => toAmount(coupon, payable));
  const left = payable - toTotal(ofOrder);
  const ofShipping = pickBest('shipping', (coupon) => (left >= coupon.least ? capped(coupon) : 0));
  return { applied: [...ofLines, ...ofOrder, ...ofShipping], refused };

  function pickBest(name: CouponTerms['class'], amountOf: (coupon: CouponTerms) => number): AppliedCoupon[] {
    const offers = ofClass(name).map((coupon) => ({ coupon, amount: amountOf(coupon), line: undefined }));
    for (const { coupon, amount } of offers) if (amount === 0) refused.set(coupon.code, 'too-little');
    const [best] = offers
      .filter(({ amount }) => amount > 0)
      .toSorted((one, other) => other.amount - one.amount);
    return best ? [best] : [];
  }
}

type Choices = { coupon: CouponTerms; offers: AppliedCoupon[] };

/** The discounts of a product coupon on each line that it counts for, largest first. */
function toChoices(lines: PricedLine[], coupon: CouponTerms): Choices {
  const offers = lines
    .map((line, index) => ({
      coupon,
      amount: isFor(coupon, line) ? toAmount(coupon, line.amount) : 0,
      line: index,
    }))
    .filter(({ amount }) => amount > 0)
    .toSorted((one, other) => other.amount - one.amount);
  return { coupon, offers };
}

/** Places coupons on lines, one on a line, for the largest discount. */
function layOut(choices: Choices[], taken: number[] = []): AppliedCoupon[] {
  const [first, ...rest] = choices;
  if (!first) return [];
  // Each of the other coupons takes at most one line, so the best line for this coupon is among its first `choices.length`.
  const offers = first.offers.filter(({ line }) => !taken.includes(line as number)).slice(0, choices.length);
  const ways = offers.map((offer) => [offer, ...layOut(rest, [...taken, offer.line as number])]);
  const without = layOut(rest, taken);
  return [...ways, without].toSorted((one, other) => toTotal(other) - toTotal(one))[0] as AppliedCoupon[];
}

function toAmount(coupon: CouponTerms, payable: number): number {
  if (payable < coupon.least) return 0;
  const off = coupon.kind === 'won' ? coupon.value : Math.floor((payable * coupon.value) / 1_000) * 10;
  return Math.min(off, coupon.cap ?? off, payable);
}

function capped({ value, cap }: CouponTerms): number {
  return Math.min(value, cap ?? value);
}

function isFor({ products }: CouponTerms, { productId }: PricedLine): boolean {
  return products === null || products.includes(productId);
}

function toTotal(applied: AppliedCoupon[]): number {
  return applied.reduce((sum, { amount }) => sum + amount, 0);
}
