import { afterAll, describe, expect, test } from 'bun:test';
import type { Count } from '../../tools/runtime/limits/worker.ts';
import { createShopper, nano } from '../create-shopper.helper.ts';
import { createVisitor } from '../create-visitor.helper.ts';
import { openShop } from '../open-shop.helper.ts';
import { until } from '../until.helper.ts';

const shop = await openShop({ limit: 0, crons: false });
afterAll(() => shop.close());
const guest = createVisitor(shop.url);
const member = await createShopper(shop);
await member.post('/cart/items', { ...nano, quantity: '1' });

/**
 * The most invocations of workers for a page whose isolates keep no copies: for a guest, and for a member. Cloudflare allows 32 for one
 * request (https://developers.cloudflare.com/workers/runtime-apis/bindings/service-bindings/#limits). The goal is 28 and 30, which the product
 * page does not reach yet, so these numbers only ever get smaller.
 */
const budgets: [path: string, ofGuest: number, ofMember: number][] = [
  ['/', 27, 30],
  ['/products/51862822?item=183485417', 33, 38],
  ['/products/51862822', 35, 40],
  ['/categories/toys', 18, 21],
  ['/campaigns/rocket', 18, 21],
  ['/search?q=lego', 20, 23],
  ['/cart', 18, 25],
  ['/login', 11, 14],
  ['/checkout', 1, 25],
  ['/my', 1, 18],
  ['/orders', 1, 17],
];

/** What the newest request for a path has cost. */
async function countOf(path: string): Promise<Count> {
  const counts: Count[] = await (await shop.fetch('/_dev/limits')).json();
  return counts.find((each) => each.path === path) as Count;
}

test.each(budgets)(
  '%s without copies costs at most %p invocations for a guest, %p for a member',
  async (path, ofGuest, ofMember) => {
    for (const [visitor, most] of [
      [guest, ofGuest],
      [member, ofMember],
    ] as const) {
      await shop.clearFaults();
      await visitor.get(path);
      const { status, invocations, connections, refused } = await countOf(path);
      expect([200, 303]).toContain(status as number);
      expect(invocations).toBeLessThanOrEqual(most);
      expect(connections).toBeLessThanOrEqual(6);
      expect(refused).toBe(0);
    }
  },
);

describe('a page with copies', () => {
  const pages = ['/', '/products/51862822?item=183485417', '/categories/toys', '/search?q=lego'];

  test.each(pages)('%s costs an anonymous visitor one invocation', async (path) => {
    // Parts that came late are copied after the response.
    const warm = await until(`a page of ${path} from copies`, async () => {
      await (await shop.fetch(path)).text();
      const count = await countOf(path);
      // With the whole shop in one worker, a page without copies is one invocation, too, but it reads stores.
      return count.invocations === 1 && count.d1 === 0 && count;
    });
    // The number of searches is limited by a count in Redis.
    const redis = path.startsWith('/search') ? 1 : 0;
    expect(warm).toEqual({
      ...{ path, status: 200, invocations: 1, d1: 0, kv: 0, redis },
      ...{ connections: redis, depth: 1, refused: 0 },
    });
  });

  test.each([...pages, '/login'])('%s costs a member at most 10 invocations', async (path) => {
    await member.get(path);
    await until(`a page of ${path} for a member`, async () => {
      await member.get(path);
      return (await countOf(path)).invocations <= 10;
    });
  });
});

test('a product that is new to a shop with a warm frame costs at most 32 invocations', async () => {
  const path = '/products/51284213';
  await shop.clearFaults();
  await guest.get('/');
  await guest.get(path);
  expect(await countOf(path)).toMatchObject({ status: 200, refused: 0 });
  expect((await countOf(path)).invocations).toBeLessThanOrEqual(32);
});

test('a form for the cart costs at most 8 invocations, and one that places an order at most 12', async () => {
  await member.post('/cart/items', { ...nano, quantity: '1' });
  expect((await countOf('/cart/items')).invocations).toBeLessThanOrEqual(8);
  const { fields } = await member.openCheckout(await member.start());
  expect((await member.post('/checkout', fields)).status).toBe(303);
  expect((await countOf('/checkout')).invocations).toBeLessThanOrEqual(12);
});
