import type { CouponRefusal } from './contract.ts';
import type { CouponTerms } from './coupon-terms.ts';

/** What someone buys of an item: `amount` is what it costs before coupons, in won. */
export type PricedLine = { productId: string; amount: number };

/** A coupon that counts, what it takes off, and of which line if of one. */
export type AppliedCoupon = { coupon: CouponTerms; amount: number; line: number | undefined };
export type Applied = { applied: AppliedCoupon[]; refused: Map<string, CouponRefusal> };

/**
 * The rules by which coupons combine. They count in the order product, order, shipping; each takes its part of what those before it
 * left payable:
 *
 * 1. A product coupon takes off one line, and a line bears one. Among the ways to lay them out, the one that takes most counts.
 * 2. One order coupon, that which takes most, off what is payable of all lines then.
 * 3. One shipping coupon, that which takes most, off the fee of delivery, so nothing off what is payable.
 * 4. An exclusive coupon stands alone. The others together and each exclusive one by itself are compared; what takes most counts, and
 *    where it is the same, the others together.
 *
 * A coupon wants its `least` to be payable of what it takes off: of its line, or of all lines. Percentages are rounded down to 10 won;
 * then the cap holds, and nobody pays less than nothing. One that would take nothing does not count, and so is not used up. Where
 * two take the same, the code that comes first in the alphabet wins, so the order in which codes are given does not matter.
 *
 * @param coupons those that the member may use now, each code once
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

/** By rules 1 to 3. Of those that only lost to another of their class nothing is said here. */
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

/** What a product coupon would take off of each line that bears it, most first. */
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

/** Coupons on lines, one a line, so that they take most. */
function layOut(choices: Choices[], taken: number[] = []): AppliedCoupon[] {
  const [first, ...rest] = choices;
  if (!first) return [];
  // Each of the others takes one line at most, so no line beyond that many can be the best for this one.
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
