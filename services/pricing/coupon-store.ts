import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { CouponTerms } from './coupon-terms.ts';
import type { HeldCoupon } from './to-coupon-refusal.ts';

/** A coupon as {@link createCouponStore} selects it. */
export type CouponRow = {
  code: string;
  name_ko: string;
  name_en: string;
  class: CouponTerms['class'];
  kind: CouponTerms['kind'];
  value: number;
  cap: number | null;
  least: number;
  starts_at: number;
  ends_at: number;
  products: string | null;
  exclusive: number;
  once: number;
  total: number | null;
  spent: number;
};

/** Whether all members together, or this member, have used the coupon as often as allowed. */
const spent = `(total IS NOT NULL AND used >= total)
  OR EXISTS (SELECT 1 FROM redemption WHERE redemption.once = 1 AND redemption.member = ?1 AND redemption.code = coupon.code)`;

/** Selects coupons for one member, in a batch with other statements. `toCoupons` converts the rows. */
export function createCouponStore(database: D1Database, member: string) {
  return {
    /** Selects coupons in any order. Unknown codes are left out. */
    selectCodes,
    /** Selects the coupons that the member may use now, the first to expire first. */
    selectUsable,
  };

  function selectCodes(codes: string[]): D1PreparedStatement {
    return select('code IN (SELECT value FROM json_each(?2))', JSON.stringify(codes));
  }

  function selectUsable(now: number): D1PreparedStatement {
    return select(`starts_at <= ?2 AND ends_at > ?2 AND NOT (${spent}) ORDER BY ends_at, code`, now);
  }

  function select(where: string, value: string | number): D1PreparedStatement {
    return database.prepare(`SELECT *, ${spent} AS spent FROM coupon WHERE ${where}`).bind(member, value);
  }
}

export function toCoupons(rows: CouponRow[]): HeldCoupon[] {
  return rows.map(toCoupon);
}

function toCoupon(row: CouponRow): HeldCoupon {
  return {
    code: row.code,
    name: { ko: row.name_ko, en: row.name_en },
    class: row.class,
    kind: row.kind,
    value: row.value,
    cap: row.cap,
    least: row.least,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    products: row.products === null ? null : JSON.parse(row.products),
    exclusive: row.exclusive === 1,
    once: row.once === 1,
    total: row.total,
    spent: row.spent === 1,
  };
}
