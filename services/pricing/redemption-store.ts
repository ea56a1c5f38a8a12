import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { CouponRefusal } from './contract.ts';
import { type CouponRow, createCouponStore, toCoupons } from './coupon-store.ts';
import { toCouponCodes } from './to-coupon-codes.ts';
import { toCouponRefusal } from './to-coupon-refusal.ts';

type Wanted = { orderId: string; member: string; coupons: string[] };
/** `other-coupons`: the order already uses other coupons, or belongs to another member. */
type RedemptionOutcome = { ok: true } | { ok: false; reason: CouponRefusal | 'other-coupons' };

/** Keeps which orders use which coupons. */
export function createRedemptionStore(database: D1Database, now: () => number) {
  return {
    /** Uses all coupons of an order, or none. The same call again changes nothing. */
    async redeem({ orderId, member, coupons }: Wanted): Promise<RedemptionOutcome> {
      const codes = toCouponCodes(coupons);
      if (codes.length === 0) return { ok: true };
      const [used, held] = await database.batch([
        selectUsed(orderId),
        createCouponStore(database, member).selectCodes(codes),
      ]);
      const before = toOutcome(used?.results, member, codes);
      if (before) return before;
      const couponOf = new Map(
        toCoupons((held?.results ?? []) as CouponRow[]).map((coupon) => [coupon.code, coupon]),
      );
      for (const code of codes) {
        const reason = toCouponRefusal(couponOf.get(code), now());
        if (reason) return { ok: false, reason };
      }
      const [, after] = await database.batch([toInsert(orderId, member, codes), selectUsed(orderId)]);
      // Without a row, another order was faster, or this order has given its coupons back.
      return toOutcome(after?.results, member, codes) ?? { ok: false, reason: 'used' };
    },

    /** Gives the coupons of an order back. A request of this order that comes late uses none. */
    async giveBack(orderId: string): Promise<void> {
      await database.batch([
        database
          .prepare('INSERT INTO redemption_closed (order_id) VALUES (?) ON CONFLICT DO NOTHING')
          .bind(orderId),
        database.prepare('DELETE FROM redemption WHERE order_id = ?').bind(orderId),
      ]);
    },
  };

  function selectUsed(orderId: string): D1PreparedStatement {
    return database.prepare('SELECT code, member FROM redemption WHERE order_id = ?').bind(orderId);
  }

  /** Inserts all codes or, if one of them cannot be used, none. One statement, so no other order comes in between. */
  function toInsert(orderId: string, member: string, codes: string[]): D1PreparedStatement {
    return database
      .prepare(
        `INSERT INTO redemption (order_id, code, member, once, redeemed_at)
         SELECT ?1, code, ?2, once, ?3 FROM coupon
         WHERE code IN (SELECT value FROM json_each(?4))
           AND NOT EXISTS (SELECT 1 FROM redemption WHERE order_id = ?1)
           AND NOT EXISTS (SELECT 1 FROM redemption_closed WHERE order_id = ?1)
           AND json_array_length(?4) = (
             SELECT count(*) FROM coupon AS wanted
             WHERE code IN (SELECT value FROM json_each(?4)) AND (total IS NULL OR used < total)
               AND NOT EXISTS (
                 SELECT 1 FROM redemption AS other
                 WHERE other.member = ?2 AND other.code = wanted.code AND other.once = 1))`,
      )
      .bind(orderId, member, now(), JSON.stringify(codes));
  }
}

/** Compares the coupons that an order already uses with the wanted ones. @returns undefined if it uses none */
function toOutcome(
  rows: unknown[] | undefined,
  member: string,
  codes: string[],
): RedemptionOutcome | undefined {
  const used = (rows ?? []) as { code: string; member: string }[];
  if (used.length === 0) return undefined;
  const same =
    used.length === codes.length && used.every((row) => row.member === member && codes.includes(row.code));
  return same ? { ok: true } : { ok: false, reason: 'other-coupons' };
}
