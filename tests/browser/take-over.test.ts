import { afterAll, expect, test } from 'bun:test';
import { openLoad } from '../../tools/rehearse/take-over/open-load.ts';
import { walkJourney } from '../../tools/rehearse/take-over/walk-journey.ts';
import { openTakeOver, type StoredOrder } from '../open-take-over.helper.ts';
import { until } from '../until.helper.ts';
import { openBrowser } from './open-browser.helper.ts';

const takeOver = await openTakeOver();
const browser = await openBrowser(takeOver.url);
afterAll(async () => {
  await browser.close();
  await takeOver.close();
});

const words = '세트';
const [first, ...items] = takeOver.findItems(7);
const keys = [first, ...items].flatMap((item) => item?.itemId ?? []);
const stockBefore = takeOver.stockOfLegacy();
const load = openLoad({ url: takeOver.url, buyers: 2, items, words });

const parts = ['price', 'reviews'];
const ofPurchase = ['cart', 'login', 'signup', 'checkout', 'orders'];
const toParts = (share: number) => parts.map((part) => `/products/:product ${part}=${share}`);

/** The releases in their order. `ours` are the pages that the shop answers then, and `lent` its parts in the product page of the monolith. */
const releases = [
  { name: 'search', run: () => takeOver.release(['/search=100']), ours: ['search'], lent: [] },
  {
    ...{ name: 'price and reviews', ours: ['search'], lent: parts },
    run: () => takeOver.release([], toParts(100)),
  },
  {
    ...{ name: 'the product page', ours: ['search', 'products'], lent: [] },
    run: () => takeOver.release(['/products=100']),
  },
  { name: 'one step back', run: () => takeOver.rollBack(), ours: ['search'], lent: parts },
  {
    ...{ name: 'cart and checkout', ours: ['search', 'products', ...ofPurchase], lent: [] },
    async run() {
      // Forward again, from the step back.
      await takeOver.rollBack();
      await load.untilAllOrdered();
      expect(await takeOver.moveData()).toBe(0);
      await takeOver.release(['*=100', '/=0', '/categories=0']);
    },
  },
  {
    ...{ name: 'the rest', ours: ['', 'search', 'products', ...ofPurchase], lent: [] },
    run: () => takeOver.release(['/=100', '/categories=100']),
  },
];

test.each(releases)('while visitors order, $name: the journey passes', async ({ run, ours, lent }) => {
  await load.untilAllOrdered();
  await run();
  const { sides, parts } = await walkJourney(browser, { ...(first as (typeof items)[0]), words });
  const answered = Object.entries(sides).flatMap(([page, isOurs]) => (isOurs ? [page] : []));
  expect(answered.toSorted()).toEqual(ours.toSorted());
  expect(parts).toEqual(lent);
});

test('each order that a visitor saw exists once, on the side that said so, and the stock adds up', async () => {
  await load.untilAllOrdered();
  await load.stop();
  const stored = { legacy: takeOver.ordersOfLegacy(), shop: await takeOver.ordersOfShop() };
  const all = [...stored.legacy, ...stored.shop];
  for (const { id, side, total } of load.told) {
    expect(all.filter((order) => order.id === id)).toHaveLength(1);
    expect(stored[side].find((order) => order.id === id)).toMatchObject({ total });
  }
  expect(new Set(load.told.map(({ id }) => id)).size).toBe(load.told.length);
  expect(new Set(load.told.map(({ side }) => side))).toEqual(new Set(['legacy', 'shop']));
  expect(all.filter(({ state }) => ['CANCELLED', 'REFUNDED'].includes(state))).toEqual([]);
  // The members have moved, too.
  expect(load.counts['sign-ups']).toBe(2);
  const expected = new Map(keys.map((key) => [key, (stockBefore.get(key) ?? 0) - sold(all, key)]));
  // The shop tells the stock from a read model, which follows.
  await until('the stock to add up', async () => Bun.deepEquals(await takeOver.stockOfShop(keys), expected));
});

function sold(orders: StoredOrder[], item: string): number {
  const lines = orders.flatMap((order) => order.lines).filter(({ itemId }) => itemId === item);
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
