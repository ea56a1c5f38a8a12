import { expect, test } from 'bun:test';
import { createOrders } from '../create-orders.ts';
import { createReviewer } from '../create-reviewer.ts';
import { createShopper, nano } from '../create-shopper.ts';
import { createVisitor } from '../create-visitor.ts';
import { openShop } from '../open-shop.ts';
import { readSlot, toText } from '../read-page.ts';

test.skipIf(!Bun.which('redis-server'))('what was stored is there after a restart', async () => {
  const before = await openShop({ redis: 'redis' });
  const visitor = await createReviewer(before, '51862822');
  await visitor.post('/cart/items', { productId: '51862822', itemId: '183485417', quantity: '4' });
  const written = await visitor.review('51862822', {
    rating: '4',
    title: '조카가 좋아해요',
    body: '조립이 조금 어렵지만 완성하니 정말 귀여워요.',
  });
  expect(written.status).toBe(303);
  await before.close({ keep: true });

  const after = await openShop({ redis: 'redis', stateDirectory: before.stateDirectory });
  try {
    const returning = createVisitor(after.url);
    for (const [name, value] of visitor.cookies) returning.cookies.set(name, value);
    expect(toText(readSlot((await returning.get('/cart')).text, 'cart-lines').html)).toContain('41,560원');
    const { text, status } = await returning.get('/products/51862822');
    expect(status).toBe(200);
    expect(toText(readSlot(text, 'reviews').html)).toContain('조카가 좋아해요');
    expect(toText(readSlot(text, 'stars').html)).toContain('2개 상품평');
  } finally {
    await after.close();
  }
});

test.skipIf(!Bun.which('redis-server'))(
  'members stay logged in, with carts, orders, reservations and what was not yet told',
  async () => {
    const before = await openShop({ redis: 'redis', crons: false });
    const shopper = await createShopper(before);
    await shopper.post('/cart/items', { productId: '20190002', itemId: '201900021', quantity: '3' });
    const id = await shopper.buy();
    await shopper.follow(id, ['FULFILLING']);
    const orders = await createOrders(before);
    expect((await orders.reserve('another', [{ itemId: nano.itemId, quantity: 2 }])).status).toBe(200);
    const untold = await before.databaseOf('product-service');
    const event = {
      ...{ id: '0198c0de-0000-7000-8000-000000000001', type: 'product.changed', time: 0 },
      ...{ source: 'product-service', data: { productId: nano.productId } },
    };
    await untold
      .prepare('INSERT INTO outbox (id, event) VALUES (?, ?)')
      .bind(event.id, JSON.stringify(event))
      .run();
    await before.close({ keep: true });

    const after = await openShop({ redis: 'redis', stateDirectory: before.stateDirectory, crons: false });
    try {
      const returning = createVisitor(after.url);
      for (const [name, value] of shopper.cookies) returning.cookies.set(name, value);
      expect((await returning.get('/my')).status).toBe(200);
      expect(toText(readSlot((await returning.get(`/orders/${id}`)).text, 'order').html)).toContain(
        '배송 중',
      );
      expect(JSON.parse((await returning.get('/api/cart/cart')).text).lines[0].quantity).toBe(3);
      const page = await returning.get('/products/51862822');
      expect(toText(readSlot(page.text, 'stock').html)).toContain('품절');
      const afterwards = await createOrders(after);
      const refused = await afterwards.reserve('a third', [{ itemId: nano.itemId, quantity: 1 }]);
      expect(refused.body).toMatchObject({ reason: 'sold-out' });

      const outbox = await after.databaseOf('product-service');
      const left = outbox.prepare('SELECT count(*) AS count FROM outbox');
      expect(await left.first()).toEqual({ count: 1 });
      await after.trigger('product-service');
      expect(await left.first()).toEqual({ count: 0 });
    } finally {
      await after.close();
    }
  },
  60_000,
);
