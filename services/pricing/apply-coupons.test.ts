import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { type AppliedCoupon, applyCoupons, type PricedLine } from './apply-coupons.ts';
import type { CouponTerms } from './coupon-terms.ts';

const blank: CouponTerms = {
  ...{ code: 'A', name: { ko: '쿠폰', en: 'Coupon' }, class: 'order', kind: 'won', value: 1_000 },
  ...{ cap: null, least: 0, startsAt: 0, endsAt: 1, products: null },
  ...{ exclusive: false, once: true, total: null },
};
const coupon = (code: string, terms: Partial<CouponTerms>): CouponTerms => ({ ...blank, code, ...terms });
const line = (amount: number, productId = '1'): PricedLine => ({ productId, amount });

/** The discounts of the coupons that count, and the reasons for the others, by code. */
function apply(lines: PricedLine[], ...coupons: CouponTerms[]) {
  const { applied, refused } = applyCoupons(lines, coupons);
  return {
    applied: Object.fromEntries(applied.map(({ coupon, amount }) => [coupon.code, amount])),
    refused: Object.fromEntries(refused),
  };
}

describe('one coupon', () => {
  test.each<[string, Partial<CouponTerms>, number, number]>([
    ['its amount', { value: 1_000 }, 10_390, 1_000],
    ['at most what is payable', { value: 20_000 }, 10_390, 10_390],
    ['its percentage, rounded down to 10 won', { kind: 'percent', value: 10 }, 10_390, 1_030],
    ['its percentage, at most its cap', { kind: 'percent', value: 10, cap: 1_000 }, 10_390, 1_000],
    ['a whole price that does not end in 0', { kind: 'won', value: 995 }, 995, 995],
    ['its amount from a line that costs exactly its least', { least: 10_390 }, 10_390, 1_000],
  ])('takes off %s', (_, terms, amount, expected) => {
    for (const name of ['order', 'product'] as const)
      expect(apply([line(amount)], coupon('A', { ...terms, class: name })).applied).toEqual({ A: expected });
  });

  test.each<[string, Partial<CouponTerms>, number]>([
    ['less is payable than its least', { least: 10_400 }, 10_390],
    ['its discount would be 0', { kind: 'percent', value: 10 }, 90],
    ['the line costs nothing', {}, 0],
  ])('is refused if %s', (_, terms, amount) => {
    for (const name of ['order', 'product'] as const)
      expect(apply([line(amount)], coupon('A', { ...terms, class: name }))).toEqual({
        applied: {},
        refused: { A: 'too-little' },
      });
  });

  test('for some products does not count for others', () => {
    const toys = coupon('A', { class: 'product', products: ['7', '8'] });
    expect(apply([line(5_000)], toys).refused).toEqual({ A: 'not-for-these' });
    expect(apply([line(5_000), line(700, '8')], toys).applied).toEqual({ A: 700 });
    expect(apply([], toys).refused).toEqual({ A: 'not-for-these' });
  });

  test('for a line compares its least with that line alone', () => {
    const terms = coupon('A', { class: 'product', least: 6_000 });
    expect(apply([line(5_000), line(5_000, '2')], terms).refused).toEqual({ A: 'too-little' });
  });
});

describe('several coupons', () => {
  test('count in the order product, order, shipping, each from the amount that is left', () => {
    const toy = coupon('TOY', { class: 'product', value: 2_000 });
    const welcome = coupon('WELCOME', { kind: 'percent', value: 10, least: 8_000 });
    const ship = coupon('SHIP', { class: 'shipping', value: 3_000, least: 7_551 });
    const { applied, refused } = apply([line(10_390)], ship, welcome, toy);
    expect(applied).toEqual({ TOY: 2_000, WELCOME: 830, SHIP: 3_000 });
    expect(refused).toEqual({});
    expect(apply([line(10_390)], { ...ship, least: 7_561 }, welcome, toy).refused).toEqual({
      SHIP: 'too-little',
    });
    expect(apply([line(10_390)], ship, { ...welcome, least: 8_400 }, toy).refused).toEqual({
      WELCOME: 'too-little',
    });
  });

  test('of class order or shipping compete, and the largest discount counts', () => {
    for (const name of ['order', 'shipping'] as const) {
      const [small, large] = [
        coupon('A', { class: name, value: 900 }),
        coupon('B', { class: name, value: 1_000 }),
      ];
      expect(apply([line(5_000)], small, large)).toEqual({
        applied: { B: 1_000 },
        refused: { A: 'not-combinable' },
      });
      expect(apply([line(5_000)], large, { ...small, value: 1_000 }).applied).toEqual({ A: 1_000 });
    }
  });

  test('for products are placed one on a line, for the largest discount', () => {
    const any = coupon('ANY', { class: 'product', kind: 'percent', value: 10 });
    const first = coupon('FIRST', { class: 'product', products: ['1'], value: 900 });
    expect(apply([line(10_000), line(9_500, '2')], any, first).applied).toEqual({ ANY: 950, FIRST: 900 });
    expect(apply([line(10_000)], any, first)).toEqual({
      applied: { ANY: 1_000 },
      refused: { FIRST: 'not-combinable' },
    });
  });

  test('lose to an exclusive coupon with a larger discount than all of them together', () => {
    const alone = coupon('ALONE', { exclusive: true, value: 2_500 });
    const [one, other] = [coupon('ONE', { value: 2_000 }), coupon('SHIP', { class: 'shipping', value: 400 })];
    expect(apply([line(9_000)], one, alone, other)).toEqual({
      applied: { ALONE: 2_500 },
      refused: { ONE: 'not-combinable', SHIP: 'not-combinable' },
    });
    expect(apply([line(9_000)], one, alone, { ...other, value: 500 })).toEqual({
      applied: { ONE: 2_000, SHIP: 500 },
      refused: { ALONE: 'not-combinable' },
    });
    expect(apply([line(9_000)], one, { ...alone, least: 9_001 })).toEqual({
      applied: { ONE: 2_000 },
      refused: { ALONE: 'too-little' },
    });
  });
});

const terms = fc.record({
  class: fc.constantFrom('product', 'product', 'order', 'shipping'),
  kind: fc.constantFrom('percent', 'won'),
  value: fc.integer({ min: 1, max: 100 }),
  times: fc.constantFrom(1, 10, 100),
  cap: fc.option(fc.integer({ min: 1, max: 5_000 })),
  least: fc.constantFrom(0, 0, 1_000, 9_000),
  products: fc.option(fc.subarray(['1', '2', '3'], { minLength: 1 })),
  exclusive: fc.constantFrom(false, false, false, true),
});
const someCoupons = fc.array(terms, { maxLength: 5 }).map((all) =>
  all.map(({ times, ...each }, index) => {
    const kind = each.class === 'shipping' ? 'won' : each.kind;
    const value = kind === 'won' ? each.value * times : each.value;
    const products = each.class === 'product' ? each.products : null;
    return coupon(`C${index}`, { ...each, kind, value, products } as Partial<CouponTerms>);
  }),
);
const someLines = fc.array(
  fc.record({ productId: fc.constantFrom('1', '2', '3', '4'), amount: fc.nat(12_000) }),
  { maxLength: 6 },
);
const total = (applied: AppliedCoupon[]) => applied.reduce((sum, { amount }) => sum + amount, 0);

describe('for any lines and coupons', () => {
  test('no amount is below 0, and each coupon counts or is refused', () => {
    fc.assert(
      fc.property(someLines, someCoupons, (lines, coupons) => {
        const { applied, refused } = applyCoupons(lines, coupons);
        const codes = [...applied.map(({ coupon }) => coupon.code), ...refused.keys()];
        expect(codes.sort()).toEqual(coupons.map(({ code }) => code));

        const left = lines.map(({ amount }) => amount);
        const seen: string[] = [];
        for (const { coupon, amount, line } of applied) {
          expect(amount).toBeGreaterThan(0);
          expect(Number.isInteger(amount)).toBe(true);
          expect(amount).toBeLessThanOrEqual(coupon.cap ?? amount);
          if (coupon.kind === 'won') expect(amount).toBeLessThanOrEqual(coupon.value);
          if (coupon.class === 'product') {
            const bearer = lines[line as number] as PricedLine;
            expect(coupon.products?.includes(bearer.productId) ?? true).toBe(true);
            expect(bearer.amount).toBeGreaterThanOrEqual(coupon.least);
            left[line as number] = bearer.amount - amount;
          } else expect(line).toBeUndefined();
          expect(seen).not.toContain(`${coupon.class} ${line}`);
          seen.push(`${coupon.class} ${line}`);
          if (coupon.exclusive) expect(applied).toHaveLength(1);
        }
        expect(Math.min(0, ...left)).toBe(0);
        const ofOrder = total(applied.filter(({ coupon }) => coupon.class === 'order'));
        expect(left.reduce((sum, amount) => sum + amount, 0)).toBeGreaterThanOrEqual(ofOrder);
      }),
      { numRuns: 2_000 },
    );
  });

  test('the order of codes does not matter', () => {
    const shuffled = someCoupons.chain((coupons) =>
      fc.tuple(
        fc.constant(coupons),
        fc.shuffledSubarray(coupons, { minLength: coupons.length, maxLength: coupons.length }),
      ),
    );
    fc.assert(
      fc.property(someLines, shuffled, (lines, [coupons, others]) => {
        const one = applyCoupons(lines, coupons);
        const other = applyCoupons(lines, others);
        expect(other.applied).toEqual(one.applied);
        expect(Object.fromEntries(other.refused)).toEqual(Object.fromEntries(one.refused));
      }),
      { numRuns: 1_000 },
    );
  });

  test('product coupons give the largest discount of all ways to place them', () => {
    const ofLines = someCoupons.map((coupons) =>
      coupons
        .filter((each) => each.class === 'product')
        .slice(0, 3)
        .map((each) => ({ ...each, exclusive: false })),
    );
    fc.assert(
      fc.property(someLines, ofLines, (lines, coupons) => {
        const every = [...lines.keys(), undefined];
        let most = 0;
        for (const places of product(coupons.map(() => every))) {
          const used = places.filter((place) => place !== undefined);
          if (new Set(used).size < used.length) continue;
          const sum = coupons.reduce((so, each, index) => {
            const bearer = lines[places[index] ?? -1];
            return bearer ? so + total(applyCoupons([bearer], [each]).applied) : so;
          }, 0);
          most = Math.max(most, sum);
        }
        expect(total(applyCoupons(lines, coupons).applied)).toBe(most);
      }),
      { numRuns: 300 },
    );
  });
});

function product<Value>(lists: Value[][]): Value[][] {
  return lists.reduce<Value[][]>(
    (so, list) => so.flatMap((head) => list.map((each) => [...head, each])),
    [[]],
  );
}
