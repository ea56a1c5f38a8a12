import type { D1Database } from '@cloudflare/workers-types';
import type { CouponRefusal } from './contract.ts';
import { toCouponCodes } from './coupon-code.ts';
import { toCouponRefusal } from './coupon-refusal.ts';
import { createCouponStore } from './coupon-store.ts';

type Wanted = { orderId: string; member: string; coupons: string[] };
/** `other-coupons`: this order uses others already, or they are another member's. */
export type RedemptionOutcome = { ok: true } | { ok: false; reason: CouponRefusal | 'other-coupons' };

/** Which orders use which coupons. */
export function createRedemptionStore(database: D1Database, now: () => number) {
  return {
    /** Uses all of an order's coupons or none; what it uses already changes nothing. */
    async redeem({ orderId, member, coupons }: Wanted): Promise<RedemptionOutcome> {
      const codes = toCouponCodes(coupons);
      if (codes.length === 0) return { ok: true };
      const before = await judgeUsed(orderId, member, codes);
      if (before) return before;
      const held = await createCouponStore(database, member).ofCodes(codes);
      const couponOf = new Map(held.map((coupon) => [coupon.code, coupon]));
      for (const code of codes) {
        const reason = toCouponRefusal(couponOf.get(code), now());
        if (reason) return { ok: false, reason };
      }
      const lost = await insert(orderId, member, codes);
      const after = await judgeUsed(orderId, member, codes);
      if (after) return after;
      // Another order was faster, or this one has given its coupons back. Only the race has a fault to tell of.
      if (lost && !/constraint/i.test(String(lost))) throw lost;
      return { ok: false, reason: 'used' };
    },

    /** An order's coupons may be used again, by others: what this one asked for before and comes late uses none. */
    async giveBack(orderId: string): Promise<void> {
      await database.batch([
        database
          .prepare('INSERT INTO redemption_closed (order_id) VALUES (?) ON CONFLICT DO NOTHING')
          .bind(orderId),
        database.prepare('DELETE FROM redemption WHERE order_id = ?').bind(orderId),
      ]);
    },
  };

  /** What an order's use of coupons amounts to, if it uses any. */
  async function judgeUsed(
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

  /** One statement, so all or none. @returns what the database threw */
  async function insert(orderId: string, member: string, codes: string[]): Promise<unknown> {
    try {
      await database
        .prepare(
          `INSERT INTO redemption (order_id, code, member, once, redeemed_at)
           SELECT ?1, code, ?2, once, ?3 FROM coupon
           WHERE code IN (SELECT value FROM json_each(?4))
             AND NOT EXISTS (SELECT 1 FROM redemption WHERE order_id = ?1)
             AND NOT EXISTS (SELECT 1 FROM redemption_closed WHERE order_id = ?1)`,
        )
        .bind(orderId, member, now(), JSON.stringify(codes))
        .run();
      return undefined;
    } catch (error) {
      return error;
    }
  }
}
