import type { CouponTerms } from '../../services/pricing/coupon-terms.ts';
import type { Product } from './catalogue-types.ts';

/** The terms that most coupons share. They are valid in May 2019, the time of the catalogue, and long after. */
const usual = {
  cap: null,
  least: 0,
  startsAt: Date.parse('2019-01-01T00:00:00+09:00'),
  endsAt: Date.parse('2100-01-01T00:00:00+09:00'),
  products: null,
  exclusive: false,
  once: true,
  total: null,
} as const;

/**
 * Makes the shop's coupons: one of each class, one that cannot be combined, and one that has expired.
 *
 * @param products the products of the catalogue, for the coupon on toys
 */
export function createCoupons(products: Pick<Product, 'id' | 'category'>[]): CouponTerms[] {
  return [
    {
      ...usual,
      code: 'WELCOME10',
      name: { ko: '첫 구매 10% 할인', en: '10% off your first order' },
      class: 'order',
      kind: 'percent',
      value: 10,
      cap: 5_000,
      least: 10_000,
    },
    {
      ...usual,
      code: 'TOY2000',
      name: { ko: '완구/취미 2,000원 할인', en: '2,000 won off a toy' },
      class: 'product',
      kind: 'won',
      value: 2_000,
      products: products.filter(({ category }) => category.startsWith('toys-')).map(({ id }) => id),
    },
    {
      ...usual,
      code: 'FREESHIP',
      name: { ko: '무료배송', en: 'Free delivery' },
      class: 'shipping',
      kind: 'won',
      value: 3_000,
    },
    {
      ...usual,
      code: 'SOLO15',
      name: { ko: '단독 사용 15% 할인', en: '15% off, not combinable' },
      class: 'order',
      kind: 'percent',
      value: 15,
      cap: 10_000,
      least: 20_000,
      exclusive: true,
    },
    {
      ...usual,
      code: 'SPRING2019',
      name: { ko: '봄맞이 3,000원 할인', en: 'Spring sale: 3,000 won off' },
      class: 'order',
      kind: 'won',
      value: 3_000,
      endsAt: Date.parse('2019-05-01T00:00:00+09:00'),
    },
  ];
}
