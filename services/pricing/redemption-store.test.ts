import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { countReads } from '../../tests/count-reads.helper.ts';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { type CouponRow, createCouponStore } from './coupon-store.ts';
import type { CouponTerms } from './coupon-terms.ts';
import { createRedemptionStore } from './redemption-store.ts';
import { storeCoupons } from './store-coupons.ts';

const migrations = `${import.meta.dir}/migrations`;
const terms: CouponTerms = {
  ...{ code: 'ONCE', name: { ko: '쿠폰', en: 'Coupon' }, class: 'order', kind: 'won', value: 1_000 },
  ...{ cap: null, least: 0, startsAt: 100, endsAt: 200, products: null },
  ...{ exclusive: false, once: true, total: null },
};
const coupons: CouponTerms[] = [
  terms,
  { ...terms, code: 'OFTEN', once: false },
  { ...terms, code: 'FEW', once: false, total: 2 },
];

async function createBench() {
  const database = createSqliteDatabase(migrations);
  await storeCoupons(database, coupons);
  const bench = { now: 150 };
  const store = createRedemptionStore(database, () => bench.now);
  const usesOf = () =>
    database.sqlite.query<{ code: string; used: number }, []>('SELECT code, used FROM coupon').all();
  const rows = () =>
    database.sqlite
      .query<{ row: string }, []>(
        "SELECT order_id || ' ' || code || ' ' || member AS row FROM redemption ORDER BY 1",
      )
      .all()
      .map(({ row }) => row);
  return Object.assign(bench, { database, store, usesOf, rows });
}

const call = fc.record({
  act: fc.constantFrom('redeem', 'redeem', 'redeem', 'give back'),
  orderId: fc.constantFrom('o1', 'o2', 'o3', 'o4', 'o5'),
  member: fc.constantFrom('m1', 'm2'),
  coupons: fc.subarray(['ONCE', 'OFTEN', 'FEW', 'NONE']),
});

test('orders that ask one after another use coupons at most as often as allowed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 25 }), async (calls) => {
      const { store, rows, usesOf } = await createBench();
      const held = new Map<string, { member: string; coupons: string[] }>();
      const closed = new Set<string>();
      for (const { act, orderId, member, coupons } of calls) {
        if (act === 'give back') {
          await store.giveBack(orderId);
          held.delete(orderId);
          closed.add(orderId);
        } else {
          const outcome = await store.redeem({ orderId, member, coupons });
          const all = [...held.values()];
          const own = held.get(orderId);
          const spent = (code: string) =>
            (code === 'ONCE' && all.some((each) => each.member === member && each.coupons.includes(code))) ||
            (code === 'FEW' && all.filter((each) => each.coupons.includes(code)).length >= 2);
          if (coupons.length === 0) expect(outcome.ok).toBe(true);
          else if (own) {
            const same = own.member === member && own.coupons.join() === coupons.join();
            expect(outcome).toEqual(same ? { ok: true } : { ok: false, reason: 'other-coupons' });
          } else if (coupons.includes('NONE') || coupons.some(spent) || closed.has(orderId))
            expect(outcome).toEqual({ ok: false, reason: expect.stringMatching(/^(used|unknown)$/) });
          else {
            expect(outcome).toEqual({ ok: true });
            held.set(orderId, { member, coupons });
          }
        }
        const expected = [...held].flatMap(([id, each]) =>
          each.coupons.map((code) => `${id} ${code} ${each.member}`),
        );
        expect(rows()).toEqual(expected.sort());
        for (const { code, used } of usesOf())
          expect(used).toBe([...held.values()].filter((each) => each.coupons.includes(code)).length);
      }
    }),
    { numRuns: 200 },
  );
});

test('of orders that ask at the same time, only the allowed number gets all of its coupons', async () => {
  const { store, rows } = await createBench();
  const want = (orderId: string, member: string, ...coupons: string[]) =>
    store.redeem({ orderId, member, coupons });
  const once = await Promise.all(['o1', 'o2', 'o3'].map((id) => want(id, 'm1', 'ONCE', 'OFTEN')));
  expect(once.filter(({ ok }) => ok)).toHaveLength(1);
  expect(once.filter(({ ok }) => !ok)).toEqual(Array(2).fill({ ok: false, reason: 'used' }));
  expect(rows()).toHaveLength(2);

  const few = await Promise.all(['p1', 'p2', 'p3', 'p4'].map((id, at) => want(id, `m${at}`, 'FEW')));
  expect(few.filter(({ ok }) => ok)).toHaveLength(2);
  const same = await Promise.all(['q1', 'q1', 'q1'].map((id) => want(id, 'm7', 'OFTEN')));
  expect(same).toEqual(Array(3).fill({ ok: true }));
});

test('a coupon may be used from its start on and before its end', async () => {
  const bench = await createBench();
  const at = async (now: number) => {
    bench.now = now;
    const orderId = `at ${now}`;
    const outcome = await bench.store.redeem({ orderId, member: 'm1', coupons: ['OFTEN'] });
    return outcome.ok ? 'used' : outcome.reason;
  };
  expect([await at(99), await at(100), await at(199), await at(200)]).toEqual([
    'not-yet',
    'used',
    'used',
    'expired',
  ]);
});

test("a member's list lacks spent coupons, and has them again once they are given back", async () => {
  const { store, database } = await createBench();
  const codes = async (member: string, now = 150) =>
    (await createCouponStore(database, member).selectUsable(now).all<CouponRow>()).results.map(
      ({ code }) => code,
    );
  expect(await codes('m1')).toEqual(['FEW', 'OFTEN', 'ONCE']);
  expect(await codes('m1', 200)).toEqual([]);
  await store.redeem({ orderId: 'o1', member: 'm1', coupons: [' once', 'FEW', 'often', 'ONCE'] });
  await store.redeem({ orderId: 'o2', member: 'm2', coupons: ['FEW'] });
  expect(await codes('m1')).toEqual(['OFTEN']);
  expect(await codes('m2')).toEqual(['OFTEN', 'ONCE']);
  await store.giveBack('o1');
  await store.giveBack('o1');
  await store.giveBack('o9');
  expect(await codes('m1')).toEqual(['FEW', 'OFTEN', 'ONCE']);
});

test('an unexpected error of the database is thrown, not reported as used', async () => {
  const { store, database } = await createBench();
  database.sqlite.run('DROP TABLE redemption_closed');
  expect(store.redeem({ orderId: 'o1', member: 'm1', coupons: ['ONCE'] })).rejects.toThrow('no such table');
});

test('using coupons is two calls of the store, and one if the order uses them already', async () => {
  const { database } = await createBench();
  const counted = countReads(database);
  const store = createRedemptionStore(counted, () => 150);
  const redeem = () => store.redeem({ orderId: 'o1', member: 'm1', coupons: ['ONCE', 'OFTEN'] });
  expect(await redeem()).toEqual({ ok: true });
  expect(counted.calls()).toBe(2);
  expect(await redeem()).toEqual({ ok: true });
  expect(counted.calls()).toBe(3);
});
