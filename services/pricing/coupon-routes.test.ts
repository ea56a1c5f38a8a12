import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import * as v from 'valibot';
import { countReads } from '../../tests/count-reads.helper.ts';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { startClock } from '../../tests/start-clock.helper.ts';
import { createUpstash } from '../../tools/upstash/create-upstash.ts';
import { MemberCouponList, type Price, paths, Quote } from './contract.ts';
import type { CouponTerms } from './coupon-terms.ts';
import { seedPrices } from './seed.ts';
import { storeCoupons } from './store-coupons.ts';
import app from './worker.ts';

const { settings, tokenFor } = await createTestIdentity(['order-service']);
const now = Date.parse('2019-05-15T10:00:00+09:00');
const day = 86_400_000;

const price = (itemId: string, final: number): Price => ({
  ...{ itemId, productId: `1${itemId}`, list: 15_000, final },
  ...{ discountPercent: 30, unit: null, coupon: { kind: 'percent', value: 10 } },
});
const terms: CouponTerms = {
  ...{ code: 'WELCOME10', name: { ko: '첫 구매 10% 할인', en: '10% off' }, class: 'order', kind: 'percent' },
  ...{ value: 10, cap: null, least: 5_000, startsAt: now - day, endsAt: now + day, products: null },
  ...{ exclusive: false, once: true, total: null },
};
const coupons: CouponTerms[] = [
  terms,
  { ...terms, code: 'TOY2000', class: 'product', kind: 'won', value: 2_000, least: 0, products: ['11'] },
  {
    ...terms,
    code: 'FREESHIP',
    class: 'shipping',
    kind: 'won',
    value: 3_000,
    least: 0,
    endsAt: now + 2 * day,
  },
  { ...terms, code: 'OVER', endsAt: now },
  { ...terms, code: 'SOON', startsAt: now + day / 2 },
  { ...terms, code: 'OTHERS', class: 'product', products: ['99'] },
  { ...terms, code: 'MUCH', kind: 'won', value: 100, least: 1_000_000 },
];
const lines = [
  { itemId: '1', quantity: 2 },
  { itemId: '2', quantity: 1 },
];

describe('a quote', () => {
  test('has the prices of the store, the coupons by class, and the reason for each refused coupon', async () => {
    const { quote } = await createService();
    const wanted = ['freeship', 'OVER', ' welcome10 ', 'NOBODY', 'TOY2000'];
    expect(await quote({ lines, coupons: wanted })).toEqual({
      lines: [
        { itemId: '1', productId: '11', quantity: 2, list: 15_000, final: 10_390, discount: 2_000 },
        { itemId: '2', productId: '12', quantity: 1, list: 15_000, final: 995, discount: 0 },
      ],
      missing: [],
      coupons: [
        { code: 'TOY2000', name: '첫 구매 10% 할인', class: 'product', amount: 2_000 },
        { code: 'WELCOME10', name: '첫 구매 10% 할인', class: 'order', amount: 1_970 },
        { code: 'FREESHIP', name: '첫 구매 10% 할인', class: 'shipping', amount: 3_000 },
      ],
      refused: [
        { code: 'OVER', reason: 'expired' },
        { code: 'NOBODY', reason: 'unknown' },
      ],
      payable: 17_805,
      delivery: 3_000,
    });
    const { refused } = await quote({ lines, coupons: ['SOON', 'OTHERS', 'MUCH', 'MUCH'] });
    expect(refused).toEqual([
      { code: 'SOON', reason: 'not-yet' },
      { code: 'OTHERS', reason: 'not-for-these' },
      { code: 'MUCH', reason: 'too-little' },
    ]);
  });

  test('ignores prices in the request, and makes one line of the same item twice', async () => {
    const { quote } = await createService();
    const sent = [
      { itemId: '1', quantity: 1, final: 1, price: 1 },
      { itemId: '1', quantity: 2 },
    ];
    const answer = await quote({ lines: sent, payable: 1 } as never);
    expect(answer).toMatchObject({ payable: 31_170, lines: [{ itemId: '1', quantity: 3 }] });
    expect(answer.lines).toHaveLength(1);
  });

  test('follows a changed price at once', async () => {
    const { quote, database } = await createService();
    await quote({ lines });
    database.sqlite.run("UPDATE price SET final = 10 WHERE item_id = '1'");
    expect((await quote({ lines })).payable).toBe(1_015);
  });

  test('names items without a price', async () => {
    const { quote } = await createService();
    const answer = await quote({ lines: [...lines, { itemId: '404', quantity: 1 }], coupons: ['TOY2000'] });
    expect(answer).toMatchObject({ missing: ['404'], payable: 19_775 });
    expect(await quote({ lines: [{ itemId: '404', quantity: 1 }], coupons: ['TOY2000'] })).toMatchObject({
      ...{ lines: [], payable: 0, refused: [{ code: 'TOY2000', reason: 'not-for-these' }] },
    });
  });

  test('gives a guest no coupons', async () => {
    const { quote } = await createService();
    const answer = await quote({ lines, coupons: ['WELCOME10', 'FREESHIP'] }, '');
    expect(answer).toMatchObject({ payable: 21_775, delivery: 0, coupons: [] });
    expect(answer.refused.map(({ reason }) => reason)).toEqual(['unknown', 'unknown']);
  });

  test.each([
    ['no lines', { lines: [] }],
    ['101 lines', { lines: Array.from({ length: 101 }, (_, at) => ({ itemId: `${at + 1}`, quantity: 1 })) }],
    ['zero pieces of an item', { lines: [{ itemId: '1', quantity: 0 }] }],
    ['half an item', { lines: [{ itemId: '1', quantity: 0.5 }] }],
    ['a quantity that is too large', { lines: [{ itemId: '1', quantity: 1e300 }] }],
    ['an item id that is no number', { lines: [{ itemId: "1' OR 1=1", quantity: 1 }] }],
    ['six coupons', { lines, coupons: ['A', 'B', 'C', 'D', 'E', 'F'] }],
    ['a code that is no text', { lines, coupons: [{}] }],
    ['a code of 41 characters', { lines, coupons: ['A'.repeat(41)] }],
  ])('of %s is refused', async (_, request) => {
    const { send } = await createService();
    const answer = await send('POST', paths.quotes, request, 'm1');
    expect(answer.status).toBe(422);
  });

  test.each(['', ' ', '__proto__', "'; DROP TABLE coupon; --", '\u0000', '쿠폰', '💩', 'ＷＥＬＣＯＭＥ１０'])(
    'with the code %j has an answer',
    async (code) => {
      const { coupons, refused } = await (await createService()).quote({ lines, coupons: [code] });
      expect([...coupons, ...refused]).toHaveLength(1);
    },
  );
});

describe("a member's coupons", () => {
  test('are the ones usable now, in the language of the request, the first to expire first', async () => {
    const { send, redeem } = await createService();
    const list = async (member: string) => {
      const answer = await send('GET', paths.coupons, undefined, member, { 'accept-language': 'en' });
      return v.parse(MemberCouponList, await answer.json()).coupons;
    };
    const all = await list('m1');
    expect(all.map(({ code }) => code)).toEqual(['MUCH', 'OTHERS', 'TOY2000', 'WELCOME10', 'FREESHIP']);
    expect(all[3]).toEqual({
      ...{ code: 'WELCOME10', name: '10% off', class: 'order', from: 5_000, expiresAt: now + day },
    });
    expect((await redeem('o1', ['WELCOME10', 'FREESHIP'])).status).toBe(200);
    expect((await list('m1')).map(({ code }) => code)).toEqual(['MUCH', 'OTHERS', 'TOY2000']);
    expect(await list('m2')).toEqual(all);
  });

  test('have the discount of each alone on some lines, and the reason if it is 0', async () => {
    const { send } = await createService();
    const answer = await send('GET', paths.couponsFor(lines), undefined, 'm1');
    const list = v.parse(MemberCouponList, await answer.json()).coupons;
    expect(list.map(({ code, off, refusal }) => [code, off, refusal])).toEqual([
      ['MUCH', 0, 'too-little'],
      ['OTHERS', 0, 'not-for-these'],
      ['TOY2000', 2_000, null],
      ['WELCOME10', 2_170, null],
      ['FREESHIP', 3_000, null],
    ]);
    expect((await send('GET', '/coupons?lines=1:x', undefined, 'm1')).status).toBe(422);
  });

  test('come with a quote that asks for them, and with one call of the store', async () => {
    const { send, counted } = await createService();
    const list = v.parse(
      MemberCouponList,
      await (await send('GET', paths.couponsFor(lines), undefined, 'm1')).json(),
    ).coupons;
    counted.reset();
    const body = { lines, coupons: ['TOY2000'], offers: true };
    const quote = v.parse(Quote, await (await send('POST', paths.quotes, body, 'm1')).json());
    expect(counted.calls()).toBe(1);
    expect(quote.offers).toEqual(list);
    expect(quote.coupons).toMatchObject([{ code: 'TOY2000', amount: 2_000 }]);
    const guest = v.parse(Quote, await (await send('POST', paths.quotes, body)).json());
    expect([guest.offers, guest.coupons]).toEqual([undefined, []]);
  });

  test('are not shown to a guest', async () => {
    const { send } = await createService();
    expect((await send('GET', paths.coupons)).status).toBe(401);
  });
});

describe('using coupons', () => {
  test('may be repeated by the order, and is refused to another order until they are given back', async () => {
    const { redeem, quote, giveBack } = await createService();
    for (let times = 0; times < 2; times++)
      expect((await redeem('o1', ['WELCOME10', 'TOY2000'])).status).toBe(200);
    const second = await redeem('o2', ['FREESHIP', 'welcome10']);
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ reason: 'used' });
    expect((await quote({ lines, coupons: ['WELCOME10', 'FREESHIP'] })).refused).toEqual([
      { code: 'WELCOME10', reason: 'used' },
    ]);
    for (let times = 0; times < 2; times++) expect((await giveBack('o1')).status).toBe(200);
    expect((await redeem('o2', ['FREESHIP', 'WELCOME10'])).status).toBe(200);
    expect(await (await redeem('o1', ['TOY2000'])).json()).toMatchObject({ status: 409, reason: 'used' });
    expect((await giveBack('o9')).status).toBe(200);
  });

  test.each([
    [['NOBODY', 'TOY2000'], 'unknown'],
    [['TOY2000', 'OVER'], 'expired'],
    [['SOON'], 'not-yet'],
  ])('refuses all of %p if one is %s', async (codes, reason) => {
    const { redeem, database } = await createService();
    const answer = await redeem('o1', codes);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ reason });
    expect(database.sqlite.query('SELECT * FROM redemption').all()).toEqual([]);
  });

  test('is refused to the same order with other coupons, or for another member', async () => {
    const { redeem } = await createService();
    await redeem('o1', ['TOY2000']);
    expect((await redeem('o1', ['TOY2000', 'WELCOME10'])).status).toBe(422);
    expect((await redeem('o1', ['TOY2000'], 'm2')).status).toBe(422);
    expect((await redeem('o1', [])).status).toBe(200);
  });

  test('is allowed only to the order service on behalf of a member', async () => {
    const { send, redeem } = await createService();
    const body = { orderId: 'o1', coupons: ['TOY2000'] };
    expect((await send('POST', paths.redemptions, body, 'm1')).status).toBe(403);
    expect((await send('POST', paths.redemptions, body)).status).toBe(403);
    expect((await redeem('o1', ['TOY2000'], '')).status).toBe(401);
    await redeem('o1', ['TOY2000']);
    expect((await send('DELETE', paths.redemption('o1'), undefined, 'm1')).status).toBe(403);
    expect(await (await redeem('o2', ['TOY2000'])).json()).toMatchObject({ reason: 'used' });
  });
});

describe('unknown codes', () => {
  test('are limited by member: 429 beyond the limit, while known codes and codes tried before still work', async () => {
    const upstash = await createUpstash({ token: 'test' });
    const redis = { UPSTASH_REDIS_REST_URL: upstash.url, UPSTASH_REDIS_REST_TOKEN: upstash.token };
    const limits = { ...redis, REDIS_TIMEOUT: '5000', COUPON_GUESSES_BY_MEMBER: '3' };
    const { send, quote } = await createService(limits);
    const ask = async (...codes: string[]) =>
      (await send('POST', paths.quotes, { lines, coupons: codes }, 'm1')).status;
    expect([await ask('GUESS1'), await ask('GUESS1'), await ask('GUESS2', 'GUESS3')]).toEqual([
      200, 200, 200,
    ]);
    const refused = await send('POST', paths.quotes, { lines, coupons: ['GUESS4'] }, 'm1');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('ratelimit')).toMatch(/^"coupon-guesses";r=0;t=\d+$/);
    expect([await ask('GUESS4'), await ask('WELCOME10'), await ask('GUESS2'), await ask()]).toEqual([
      ...[429, 200, 200, 200],
    ]);
    expect((await quote({ lines, coupons: ['GUESS4'] }, 'm2')).refused).toEqual([
      { code: 'GUESS4', reason: 'unknown' },
    ]);
    await upstash.close();
  });
});

async function createService(more: Record<string, string> = {}) {
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  await seedPrices(database, [price('1', 10_390), price('2', 995)]);
  await storeCoupons(database, coupons);
  const counted = countReads(database);
  const env = {
    DB: counted,
    LOG_LEVEL: 'off',
    ...startClock('2019-05-15T10:00:00+09:00'),
    ...settings,
    ...more,
  };
  const request = async (method: string, path: string, body: unknown, sent: Record<string, string>) =>
    app.request(
      path,
      {
        method,
        headers: { 'content-type': 'application/json', ...sent },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      env,
    );
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    member?: string,
    more: Record<string, string> = {},
  ) => {
    const token = member ? await tokenFor({ member, audience: ['order', 'pricing'], now }) : '';
    return request(method, path, body, { ...more, ...(token ? { [headers.identity]: token } : {}) });
  };
  const asOrder = async (member?: string) => ({
    [headers.identity]: await tokenFor({ issuer: 'order-service', member, audience: ['pricing'], now }),
  });
  return {
    database,
    counted,
    send,
    /** @param member empty for a guest */
    async quote(body: { lines: { itemId: string; quantity: number }[]; coupons?: string[] }, member = 'm1') {
      const answer = await send('POST', paths.quotes, body, member);
      expect(answer.status).toBe(200);
      return v.parse(Quote, await answer.json());
    },
    redeem: async (orderId: string, codes: string[], member = 'm1') =>
      request('POST', paths.redemptions, { orderId, coupons: codes }, await asOrder(member || undefined)),
    giveBack: async (orderId: string) =>
      request('DELETE', paths.redemption(orderId), undefined, await asOrder()),
  };
}
