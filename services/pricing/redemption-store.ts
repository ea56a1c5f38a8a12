import type { D1Database } from '@cloudflare/workers-types';
import type { CouponRefusal } from './contract.ts';
import { createCouponStore } from './coupon-store.ts';
import { toCouponCodes } from './to-coupon-codes.ts';
import { toCouponRefusal } from './to-coupon-refusal.ts';

type Wanted = { orderId: string; member: string; coupons: string[] };
/** `other-coupons`: the order already uses other coupons, or belongs to another member. */
export type RedemptionOutcome = { ok: true } | { ok: false; reason: CouponRefusal | 'other-coupons' };

/** Keeps which orders use which coupons. */
export function createRedemptionStore(database: D1Database, now: () => number) {
  return {
    /** Uses all coupons of an order, or none. The same call again changes nothing. */
    async redeem({ orderId, member, coupons }: Wanted): Promise<RedemptionOutcome> {
      const codes = toCouponCodes(coupons);
      if (codes.length === 0) return { ok: true };
      const before = await readUsed(orderId, member, codes);
      if (before) return before;
      const found = await createCouponStore(database, member).ofCodes(codes);
      const couponOf = new Map(found.map((coupon) => [coupon.code, coupon]));
      for (const code of codes) {
        const reason = toCouponRefusal(couponOf.get(code), now());
        if (reason) return { ok: false, reason };
      }
      await insert(orderId, member, codes);
      // Without a row, another order was faster, or this order has given its coupons back.
      return (await readUsed(orderId, member, codes)) ?? { ok: false, reason: 'used' };
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

  /** Compares the coupons that an order already uses with the wanted ones. @returns undefined if it uses none */
  async function readUsed(
    orderId: string,
    member: string,
    codes: string[],
  ): Promise<RedemptionOutcome | undefined> {
    const { results } = await database
      .prepare('SELECT code, member FROM redemption WHERE order_id = ?')
      .bind(orderId)
      .all<{ code: string; member: string }>();
    if (results.length === 0) return undefined;
    const same =
      results.length === codes.length &&
      results.every((row) => row.member === member && codes.includes(row.code));
    return same ? { ok: true } : { ok: false, reason: 'other-coupons' };
  }

  /** Inserts all codes or, if one of them cannot be used, none. One statement, so no other order comes in between. */
  async function insert(orderId: string, member: string, codes: string[]): Promise<void> {
    await database
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
      .bind(orderId, member, now(), JSON.stringify(codes))
      .run();
  }
}
