import { afterAll, afterEach, describe, expect, test } from 'bun:test';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { readForm } from '../../tools/visitor/read-form.ts';
import { readFragments } from '../../tools/visitor/read-fragments.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { openShop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { until } from '../until.helper.ts';

const shop = await openShop({ settings: { REDIS_TIMEOUT: '150' } });
afterAll(() => shop.close());
afterEach(async () => {
  shop.upstash.resume();
  shop.upstash.up();
  await shop.clearFaults();
});

const page = '/products/51862822?item=183485417';
const item = { productId: '51862822', itemId: '183485417', quantity: '1' };

async function open(path: string) {
  const began = performance.now();
  const answer = await shop.fetch(path);
  const html = await answer.text();
  return { status: answer.status, headers: answer.headers, html, milliseconds: performance.now() - began };
}

describe('a fragment that fails', () => {
  const slots: Record<string, string> = {
    'category/menu': 'categories',
    'category/breadcrumb': 'breadcrumb',
    'search/box': 'search',
    'cart/mini-cart': 'cart',
    'cart/add-to-cart': 'buy',
    'pricing/price': 'price',
    'review/stars': 'stars',
    'review/list': 'reviews',
    'review/form': 'review-form',
    'inventory/stock': 'stock',
    'product/gallery': 'gallery',
    'product/options': 'options',
    'product/attributes': 'attributes',
  };

  test.each(
    Object.entries(slots).flatMap(([fragment, slot]) =>
      ['error', 'truncate', 'unbalanced', 'oversized', 'type', 'version'].map(
        (kind) => [fragment, kind, slot] as const,
      ),
    ),
  )('leaves the rest of the page complete: %s with %s', async (fragment, kind, slot) => {
    await open(page);
    await shop.fault({ fragment, kind });
    const { status, html } = await open(page);
    expect(status).toBe(200);
    expect(html).toEndWith('</jb-page></body></html>');
    const failed = readFragments(html).filter(({ attributes }) => 'data-fallback' in attributes);
    expect(failed.map(({ slot }) => slot)).toEqual([slot]);
  });

  test('by hanging is abandoned at its deadline', async () => {
    await open(page);
    await shop.fault({ fragment: 'pricing/price', kind: 'hang' });
    const { status, html, milliseconds } = await open(page);
    expect(status).toBe(200);
    expect(toText(readSlot(html, 'price').html)).toBe('지금은 가격을 보여 드릴 수 없어요.');
    expect(milliseconds).toBeLessThan(3_000);
  });

  test.each([
    ['with the chosen item', page, item, '/login?next='],
    ['without an item, which asks to try again', '/products/51862822', { ...item, itemId: '' }, undefined],
  ])("leaves the button that buys at once, if it is the cart's buy box: %s", async (_, path, sent, next) => {
    await open(path);
    await shop.fault({ fragment: 'cart/add-to-cart', kind: 'error' });
    const { html } = await open(path);
    expect(readSlot(html, 'buy').attributes).toHaveProperty('data-fallback');
    const form = readForm(html, '/checkout/start');
    expect(form?.fields).toMatchObject(sent);
    expect(readSlot(html, 'buy').html).toContain('<form id="buy-box"');
    expect(readSlot(html, 'buy-now').html).toContain('form="buy-box"');
    await shop.clearFaults();
    const answer = await createVisitor(shop.url).post('/checkout/start', form?.fields ?? {});
    if (next) expect(answer.location).toStartWith(next);
    else expect(toText(answer.text)).toContain('지금은 바로구매를 할 수 없어요');
  });

  test('is replaced by its last good copy, if copies are allowed', async () => {
    await open(page);
    await shop.fault({ fragment: 'pricing/price', kind: 'error', copy: 'any' });
    expect(toText(readSlot((await open(page)).html, 'price').html)).toContain('10,390원');
  });

  test('makes the page a 503 with a time to retry, if it is primary', async () => {
    await shop.fault({ fragment: 'product/title', kind: 'error' });
    const { status, headers, html } = await open(page);
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('1');
    expect(toText(readSlot(html, 'message').html)).toContain('이 페이지를 잠시 열 수 없어요');
  });

  test('by being slow delays neither the first byte nor the others', async () => {
    await open(page);
    await shop.fault({ fragment: 'pricing/price', kind: 'slow', ms: 1_000 });
    const began = performance.now();
    const answer = await shop.fetch(page);
    const decoder = new TextDecoder();
    let early = '';
    let late = '';
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      if (performance.now() - began < 800) early += decoder.decode(chunk);
      else late += decoder.decode(chunk);
    }
    expect(readSlot(early, 'title').html).toContain('치코리타');
    expect(readFragments(early).map(({ slot }) => slot)).not.toContain('price');
    expect(readFragments(late).map(({ slot }) => slot)).toEqual(['price']);
    expect(toText(readSlot(late, 'price').html)).toContain('10,390원');
  });

  test('is not set by a wrong request for faults, which is refused', async () => {
    for (const body of [
      '{}',
      'x',
      '{"fragment":"price","kind":"hang"}',
      '{"fragment":"a/b","kind":"explode"}',
    ]) {
      const headers = { 'content-type': 'application/json' };
      expect((await shop.fetch('/_dev/faults', { method: 'POST', headers, body })).status).toBe(422);
    }
  });
});

describe('the report of a page', () => {
  test('has each fragment with its source and its time', async () => {
    await open(page);
    await shop.fault({ fragment: 'review/stars', kind: 'error' });
    const { headers } = await open(page);
    const timing = headers.get('server-timing') as string;
    expect(timing).toMatch(/price;dur=\d+;desc="cache"/);
    expect(timing).toMatch(/cart;dur=\d+;desc="cache"/);
    expect(timing).toMatch(/stars;dur=\d+;desc="fallback, error"/);
  });

  test('says that a breaker is open, and later that it has closed', async () => {
    await shop.fault({ fragment: 'review/stars', kind: 'error' });
    for (let visits = 0; visits < 6; visits++) await open(page);
    expect((await open(page)).headers.get('server-timing')).toContain('breaker-open, breaker open');
    await shop.fault({ fragment: 'review/stars', kind: 'slow', ms: 0 });
    await until('the stars', async () => {
      const { headers, html } = await open(page);
      const stars = readFragments(html).find(({ slot }) => slot === 'stars');
      // A fragment that is later than the header is not in its report.
      const timing = headers.get('server-timing')?.match(/stars;dur=\d+;desc="[^"]*"/)?.[0] ?? '"fresh"';
      return stars && !('data-fallback' in stars.attributes) && timing.endsWith('"fresh"');
    });
  });

  test('is the same for HEAD and GET, and HEAD has no body', async () => {
    for (const path of [page, '/products/999', '/']) {
      const get = await open(path);
      const head = await shop.fetch(path, { method: 'HEAD' });
      expect(head.status).toBe(get.status);
      expect(head.headers.get('content-security-policy')).toBe(get.headers.get('content-security-policy'));
      expect(await head.text()).toBe('');
    }
  });
});

test('a thousand clients that leave at any moment do not harm later requests', async () => {
  await open(page);
  for (let batch = 0; batch < 20; batch++) {
    const clients = Array.from({ length: 50 }, async (_, index) => {
      const leaving = new AbortController();
      const asked = shop.fetch(index % 2 === 0 ? page : '/cart', { signal: leaving.signal });
      const left = asked.then((answer) => answer.text()).catch(() => 'left');
      // Clients leave at moments that are spread over the time of a page, in turns of the event loop.
      for (let turn = 0; turn < (index * 7 + batch) % 40; turn++)
        await new Promise((next) => setImmediate(next));
      leaving.abort();
      return left;
    });
    await Promise.all(clients);
  }
  const { status, headers, html } = await open(page);
  expect(status).toBe(200);
  expect(readFragments(html).filter(({ attributes }) => 'data-fallback' in attributes)).toEqual([]);
  expect(headers.get('server-timing')).not.toContain('breaker');
});

describe.each(['down', 'hanging'] as const)('while Redis is %s', (state) => {
  const breakRedis = () => (state === 'down' ? shop.upstash.down() : shop.upstash.pause());

  test.each(['/', page, '/categories/toys', '/search?q=%ED%8F%AC%EC%BC%93%EB%AA%AC', '/cart'])(
    'the page %s still works, and is hardly slower',
    async (path) => {
      // The fastest of a few requests counts, since a busy machine only adds time.
      let later = Number.POSITIVE_INFINITY;
      for (let tries = 0; tries < 4 && later >= 300; tries++) {
        shop.upstash.resume();
        shop.upstash.up();
        await open(path);
        await shop.clearFaults();
        const healthy = await open(path);
        await shop.clearFaults();
        await breakRedis();
        const broken = await open(path);
        expect(broken.status).toBe(200);
        later = Math.min(later, broken.milliseconds - healthy.milliseconds);
      }
      expect(later).toBeLessThan(300);
    },
  );

  test('an addition to the cart fails with a message, and loses nothing', async () => {
    const visitor = createVisitor(shop.url);
    await visitor.post('/cart/items', item);
    await breakRedis();

    const refused = await visitor.post('/cart/items', { ...item, quantity: '7' });
    expect(refused.status).toBe(503);
    expect(toText(readSlot(refused.text, 'buy').html)).toContain('확인하지 못했어요. 다시 누르셔도 한 번만');
    expect(readSlot(refused.text, 'buy').html).toContain('value="7"');
    const api = await visitor.postJson('/api/cart/items', item);
    expect({ status: api.status, type: api.headers.get('content-type') }).toEqual({
      status: 503,
      type: 'application/problem+json',
    });
    const shown = await visitor.get(page);
    expect(readSlot(shown.text, 'cart').attributes).toHaveProperty('data-fallback');
    expect(readSlot((await visitor.get('/cart')).text, 'cart-lines').attributes).toHaveProperty(
      'data-fallback',
    );

    shop.upstash.resume();
    shop.upstash.up();
    const { lines } = JSON.parse((await visitor.get('/api/cart/cart')).text);
    expect(lines).toMatchObject([{ itemId: item.itemId, quantity: 1 }]);
  });

  test('a checkout that is open can be placed', async () => {
    const shopper = await createShopper(shop);
    const { id, itemIds } = fixtures.noDiscount;
    await shopper.post('/cart/items', { productId: id, itemId: itemIds[0], quantity: '1' });
    const { fields } = await shopper.openCheckout();
    const grant = shopper.cookies.get('grant') as string;
    await breakRedis();

    // Now neither the session nor the cart can be looked up.
    expect((await shopper.openCheckout()).html).toContain(fields.draft as string);
    shopper.cookies.delete('grant');
    expect((await shopper.get('/api/order/orders')).status).toBe(503);
    shopper.cookies.set('grant', grant);
    // On a busy machine the shopper may have to send the form again.
    const placed = await until('the placed order', async () => {
      const answer = await shopper.post('/checkout', fields);
      expect([303, 503]).toContain(answer.status);
      return answer.status === 303 && answer;
    });
    const shown = await shopper.get(placed.location as string);
    expect(toText(readSlot(shown.text, 'order').html)).toContain('김조각');

    shop.upstash.resume();
    shop.upstash.up();
    const [order] = JSON.parse((await shopper.get('/api/order/orders')).text).orders;
    expect((await shopper.follow(order.id, ['FULFILLING'])).state).toBe('FULFILLING');
    // The lines could not be hidden in the cart. The cart learns of the order from its event.
    await until('the cart to follow its order', async () => {
      return (await shopper.get('/api/cart/count')).text === '{"count":0}';
    });
  });
});

test('without the variable DEV, faults cannot be set', async () => {
  const production = await openShop({ development: undefined });
  try {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const headers = { 'content-type': 'application/json' };
      const body = method === 'POST' ? '{"fragment":"pricing/price","kind":"error"}' : undefined;
      const answer = await production.fetch('/_dev/faults', { method, headers, ...(body ? { body } : {}) });
      expect(answer.status).toBe(404);
    }
  } finally {
    await production.close();
  }
});
