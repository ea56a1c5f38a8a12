import { expect, test } from 'bun:test';
import { toCouponRefusal } from '../../services/pricing/to-coupon-refusal.ts';
import { createCatalogue } from './catalogue.ts';
import { createCoupons } from './create-coupons.ts';
import { fixtures } from './fixtures.ts';

const { products } = createCatalogue();
const coupons = createCoupons(products);

test.each(['2019-05-15T00:00:00+09:00', '2026-11-16T00:00:00+09:00', '2050-01-01T00:00:00+09:00'])(
  'at %s all but the one that is over may be used',
  (time) => {
    const refused = coupons
      .map((coupon) => [coupon.code, toCouponRefusal({ ...coupon, spent: false }, Date.parse(time))])
      .filter(([, reason]) => reason);
    expect(refused).toEqual([['SPRING2019', 'expired']]);
  },
);

test('there is a coupon of each class, and one that cannot be combined', () => {
  expect(new Set(coupons.map((coupon) => coupon.class))).toEqual(new Set(['order', 'product', 'shipping']));
  expect(coupons.filter(({ exclusive }) => exclusive)).toHaveLength(1);
});

test('the coupon for toys applies to toys only, and to the reference product', () => {
  const ids = coupons.find(({ code }) => code === 'TOY2000')?.products ?? [];
  expect(ids).toContain(fixtures.reference.id);
  expect(ids.length).toBeGreaterThan(50);
  for (const { id, category } of products) expect(ids.includes(id)).toBe(category.startsWith('toys-'));
});
