import type { D1Database } from '@cloudflare/workers-types';
import { upsertRows } from '@jogakbo/edge/upsert-rows';
import type { CouponTerms } from './coupon-terms.ts';

/** Stores coupons. A known coupon gets the new terms, and keeps how often it was used. */
export async function storeCoupons(database: D1Database, coupons: CouponTerms[]): Promise<void> {
  const columns = [
    ...['code', 'name_ko', 'name_en', 'class', 'kind', 'value', 'cap', 'least'],
    ...['starts_at', 'ends_at', 'products', 'exclusive', 'once', 'total'],
  ];
  const rows = coupons.map((coupon) => [
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
  ]);
  await upsertRows(database, 'coupon', columns, rows).run();
}
