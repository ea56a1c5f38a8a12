import { expect, test } from 'bun:test';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { home } from '../../tools/visitor/purchase.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';

const shop = await openSharedShop();

test('a full-width digit is accepted as a quantity', async () => {
  const visitor = createVisitor(shop.url);
  const item = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] as string };
  expect((await visitor.post('/cart/items', { ...item, quantity: '９' })).status).toBe(303);
  const { lines } = JSON.parse((await visitor.get('/api/cart/cart')).text);
  expect(lines).toMatchObject([{ itemId: item.itemId, quantity: 9 }]);
});

test('a pasted address is accepted in the form that people paste', async () => {
  const shopper = await createShopper(shop);
  const typed = {
    ...home,
    recipient: '\u202e김\u200b조각',
    phone: '\u202a+82 10–1234–5678\u202c',
    postcode: '（０６２３６）',
  };
  expect((await shopper.post('/my/addresses', typed)).status).toBe(303);
  const { addresses } = JSON.parse((await shopper.get('/api/member/me/addresses')).text);
  expect(addresses).toMatchObject([{ recipient: '김조각', phone: '01012345678', postcode: '06236' }]);
});
