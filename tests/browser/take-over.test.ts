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
  {
    ...{ name: 'cart and checkout', ours: ['search', 'products', ...ofPurchase], lent: [] },
    async run() {
      expect(await takeOver.moveData()).toBe(0);
      await takeOver.release(['*=100', '/=0', '/categories=0']);
    },
  },
  {
    ...{ name: 'one step back', ours: ['search', 'products'], lent: [] },
    async run() {
      await takeOver.rollBack();
      // A checkout that the shop is answering has to end before the monolith gets the orders.
      await load.untilAllAnswered();
      await untilStockAddsUp();
      expect(await takeOver.moveBack()).toEqual([]);
      expectOrders(takeOver.ordersOfLegacy());
    },
  },
  {
    ...{ name: 'forward again, and the rest', ours: ['', 'search', 'products', ...ofPurchase], lent: [] },
    async run() {
      expect(await takeOver.moveData()).toBe(0);
      await takeOver.rollBack();
      await takeOver.release(['/=100', '/categories=100']);
    },
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

test('each order that a visitor saw exists once, and the stock adds up', async () => {
  await load.untilAllOrdered();
  await load.stop();
  const orders = await takeOver.ordersOfShop();
  expectOrders(orders);
  expect(new Set(load.told.map(({ id }) => id)).size).toBe(load.told.length);
  expect(new Set(load.told.map(({ side }) => side))).toEqual(new Set(['legacy', 'shop']));
  expect(orders.filter(({ state }) => ['CANCELLED', 'REFUNDED'].includes(state))).toEqual([]);
  // The members have moved in both directions, too.
  expect(load.counts['sign-ups']).toBe(2);
  await untilStockAddsUp();
});

/** Each order that a visitor saw until now is among these, with its total. */
function expectOrders(orders: StoredOrder[]): void {
  for (const { id, total } of load.told)
    expect([id, orders.filter((order) => order.id === id)]).toMatchObject([id, [{ total }]]);
}

/** After the orders of the monolith have moved, the shop has all orders. */
async function untilStockAddsUp(): Promise<void> {
  const lines = (await takeOver.ordersOfShop()).flatMap((order) => order.lines);
  const sold = (item: string) =>
    lines.filter(({ itemId }) => itemId === item).reduce((sum, { quantity }) => sum + quantity, 0);
  const expected = new Map(keys.map((key) => [key, (stockBefore.get(key) ?? 0) - sold(key)]));
  // The shop tells the stock from a read model, which follows.
  await until('the stock to add up', async () => Bun.deepEquals(await takeOver.stockOfShop(keys), expected));
}
