import { expect, test } from 'bun:test';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { readFragments } from '../../tools/visitor/read-fragments.ts';
import { openShop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

const nano = { productId: '51862822', itemId: '183485417', quantity: '2' };

/** Opens a shop in which the clock of one worker is wrong by this number of seconds. */
async function openSkewed(worker: string, seconds: number) {
  const time = new Date(Date.now() + seconds * 1_000).toISOString();
  return openShop({ variables: { [worker]: { DEV_NOW: time } } });
}

test.each([50, -50])('a clock that is %p seconds off still accepts identity tokens', async (seconds) => {
  const shop = await openSkewed('cart-service', seconds);
  try {
    const visitor = createVisitor(shop.url);
    expect((await visitor.post('/cart/items', nano)).status).toBe(303);
    // On a busy machine, the first page may be too late for the cart, and for the arrival in the last test.
    await until('the cart', async () => (await visitor.get('/cart')).text.includes('20,780'));
  } finally {
    await shop.close();
  }
});

test.each([600, -600])(
  'a worker whose clock is %p seconds off accepts no token, and only its slice fails',
  async (seconds) => {
    const shop = await openSkewed('cart-service', seconds);
    try {
      const visitor = createVisitor(shop.url);
      const refused = await visitor.post('/cart/items', nano);
      expect([422, 503]).toContain(refused.status);
      const page = await visitor.get('/products/51862822?item=183485417');
      expect(page.status).toBe(200);
      expect(toText(readSlot(page.text, 'price').html)).toContain('10,390원');
      expect(readSlot(page.text, 'cart').attributes).toHaveProperty('data-fallback');
    } finally {
      await shop.close();
    }
  },
);

test('a delivery promise uses the clock of transport, in Korean time', async () => {
  const shop = await openShop({
    variables: {
      'transport-service': { DEV_NOW: '2019-05-15T00:30:00Z' },
      shell: { DEV_NOW: '2019-05-15T10:00:00Z' },
    },
  });
  try {
    const visitor = createVisitor(shop.url);
    const { html } = await until('the arrival', async () => {
      const { text } = await visitor.get('/products/51862822?item=183485417');
      const found = readFragments(text).find(({ slot }) => slot === 'arrival');
      return found && toText(found.html) !== '' && found;
    });
    expect(toText(html)).toContain('내일(목) 5/16 도착 보장 (서울·경기 기준)');
  } finally {
    await shop.close();
  }
});
