import { afterAll, expect, test } from 'bun:test';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { openShop } from '../open-shop.helper.ts';
import { readSlot } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

/** The time of each answer of Redis, in milliseconds. A page does not wait that long for optional fragments. */
const lag = 400;
let upstash = '';
const slow = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  async fetch(request) {
    if (!upstash) return new Response(null, { status: 503 });
    await Bun.sleep(lag);
    const { pathname, search } = new URL(request.url);
    return fetch(upstash + pathname + search, {
      method: request.method,
      headers: request.headers,
      body: await request.arrayBuffer(),
    });
  },
});
const shop = await openShop({
  settings: { UPSTASH_REDIS_REST_URL: slow.url.origin, REDIS_TIMEOUT: '150' },
});
upstash = shop.upstash.url;
afterAll(async () => {
  await shop.close();
  await slow.stop(true);
});

const item = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] };

test('with a slow Redis, a member can add to the cart and order, and the header has no count', async () => {
  const shopper = await createShopper(shop);
  const added = await shopper.post('/cart/items', { ...item, quantity: '2' });
  expect([added.status, added.location]).toEqual([303, expect.any(String)]);
  // The page does not wait for the count.
  const page = await shopper.get(`/products/${item.productId}`);
  expect(readSlot(page.text, 'cart').attributes).toHaveProperty('data-fallback');

  const { fields } = await shopper.openCheckout();
  expect(fields.draft).not.toBe('');
  const placed = await shopper.post('/checkout', fields);
  expect([placed.status, placed.location]).toEqual([303, expect.stringMatching(/^\/orders\//)]);
  const { lines } = await shopper.order(placed.location?.replace('/orders/', '') as string);
  expect(lines).toMatchObject([{ ...item, quantity: 2 }]);
});

test('simultaneous orders of members all succeed with a slow Redis', async () => {
  // On a busy machine, a sign-up may be too late.
  const signUp = () => until('a member', () => createShopper(shop).catch(() => undefined));
  const shoppers = await Promise.all(Array.from({ length: 8 }, signUp));
  const placed = await Promise.all(
    shoppers.map(async (shopper) => {
      const { fields } = await shopper.openCheckout(await shopper.start(1, item));
      return (await shopper.post('/checkout', fields)).status;
    }),
  );
  expect(placed).toEqual(placed.map(() => 303));
});
