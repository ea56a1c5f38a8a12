import { afterAll, describe, expect, test } from 'bun:test';
import type { Count } from '../../tools/runtime/limits/worker.ts';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { home } from '../../tools/visitor/purchase.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { openShop, type Shop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

const item = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] as string };
const bought = 2;

// The stores were seeded by another topology, and keep their names.
let shop: Shop = await openShop({ topology: 'monolith', limit: 0, crons: false });
const shopper = await createShopper(shop);
let order = '';
afterAll(() => shop.close());

async function countOf(path: string): Promise<Count> {
  const counts: Count[] = await (await shop.fetch('/_dev/limits')).json();
  return counts.find((each) => each.path === path) as Count;
}

/** The Durable Object of an item has its stock. */
async function readStock(): Promise<number> {
  const answer = await shop.fetchWorker('inventory-service', `/stocks?items=${item.itemId}`);
  return ((await answer.json()) as { stocks: { available: number }[] }).stocks[0]?.available as number;
}

async function listAudited(): Promise<string[]> {
  const headers = { authorization: `Bearer ${shop.operatorToken}` };
  const page = await (await shop.fetchWorker('audit-service', '/entries', { headers })).json();
  return page.entries.map(({ event }: { event: string }) => JSON.parse(event).type);
}

describe('the shop as one worker', () => {
  test.each([
    ['/', 'shelf-popular', '원'],
    ['/search?q=%EC%B9%98%EC%BD%94%EB%A6%AC%ED%83%80', 'results', '치코리타'],
    [`/products/${item.productId}?item=${item.itemId}`, 'price', '원'],
  ])('serves %s with one invocation', async (path, slot, text) => {
    const page = await createVisitor(shop.url).get(path);
    expect(page.status).toBe(200);
    expect(page.text).toEndWith('</html>');
    expect(toText(readSlot(page.text, slot).html)).toContain(text);
    expect((await countOf(path)).invocations).toBe(1);
  });

  test('serves the files of a slice and of the shell', async () => {
    const { text } = await createVisitor(shop.url).get('/');
    const files = [...new Set(text.match(/\/assets\/\w+\/[\w./-]+/g))];
    const owners = new Set(files.map((file) => file.split('/')[2]));
    expect([owners.has('shell'), owners.has('search')]).toEqual([true, true]);
    for (const file of files) expect((await shop.fetch(file)).status).toBe(200);
  });

  test('sells a cart: the saga, the queues and the stock work inside it', async () => {
    const before = await readStock();
    await shopper.post('/cart/items', { ...item, quantity: String(bought) });
    const { fields } = await shopper.openCheckout();
    const placed = await shopper.post('/checkout', fields);
    expect(placed.status).toBe(303);
    order = placed.location?.replace('/orders/', '') as string;
    await shopper.follow(order, ['FULFILLING']);
    expect(toText(readSlot((await shopper.get(`/orders/${order}`)).text, 'order').html)).toContain('배송 중');
    expect(await readStock()).toBe(before - bought);
    // The cart and the audit follow the events of the order, each by its own queue.
    await until(
      'the cart',
      async () => JSON.parse((await shopper.get('/api/cart/cart')).text).lines.length === 0,
    );
    await until('the audit', async () => (await listAudited()).includes('order.confirmed'));
  });

  test('runs the jobs of each tier by the clock', async () => {
    const headers = { authorization: `Bearer ${shop.operatorToken}` };
    const readSigned = async () =>
      (await (await shop.fetchWorker('audit-service', '/signatures', { headers })).json()).signatures.length;
    expect(await readSigned()).toBe(0);
    await shop.trigger('audit-service');
    expect(await readSigned()).toBe(1);
  });

  test('leaves its data to a step on the way to services, which sells with it', async () => {
    const stock = await readStock();
    const { stateDirectory } = shop;
    await shop.close({ keep: true });
    shop = await openShop({ topology: 'phase-2', stateDirectory, crons: false });
    // The new shop has another port, and its visitor the old cookies.
    const visitor = createVisitor(shop.url);
    for (const [name, value] of shopper.cookies) visitor.cookies.set(name, value);
    const readOrder = async (id: string) => JSON.parse((await visitor.get(`/api/order/orders/${id}`)).text);
    expect(await readOrder(order)).toMatchObject({ id: order, state: 'FULFILLING' });
    expect(await readStock()).toBe(stock);
    expect(await listAudited()).toContain('order.confirmed');

    const page = await visitor.get(`/products/${item.productId}?item=${item.itemId}`);
    expect(toText(readSlot(page.text, 'price').html)).toContain('원');
    const begun = JSON.parse((await visitor.postJson('/api/order/drafts', { ...item, quantity: 1 })).text);
    const view = JSON.parse((await visitor.get(`/api/order/checkout?draft=${begun.draft}`)).text);
    const placed = await visitor.postJson('/api/order/orders', {
      ...{ draft: begun.draft, revision: view.draft.snapshot.revision, address: home },
      ...{ payment: { method: 'card', token: 'tok_ok' }, agree: true },
    });
    const { id } = JSON.parse(placed.text);
    await until('the order', async () => (await readOrder(id)).state === 'FULFILLING');
    expect(await readStock()).toBe(stock - 1);
  });
});
