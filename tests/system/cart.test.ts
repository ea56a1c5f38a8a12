import { describe, expect, test } from 'bun:test';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { listWorkers } from '../../tools/workers.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';

const shop = await openSharedShop();

const nano = { productId: '51862822', itemId: '183485417' };
/** An item with a large stock. */
const other = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] };
/** An item with two pieces in stock. */
const rare = { productId: fixtures.manyOptions.id, itemId: fixtures.manyOptions.itemIds[1] };

describe('in a cart without scripts', () => {
  test('a visitor adds an item, sees it, changes it and removes it', async () => {
    const visitor = createVisitor(shop.url);
    expect(readSlot((await visitor.get('/')).text, 'cart').html).toContain('>0</b>');

    const added = await visitor.post('/cart/items', { ...nano, quantity: '2' });
    expect({ status: added.status, location: added.location }).toEqual({ status: 303, location: '/cart' });
    expect(readSlot((await visitor.get('/products/51862822')).text, 'cart').html).toContain('>1</b>');

    let cart = toText(readSlot((await visitor.get('/cart')).text, 'cart-lines').html);
    expect(cart).toContain('퍼즐사랑 포켓몬스터 치코리타 나노블록 90피스');
    expect(cart).toContain('결제 예상 금액 20,780원');

    expect((await visitor.post('/cart/items/183485417', { quantity: '3' })).status).toBe(303);
    cart = toText(readSlot((await visitor.get('/cart')).text, 'cart-lines').html);
    expect(cart).toContain('결제 예상 금액 31,170원');

    expect((await visitor.post('/cart/items/183485417', { quantity: '0' })).status).toBe(303);
    cart = toText(readSlot((await visitor.get('/cart')).text, 'cart-lines').html);
    expect(cart).toContain('장바구니가 비어 있어요');
  });

  test('adding an item twice adds the quantities, and lines keep the order of adding', async () => {
    const visitor = createVisitor(shop.url);
    await visitor.post('/cart/items', { ...other, quantity: '1' });
    await visitor.post('/cart/items', { ...nano, quantity: '1' });
    await visitor.post('/cart/items', { ...other, quantity: '4' });
    const { lines } = JSON.parse((await visitor.get('/api/cart/cart')).text);
    expect(
      lines.map(({ itemId, quantity }: { itemId: string; quantity: number }) => [itemId, quantity]),
    ).toEqual([
      [other.itemId, 5],
      [nano.itemId, 1],
    ]);
  });

  test.each(['0', '-1', '1.5', '1e9', '1000', '두 개', '', ' ', '0x2', '９９９９', '½'])(
    'a quantity of %p is refused with a message beside the field',
    async (quantity) => {
      const visitor = createVisitor(shop.url);
      const refused = await visitor.post('/cart/items', { ...nano, quantity });
      expect(refused.status).toBe(422);
      const { html, attributes } = readSlot(refused.text, 'buy');
      expect(attributes['data-fragment']).toBe('cart/add-to-cart');
      expect(html).toContain('aria-invalid="true"');
      expect(toText(html)).toContain('수량은 1부터 999까지의 숫자로 적어 주세요.');
      expect(readSlot(refused.text, 'title').html).toContain('치코리타');
      expect((await visitor.get('/api/cart/count')).text).toBe('{"count":0}');
    },
  );

  test('an item of another product is refused', async () => {
    const visitor = createVisitor(shop.url);
    const refused = await visitor.post('/cart/items', {
      productId: '51862822',
      itemId: fixtures.coupon.itemIds[0] as string,
      quantity: '1',
    });
    expect(refused.status).toBe(422);
    expect((await visitor.get('/api/cart/count')).text).toBe('{"count":0}');
  });

  test('a refused change of a quantity keeps the typed text and does not change the cart', async () => {
    const visitor = createVisitor(shop.url);
    await visitor.post('/cart/items', { ...nano, quantity: '2' });
    const refused = await visitor.post('/cart/items/183485417', { quantity: '1000' });
    expect(refused.status).toBe(422);
    const { html } = readSlot(refused.text, 'cart-lines');
    expect(html).toContain('value="1000"');
    expect(html).toContain('role="alert"');
    expect(JSON.parse((await visitor.get('/api/cart/cart')).text).lines[0].quantity).toBe(2);
    expect((await visitor.post('/cart/items/183485417', { quantity: '' })).status).toBe(422);
    expect(JSON.parse((await visitor.get('/api/cart/cart')).text).lines[0].quantity).toBe(2);
  });

  test('a quantity beyond the stock is refused, including the pieces in the cart, and the message has the number left', async () => {
    const visitor = createVisitor(shop.url);
    expect((await visitor.post('/cart/items', { ...rare, quantity: '1' })).status).toBe(303);
    const refused = await visitor.post('/cart/items', { ...rare, quantity: '2' });
    expect(refused.status).toBe(409);
    const { html } = readSlot(refused.text, 'buy');
    expect(toText(html)).toContain('재고가 2개뿐이에요');
    expect(html).toContain('value="2"');

    const changed = await visitor.post(`/cart/items/${rare.itemId}`, { quantity: '999' });
    expect(changed.status).toBe(409);
    const lines = readSlot(changed.text, 'cart-lines').html;
    expect(toText(lines)).toContain('재고가 2개뿐이에요');
    expect(lines).toContain('value="999"');
    expect(await readLines(visitor)).toEqual([[rare.itemId, 1]]);

    const api = await visitor.postJson('/api/cart/items', { ...rare, quantity: 999 });
    expect(api.status).toBe(409);
    expect(JSON.parse(api.text)).toMatchObject({
      reason: 'not-enough-stock',
      errors: [{ field: 'quantity', most: 2 }],
    });
    const buy = readSlot((await visitor.get(`/products/${rare.productId}?item=${rare.itemId}`)).text, 'buy');
    expect(toText(buy.html)).toContain('2개 남음');
  });

  test('several lines are removed at once, and all lines can be selected', async () => {
    const visitor = createVisitor(shop.url);
    for (const item of [nano, other, rare]) await visitor.post('/cart/items', { ...item, quantity: '1' });
    const all = readSlot((await visitor.get('/cart?selected=all')).text, 'cart-lines').html;
    expect(all.match(/<input[^>]* checked[^>]*>/g)).toHaveLength(3);
    const { html } = readSlot((await visitor.get('/cart')).text, 'cart-lines');
    expect(html).not.toMatch(/<input[^>]* checked/);
    const none = await visitor.post('/cart/selection', { key: keyOf(html) });
    expect(none.status).toBe(422);
    expect(toText(readSlot(none.text, 'cart-lines').html)).toContain('삭제할 상품을 골라 주세요');

    const body = new URLSearchParams([
      ['key', keyOf(html)],
      ['item', nano.itemId],
      ['item', rare.itemId],
    ]);
    for (let times = 0; times < 2; times++)
      expect((await visitor.post('/cart/selection', body)).location).toBe('/cart');
    expect(await readLines(visitor)).toEqual([[other.itemId, 1]]);
  });

  test('an empty cart offers a search and products', async () => {
    const { text } = await createVisitor(shop.url).get('/cart');
    expect(readSlot(text, 'cart-lines').html).toContain('action="/search"');
    expect(readSlot(text, 'shelf-popular').html).toContain('href="/products/');
  });
});

describe('a form that is posted twice', () => {
  test('adds once for each page: pressed twice at once, 180 ms apart, and after going back', async () => {
    const visitor = createVisitor(shop.url);
    await visitor.post('/cart/items', { ...nano, quantity: '1' });
    const open = async () => keyOf((await visitor.get(`/products/${other.productId}`)).text);
    const [first, second] = [await open(), await open()];
    expect(second).not.toBe(first);
    const press = (key: string, quantity = '1') => visitor.post('/cart/items', { ...other, quantity, key });
    const answers = await Promise.all([press(first), press(first)]);
    await Bun.sleep(180);
    answers.push(await press(first));
    for (const { status, location } of answers)
      expect({ status, location }).toEqual({ status: 303, location: '/cart' });
    expect(await readLines(visitor)).toEqual([
      [nano.itemId, 1],
      [other.itemId, 1],
    ]);
    await press(second);
    await press(first, '3');
    expect(await readLines(visitor)).toEqual([
      [nano.itemId, 1],
      [other.itemId, 5],
    ]);
  });

  test('changes a line once, and does not undo a later change', async () => {
    const visitor = createVisitor(shop.url);
    await visitor.post('/cart/items', { ...other, quantity: '1' });
    const open = async () => keyOf(readSlot((await visitor.get('/cart')).text, 'cart-lines').html);
    const [key, later] = [await open(), await open()];
    const change = (key: string, quantity: string) =>
      visitor.post(`/cart/items/${other.itemId}`, { quantity, key });
    await change(key, '3');
    await change(later, '5');
    expect((await change(key, '3')).status).toBe(303);
    expect(await readLines(visitor)).toEqual([[other.itemId, 5]]);
  });

  test('has a key, in every form that changes the cart; the key of the buy box joins it from the header', async () => {
    const visitor = createVisitor(shop.url);
    await visitor.post('/cart/items', { ...nano, quantity: '1' });
    const { html } = readSlot((await visitor.get('/cart')).text, 'cart-lines');
    const forms = html.match(/<form[^>]*method="post"[\s\S]*?<\/form>/g) ?? [];
    expect(forms).toHaveLength(3);
    for (const form of forms) expect(form).toMatch(/name="key" value="[\w-]{36}"/);
    const page = (await visitor.get('/products/51862822')).text;
    expect(page.match(/<input type="hidden" name="key"[^>]* form="buy-box"/g)).toHaveLength(1);
  });
});

describe('the cart API', () => {
  test('ignores a price that a client sends', async () => {
    const visitor = createVisitor(shop.url);
    const added = await visitor.postJson('/api/cart/items', { ...nano, quantity: 1, price: 1, final: 1 });
    expect({ status: added.status, text: added.text }).toEqual({ status: 200, text: '{"count":1}' });
    expect(JSON.parse((await visitor.get('/api/cart/cart')).text).total).toBe(10_390);
  });

  test('adds once for the same key, and again for another key', async () => {
    const visitor = createVisitor(shop.url);
    for (const key of ['a', 'a', 'b']) {
      await visitor.postJson('/api/cart/items', { ...nano, quantity: 1 }, { 'idempotency-key': key });
    }
    expect(JSON.parse((await visitor.get('/api/cart/cart')).text).lines[0].quantity).toBe(2);
  });

  test('puts two simultaneous additions of a new visitor from one page into one cart', async () => {
    const visitor = createVisitor(shop.url);
    const secondItem = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] };
    const { status } = await visitor.get('/products/51862822?item=183485417');
    expect(status).toBe(200);
    const added = await Promise.all([
      visitor.post('/cart/items', { ...nano, quantity: '2' }),
      visitor.postJson('/api/cart/items', { ...secondItem, quantity: 1 }),
    ]);
    expect(added.map((answer) => answer.status)).toEqual([303, 200]);
    expect(JSON.parse((await visitor.get('/api/cart/cart')).text).count).toBe(2);
  });

  test('never shows a visitor the cart of another', async () => {
    const one = createVisitor(shop.url);
    const another = createVisitor(shop.url);
    await one.postJson('/api/cart/items', { ...nano, quantity: 1 });
    await another.postJson('/api/cart/items', { ...other, quantity: 7 });
    const stolen = one.cookies.get('visitor') as string;
    const spoofed = await shop.fetch('/api/cart/cart', { headers: { 'x-jogakbo-identity': stolen } });
    expect(await spoofed.json()).toMatchObject({ count: 0 });
    expect(JSON.parse((await one.get('/api/cart/cart')).text).lines[0].quantity).toBe(1);
  });

  test('of every slice describes itself with OpenAPI', async () => {
    const bffs = (await listWorkers()).filter(({ kind }) => kind === 'bff');
    for (const { slice } of bffs) {
      const answer = await shop.fetch(`/api/${slice}/openapi.json`);
      expect(answer.status).toBe(200);
      const document = (await answer.json()) as { openapi: string; paths: object };
      expect(document.openapi).toStartWith('3.');
      expect(Object.keys(document.paths).length).toBeGreaterThan(0);
    }
  });
});

type Visitor = ReturnType<typeof createVisitor>;

async function readLines(visitor: Visitor): Promise<[string, number][]> {
  const { lines } = JSON.parse((await visitor.get('/api/cart/cart')).text);
  return lines.map(({ itemId, quantity }: { itemId: string; quantity: number }) => [itemId, quantity]);
}

/** Reads the key of the forms of a page. */
function keyOf(html: string): string {
  return html.match(/name="key" value="([\w-]+)"/)?.[1] ?? '';
}
