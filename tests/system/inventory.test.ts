import { afterAll, beforeEach, describe, expect, test } from 'bun:test';
import { paths as inventoryPaths } from '../../services/inventory/contract.ts';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { readFragments } from '../../tools/visitor/read-fragments.ts';
import { createOrders } from '../create-orders.helper.ts';
import { openShop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

const shop = await openShop();
afterAll(() => shop.close());
beforeEach(async () => {
  await shop.clearFaults();
});

const { id: product, itemIds } = fixtures.manyOptions;
const [plenty = '', low = '', , out = ''] = itemIds;

/** Reads a fragment of a page. On a busy machine, the page may be too late for it, and then the test asks again. */
async function read(path: string, slot: string) {
  const html = await until(`${slot} of ${path}`, async () => {
    const fragments = readFragments(await (await shop.fetch(path)).text());
    const shown = fragments.find(
      ({ attributes, ...each }) => each.slot === slot && !('data-fallback' in attributes),
    );
    return shown?.html;
  });
  return { html, text: toText(html) };
}

describe('the stock on a product page', () => {
  test.each([
    ['/products/51862822?item=183485417', '품절임박 (3개 남음)'],
    ['/products/51862822', '품절임박 (3개 남음)'],
    ['/products/51862822?lang=en', 'Almost gone (3 left)'],
    [`/products/${product}`, '재고 있음'],
    [`/products/${product}?item=${plenty}&lang=en`, 'In stock'],
    [`/products/${product}?item=${low}`, '품절임박 (2개 남음)'],
    [`/products/${product}?item=${out}`, '품절'],
    [`/products/${product}?item=${out}&lang=en`, 'Sold out'],
  ])('of %s is shown as %p', async (path, words) => {
    expect((await read(path, 'stock')).text).toBe(words);
  });

  test('disables the button of a sold-out item, and the page says why', async () => {
    const { html, text } = await read(`/products/${product}?item=${out}`, 'buy');
    expect(html).toMatch(/<button[^>]*type="submit"[^>]* disabled/);
    expect(text).toContain('품절된 상품이라 지금은 담을 수 없어요.');
    const other = await read(`/products/${product}?item=${plenty}`, 'buy');
    expect(other.html).not.toMatch(/<button[^>]*type="submit"[^>]* disabled/);
    expect(other.text).not.toContain('품절');
  });

  test('is left out while inventory is down, and the page works', async () => {
    await shop.fault({ fragment: 'inventory/stock', kind: 'error' });
    const page = `/products/${product}?item=${plenty}`;
    expect((await shop.fetch(page)).status).toBe(200);
    expect((await read(page, 'buy')).text).toContain('장바구니 담기');
  });
});

describe('a sold-out item', () => {
  test('is refused with a message beside the button, and the cart stays empty', async () => {
    const visitor = createVisitor(shop.url);
    const refused = await visitor.post('/cart/items', { productId: product, itemId: out, quantity: '2' });
    expect(refused.status).toBe(409);
    const { html, attributes } = readSlot(refused.text, 'buy');
    expect(attributes['data-fragment']).toBe('cart/add-to-cart');
    expect(toText(html)).toContain('품절된 상품이라 지금은 담을 수 없어요.');
    expect(html).toContain('value="2"');
    expect(html).not.toContain('aria-invalid');
    expect(toText(readSlot(refused.text, 'stock').html)).toBe('품절');
    const answer = await visitor.postJson('/api/cart/items', {
      productId: product,
      itemId: out,
      quantity: 1,
    });
    expect(answer.status).toBe(409);
    expect(JSON.parse(answer.text)).toMatchObject({ reason: 'sold-out' });
    expect((await visitor.get('/api/cart/count')).text).toBe('{"count":0}');
  });

  test('in a cart is marked as sold out, until operators restock it', async () => {
    const visitor = createVisitor(shop.url);
    const item = fixtures.coupon.itemIds[0];
    await visitor.post('/cart/items', { productId: fixtures.coupon.id, itemId: item, quantity: '2' });
    await visitor.post('/cart/items', { productId: product, itemId: low, quantity: '1' });
    const lines = async () => toText(readSlot((await visitor.get('/cart')).text, 'cart-lines').html);
    expect(await lines()).toContain('품절임박 (2개 남음)');
    expect(await lines()).not.toContain('품절 ');

    const { available } = await readAccount(item);
    await reserve(item, available - 1);
    await until('the new stock', async () => (await lines()).includes('품절임박 (1개 남음)'));
    await reserve(item, 1);
    await until('the end of the stock', async () => (await lines()).includes('품절 '));

    const restocking = { quantity: 7, key: 'monday' };
    const authorization = { authorization: `Bearer ${shop.operatorToken}` };
    const path = `/api/inventory/items/${item}/restock`;
    expect((await visitor.postJson(path, restocking)).status).toBe(401);
    for (let twice = 0; twice < 2; twice++) {
      const restocked = await visitor.postJson(path, restocking, authorization);
      expect(restocked.status).toBe(200);
      expect(JSON.parse(restocked.text)).toMatchObject({ available: 7, onHand: available + 7 });
    }
    await until('the restock', async () => !(await lines()).includes('품절 '));
    const wrong = await visitor.postJson(path, { ...restocking, quantity: -1 }, authorization);
    expect(wrong.status).toBe(422);
  });
});

test('clients cannot reserve stock', async () => {
  const visitor = createVisitor(shop.url);
  const order = { orderId: 'a', lines: [{ itemId: plenty, quantity: 1 }] };
  for (const path of [inventoryPaths.reserve, inventoryPaths.confirm, inventoryPaths.release])
    expect((await visitor.postJson(`/api/inventory${path}`, order)).status).toBe(404);
});

async function readAccount(item: string) {
  const headers = { authorization: `Bearer ${shop.operatorToken}` };
  const answer = await shop.fetch(`/api/inventory/items/${item}`, { headers });
  return (await answer.json()) as { available: number };
}

async function reserve(itemId: string, quantity: number) {
  const orders = await createOrders(shop);
  expect((await orders.reserve(crypto.randomUUID(), [{ itemId, quantity }])).status).toBe(200);
}
