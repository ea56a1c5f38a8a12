import { expect, test } from 'bun:test';
import { createVisitor } from '../create-visitor.ts';
import { openShop } from '../open-shop.ts';
import { readSlot, toText } from '../read-page.ts';

test.skipIf(!Bun.which('redis-server'))('what was stored is there after a restart', async () => {
  const before = await openShop({ redis: 'redis' });
  const visitor = createVisitor(before.url);
  await visitor.post('/cart/items', { productId: '51862822', itemId: '183485417', quantity: '4' });
  const written = await visitor.post('/products/51862822/reviews', {
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
