import type { D1Database } from '@cloudflare/workers-types';
import { insertRows } from '@jogakbo/edge/insert-rows';
import type { CouponTerms } from './coupon-terms.ts';

export async function seedCoupons(database: D1Database, coupons: CouponTerms[]): Promise<void> {
  await insertRows(
    database,
    'coupon',
    [
      ...['code', 'name_ko', 'name_en', 'class', 'kind', 'value', 'cap', 'least'],
      ...['starts_at', 'ends_at', 'products', 'exclusive', 'once', 'total'],
    ],
    coupons.map((coupon) => [
      coupon.code,
      coupon.name.ko,
      coupon.name.en,
      coupon.class,
      coupon.kind,
      coupon.value,
      coupon.cap,
      coupon.least,
      coupon.startsAt,
      coupon.endsAt,
      coupon.products && JSON.stringify(coupon.products),
      Number(coupon.exclusive),
      Number(coupon.once),
      coupon.total,
    ]),
  );
}
