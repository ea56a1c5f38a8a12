import { afterAll, describe, expect, test } from 'bun:test';
import * as v from 'valibot';
import { MemberCouponList, paths as pricingPaths, Quote } from '../../services/pricing/contract.ts';
import { callAs } from '../call-as.helper.ts';
import { openShop } from '../open-shop.helper.ts';

const shop = await openShop();
afterAll(() => shop.close());

const lines = [{ itemId: '183485417', quantity: 1 }];

/** Creates a member, and calls of the order service in the member's name. */
async function asMember(member: string) {
  const shell = await callAs(shop, { issuer: 'shell', member, audience: ['order', 'pricing'] });
  const order = await callAs(shop, { issuer: 'order-service', member, audience: ['pricing'] });
  return {
    quote: async (coupons: string[], of = lines) =>
      v.parse(
        Quote,
        (await shell('pricing-service', 'POST', pricingPaths.quotes, { lines: of, coupons })).body,
      ),
    coupons: async () =>
      v
        .parse(MemberCouponList, (await shell('pricing-service', 'GET', pricingPaths.coupons)).body)
        .coupons.map(({ code }) => code),
    redeem: (orderId: string, ...coupons: string[]) =>
      order('pricing-service', 'POST', pricingPaths.redemptions, { orderId, coupons }),
    giveBack: (orderId: string) => order('pricing-service', 'DELETE', pricingPaths.redemption(orderId)),
  };
}

describe('the coupons of the shop', () => {
  test('for a new member are the ones that this member may use', async () => {
    const { coupons } = await asMember('new');
    expect((await coupons()).sort()).toEqual(['FREESHIP', 'SOLO15', 'TOY2000', 'WELCOME10']);
  });

  test('combine by class, and have a reason if one does not count', async () => {
    const { quote } = await asMember('new');
    const two = [{ itemId: '183485417', quantity: 2 }];
    const all = ['FREESHIP', 'SPRING2019', 'WELCOME10', 'SOLO15', 'TOY2000'];
    expect(await quote(all, two)).toMatchObject({
      lines: [{ productId: '51862822', final: 10_390, discount: 2_000 }],
      coupons: [
        { code: 'TOY2000', name: '완구/취미 2,000원 할인', amount: 2_000 },
        { code: 'WELCOME10', amount: 1_870 },
        { code: 'FREESHIP', amount: 3_000 },
      ],
      refused: [
        { code: 'SPRING2019', reason: 'expired' },
        { code: 'SOLO15', reason: 'not-combinable' },
      ],
      payable: 16_910,
      delivery: 3_000,
    });
    expect(await quote(['WELCOME10'])).toMatchObject({ payable: 9_360 });
    expect((await quote(['WELCOME10', 'TOY2000'])).refused).toEqual([
      { code: 'WELCOME10', reason: 'too-little' },
    ]);
    expect(await quote(['SOLO15', 'FREESHIP'], [{ itemId: '183485417', quantity: 10 }])).toMatchObject({
      coupons: [{ code: 'SOLO15', amount: 10_000 }],
      refused: [{ code: 'FREESHIP', reason: 'not-combinable' }],
    });
  });
});

describe('orders at the same time', () => {
  test('that use the same coupon of a member: exactly one uses it, with all of its coupons', async () => {
    for (let round = 0; round < 5; round++) {
      const { redeem, coupons, giveBack } = await asMember(`racer ${round}`);
      const orders = Array.from({ length: 6 }, (_, at) => `race-${round}-${at}`);
      // Each order also has a coupon of its own. An order that fails must not use up that coupon.
      const own = ['TOY2000', 'FREESHIP'];
      const outcomes = await Promise.all(
        orders.map((order, at) => redeem(order, 'WELCOME10', own[at % 2] as string)),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
      for (const { status, body } of outcomes) if (status === 409) expect(body.reason).toBe('used');
      const winner = outcomes.findIndex(({ status }) => status === 200);
      expect((await coupons()).sort()).toEqual(['SOLO15', own[1 - (winner % 2)] as string].sort());
      expect((await giveBack(orders[winner] as string)).status).toBe(200);
      expect(await coupons()).toHaveLength(4);
    }
  });

  test('that are the same order ten times use its coupons once', async () => {
    const { redeem, coupons } = await asMember('again');
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => redeem('again-1', 'TOY2000')));
    expect(outcomes.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await coupons()).not.toContain('TOY2000');
  });

  test('that use and give back coupons: after giving back, no coupon is used', async () => {
    const { redeem, giveBack, coupons } = await asMember('undecided');
    await Promise.all(
      Array.from({ length: 8 }, async (_, at) => {
        await Promise.all([redeem(`undecided-${at}`, 'FREESHIP'), giveBack(`undecided-${at}`)]);
      }),
    );
    expect(await coupons()).toContain('FREESHIP');
  });

  test('of two members do not use each other’s coupons', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, async (_, at) => (await asMember(`m${at}`)).redeem(`each-${at}`, 'SOLO15')),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill(200));
  });
});

test('a coupon with a limit for all members is never used more often', async () => {
  const database = await shop.databaseOf('pricing-service');
  await database.prepare("UPDATE coupon SET total = used + 3 WHERE code = 'FREESHIP'").run();
  const outcomes = await Promise.all(
    Array.from({ length: 9 }, async (_, at) => (await asMember(`f${at}`)).redeem(`few-${at}`, 'FREESHIP')),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual([...Array(3).fill(200), ...Array(6).fill(409)]);
});

test('a product shows the coupon of the reference page', async () => {
  const answer = await shop.fetch('/api/pricing/price?product=20190005');
  expect(await answer.json()).toMatchObject({ coupon: { kind: 'percent', value: 10 } });
});
