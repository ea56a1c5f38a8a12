import { Database } from 'bun:sqlite';
import { afterAll, describe, expect, test } from 'bun:test';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { home } from '../../tools/visitor/purchase.ts';
import { readForm } from '../../tools/visitor/read-form.ts';
import { createShopper, nano } from '../create-shopper.helper.ts';
import { openShop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { server } from '../servers.helper.ts';
import { until } from '../until.helper.ts';

const shop = await openShop({ variables: { 'order-service': { SAGA_PAUSE: '50' } } });
afterAll(() => shop.close());

/** An item with a large stock, so that tests do not take it from each other. */
const plenty = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] };
const ended = ['FULFILLING', 'CANCELLED', 'REFUNDED'];

async function countOrders(shopper: Awaited<ReturnType<typeof createShopper>>): Promise<number> {
  return JSON.parse((await shopper.get('/api/order/orders')).text).orders.length;
}

async function readStock(itemId: string): Promise<number> {
  const answer = await shop.fetchWorker('inventory-service', `/stocks?items=${itemId}`);
  return ((await answer.json()) as { stocks: { available: number }[] }).stocks[0]?.available as number;
}

describe('ordering without scripts', () => {
  test('buys the lines of the cart, and the cart is empty then', async () => {
    const shopper = await createShopper(shop);
    await shopper.post('/cart/items', { ...plenty, quantity: '2' });
    const { html, fields } = await shopper.openCheckout();
    expect(toText(html)).toContain('총 결제금액');
    const placed = await shopper.post('/checkout', fields);
    expect(placed.status).toBe(303);
    // The next page has the right count, even if the saga has not ended.
    expect(readSlot((await shopper.get(placed.location as string)).text, 'cart').html).toContain('>0</b>');
    const id = placed.location?.replace('/orders/', '') as string;
    const order = await shopper.follow(id, ended);
    expect(order).toMatchObject({ state: 'FULFILLING', lines: [{ ...plenty, quantity: 2 }] });
    expect(order.history.map(({ state }) => state)).toEqual([
      'PENDING',
      'RESERVED',
      'AUTHORIZED',
      'CONFIRMED',
      'CAPTURED',
      'FULFILLING',
    ]);
    expect((await shopper.get('/api/cart/count')).text).toBe('{"count":0}');

    const page = await shopper.get(placed.location as string);
    expect(page.status).toBe(200);
    const text = toText(readSlot(page.text, 'order').html);
    for (const part of [id, '배송 중', '김조각', '(06236)', '신용·체크카드', '주문 취소'])
      expect(text).toContain(part);
    expect(toText(readSlot((await shopper.get('/orders')).text, 'orders').html)).toContain(id);
    expect(toText(readSlot((await shopper.get('/my')).text, 'orders').html)).toContain(id);
  });

  test('leaves the cart unchanged if the payment is declined', async () => {
    const shopper = await createShopper(shop);
    await shopper.post('/cart/items', { ...plenty, quantity: '2' });
    const { fields } = await shopper.openCheckout();
    const placed = await shopper.post('/checkout', { ...fields, token: 'tok_declined' });
    expect(placed.status).toBe(303);
    await shopper.follow(placed.location?.replace('/orders/', '') as string, ['CANCELLED']);
    expect(JSON.parse((await shopper.get('/api/cart/cart')).text).lines).toMatchObject([
      { ...plenty, quantity: 2 },
    ]);
  });

  test('one item at once does not change the cart', async () => {
    const shopper = await createShopper(shop);
    await shopper.post('/cart/items', { ...plenty, quantity: '1' });
    const { fields } = await shopper.openCheckout(await shopper.start(3, plenty));
    const placed = await shopper.post('/checkout', fields);
    expect(placed.status).toBe(303);
    const order = await shopper.order(placed.location?.replace('/orders/', '') as string);
    expect(order.lines).toMatchObject([{ ...plenty, quantity: 3 }]);
    expect((await shopper.get('/api/cart/count')).text).toBe('{"count":1}');
  });

  test('one item at once sends a guest to the log-in, and then back to that item', async () => {
    const guest = createVisitor(shop.url);
    const started = await guest.post('/checkout/start', { ...plenty, quantity: '2' });
    expect(started.status).toBe(303);
    const next = new URL(started.location as string, shop.url).searchParams.get('next') as string;
    const shopper = await createShopper(shop);
    const { html } = await shopper.openCheckout(next);
    expect(toText(html)).toContain('2개');
  });

  test.each([
    ['recipient', { recipient: '' }, '받는 사람 이름을'],
    ['phone', { phone: '12' }, '휴대폰 번호를'],
    ['postcode', { postcode: '123' }, '우편번호 다섯 자리를'],
    ['agree', { agree: '' }, '결제에 동의해 주세요'],
    ['method', { method: 'barter' }, '결제수단을 골라 주세요'],
  ])(
    'with a wrong %s is refused beside the field, and keeps the typed text',
    async (field, change, message) => {
      const shopper = await createShopper(shop);
      const { fields } = await shopper.openCheckout(await shopper.start(1, plenty));
      const refused = await shopper.post('/checkout', { ...fields, ...change });
      expect(refused.status).toBe(422);
      const { html } = readSlot(refused.text, 'checkout');
      expect(toText(html)).toContain(message);
      expect(html.match(new RegExp(`<input[^>]*name="${field}"[^>]*>`))?.[0]).toContain(
        'aria-invalid="true"',
      );
      expect(html).toContain(`value="${home.street}"`);
      expect(await countOrders(shopper)).toBe(0);
    },
  );

  test('with a coupon shows the lower total when it is computed again', async () => {
    const shopper = await createShopper(shop);
    const { fields } = await shopper.openCheckout(await shopper.start(2, plenty));
    const recounted = await shopper.post('/checkout', { ...fields, coupon: 'WELCOME10', intent: 'recount' });
    expect(recounted.status).toBe(200);
    const { html } = readSlot(recounted.text, 'checkout');
    const revision = readForm(html, '/checkout')?.fields.revision as string;
    expect(revision).not.toBe(fields.revision);
    const placed = await shopper.post('/checkout', { ...fields, revision, coupon: 'WELCOME10' });
    expect(placed.status).toBe(303);
    const id = placed.location?.replace('/orders/', '') as string;
    const order = await shopper.follow(id, ended);
    expect(order).toMatchObject({ state: 'FULFILLING', coupons: [{ code: 'WELCOME10' }] });
    const again = await shopper.openCheckout(await shopper.start(1, plenty));
    const refused = await shopper.post('/checkout', { ...again.fields, coupon: 'WELCOME10' });
    expect(refused.status).toBe(422);
    expect(toText(readSlot(refused.text, 'checkout').html)).toContain('이미 사용한 쿠폰');
  });
});

describe('one checkout is one order', () => {
  test('even if the button is pressed twice, the form is posted later, or two tabs post it', async () => {
    const shopper = await createShopper(shop);
    await shopper.post('/cart/items', { ...plenty, quantity: '1' });
    const [one, other] = [await shopper.openCheckout(), await shopper.openCheckout()];
    const answers = await Promise.all(
      [one, one, other, other].map(({ fields }) => shopper.post('/checkout', fields)),
    );
    answers.push(await shopper.post('/checkout', one.fields));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303]);
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
    expect(await countOrders(shopper)).toBe(1);
  });

  test('also over the API: the same key and body have the same answer, and another body is refused', async () => {
    const shopper = await createShopper(shop);
    const { fields } = await shopper.openCheckout(await shopper.start(1, plenty));
    const body = {
      draft: fields.draft,
      revision: fields.revision,
      address: home,
      payment: { method: 'card', token: 'tok_ok' },
      agree: true,
    };
    const key = { 'idempotency-key': 'one' };
    const first = await shopper.postJson('/api/order/orders', body, key);
    expect(first.status).toBe(201);
    const again = await shopper.postJson('/api/order/orders', body, key);
    expect([again.status, again.text]).toEqual([201, first.text]);
    const other = await shopper.postJson(
      '/api/order/orders',
      { ...body, payment: { method: 'transfer', token: 'tok_ok' } },
      key,
    );
    expect(other.status).toBe(422);
    expect(await countOrders(shopper)).toBe(1);
  });
});

describe('the price of an order', () => {
  test('never comes from a client', async () => {
    const shopper = await createShopper(shop);
    const { fields } = await shopper.openCheckout(await shopper.start(1, plenty));
    const sent = { ...fields, total: '1', price: '1', discount: '99999', member: 'someone', quantity: '-5' };
    const placed = await shopper.post('/checkout', sent);
    const order = await shopper.follow(placed.location?.replace('/orders/', '') as string, ended);
    const { goods, discount, delivery, total } = order.totals;
    const price = order.lines[0]?.final as number;
    expect([goods - discount, total]).toEqual([price, price + delivery]);
    expect(order.lines[0]?.quantity).toBe(1);
  });

  test.each(['-1', '0', '1.5', '1000'])(
    'is not computed for a quantity of %s, which is refused',
    async (quantity) => {
      const shopper = await createShopper(shop);
      const refused = await shopper.post('/checkout/start', { ...plenty, quantity });
      expect(refused.status).toBe(422);
      const { html } = readSlot(refused.text, 'buy-now');
      expect(toText(html)).toContain('수량은 1부터 999까지');
      expect(
        (await shopper.postJson('/api/order/drafts', { ...plenty, quantity: Number(quantity) })).status,
      ).toBe(422);
    },
  );

  test('needs a new consent after it has changed', async () => {
    const item = { productId: fixtures.coupon.id, itemId: fixtures.coupon.itemIds[0] };
    const shopper = await createShopper(shop);
    const { fields } = await shopper.openCheckout(await shopper.start(1, item));
    const prices = await shop.databaseOf('pricing-service');
    await prices.prepare('UPDATE price SET final = final + 1000 WHERE item_id = ?').bind(item.itemId).run();
    const refused = await shopper.post('/checkout', fields);
    expect(refused.status).toBe(409);
    const { html } = readSlot(refused.text, 'checkout');
    expect(toText(html)).toContain('결제하기를 다시 눌러 주세요');
    expect(html).toContain(`value="${home.recipient}"`);
    expect(await countOrders(shopper)).toBe(0);
    const revision = readForm(html, '/checkout')?.fields.revision as string;
    expect((await shopper.post('/checkout', { ...fields, revision })).status).toBe(303);
  });
});

describe('an impossible order', () => {
  test('is cancelled after a declined payment, with a reason, and returns the stock', async () => {
    const shopper = await createShopper(shop);
    const item = { productId: fixtures.unitPrice.id, itemId: fixtures.unitPrice.itemIds[0] };
    const before = await readStock(item.itemId);
    const id = await shopper.buy({ item, token: 'tok_declined' });
    const order = await shopper.follow(id, ended);
    expect(order).toMatchObject({ state: 'CANCELLED', reason: 'declined', cancellable: false });
    const text = toText(readSlot((await shopper.get(`/orders/${id}`)).text, 'order').html);
    expect(text).toContain('결제가 승인되지 않았어요');
    expect(await readStock(item.itemId)).toBe(before);
  });

  test('is not assumed when only the answer of the payment was lost', async () => {
    const shopper = await createShopper(shop);
    const approved = await shopper.buy({ item: plenty, token: 'tok_timeout' });
    const lost = await shopper.buy({ item: { ...plenty }, token: 'tok_timeout_lost' });
    expect((await shopper.follow(approved, ended)).state).toBe('FULFILLING');
    expect((await shopper.follow(lost, ended)).state).toBe('CANCELLED');
  });

  test('of another member is a 404, to read, to follow or to cancel', async () => {
    const owner = await createShopper(shop);
    const id = await owner.buy({ item: plenty });
    const other = await createShopper(shop);
    expect((await other.get(`/orders/${id}`)).status).toBe(404);
    expect((await other.get(`/api/order/orders/${id}`)).status).toBe(404);
    expect((await other.get(`/api/order/orders/${id}/events`)).status).toBe(404);
    expect((await other.post(`/orders/${id}/cancellation`, {})).status).toBe(404);
    expect((await owner.follow(id, ended)).state).toBe('FULFILLING');
    const guest = createVisitor(shop.url);
    expect((await guest.get(`/orders/${id}`)).status).toBe(303);
    expect((await guest.get(`/api/order/orders/${id}`)).status).toBe(401);
  });
});

describe('a declined payment', () => {
  test('leaves the cart unchanged, and paying again opens a new draft with the same lines, address and coupon', async () => {
    const shopper = await createShopper(shop);
    await shopper.post('/cart/items', { ...plenty, quantity: '2' });
    const { fields } = await shopper.openCheckout();
    const wanted = { ...fields, coupon: 'WELCOME10', token: 'tok_declined' };
    const recounted = await shopper.post('/checkout', { ...wanted, intent: 'recount' });
    const revision = readForm(recounted.text, '/checkout')?.fields.revision as string;
    const declined = await shopper.post('/checkout', { ...wanted, revision });
    const id = declined.location?.replace('/orders/', '') as string;
    await shopper.follow(id, ['CANCELLED']);
    expect((await shopper.get('/api/cart/count')).text).toBe('{"count":1}');

    const { html } = readSlot((await shopper.get(`/orders/${id}`)).text, 'order');
    expect(html).toContain(`href="/checkout?again=${id}"`);
    const again = await shopper.openCheckout(`/checkout?again=${id}`);
    expect(again.fields.draft).not.toBe(fields.draft);
    expect(again.fields.revision).toBe(revision);
    expect(toText(again.html)).toContain('2개');
    expect(again.html).toContain(`value="${home.street}"`);
    expect(again.html).toMatch(/value="WELCOME10"[^>]*checked/);
    const paid = await shopper.post('/checkout', { ...again.fields, coupon: 'WELCOME10' });
    const order = await shopper.follow(paid.location?.replace('/orders/', '') as string, ended);
    expect(order).toMatchObject({ state: 'FULFILLING', coupons: [{ code: 'WELCOME10' }] });
    await until(
      'the cart to be empty',
      async () => (await shopper.get('/api/cart/count')).text === '{"count":0}',
    );
  });
});

describe('a quantity beyond the stock', () => {
  test('cannot be paid, and the number left is beside the quantity', async () => {
    const shopper = await createShopper(shop);
    const { html, fields } = await shopper.openCheckout(await shopper.start(999, nano));
    expect(toText(html)).toContain('999개');
    expect(toText(html)).toMatch(/[0-3]개 남았어요|품절되었어요/);
    expect(html).toMatch(/value="place"[^>]*disabled/);
    const refused = await shopper.post('/checkout', fields);
    expect(refused.status).toBe(409);
    expect(toText(readSlot(refused.text, 'checkout').html)).toContain('남은 수량보다 많이 담은 상품');
    expect(await countOrders(shopper)).toBe(0);
  });
});

describe('the input of the checkout form', () => {
  test('is kept when the session ends before it is posted', async () => {
    const shopper = await createShopper(shop);
    const { fields } = await shopper.openCheckout(await shopper.start(1, plenty));
    shopper.cookies.set('session', 'x'.repeat(43));
    const led = await shopper.post('/checkout', { ...fields, street: '언주로 77', coupon: 'WELCOME10' });
    expect(led.status).toBe(303);
    expect(led.location).not.toContain(encodeURIComponent('언주로'));
    const next = new URL(led.location as string, shop.url).searchParams.get('next') as string;
    const back = await shopper.post('/login', { email: shopper.email, password: shopper.password, next });
    expect([back.status, back.location]).toEqual([303, next]);
    const { html } = await shopper.openCheckout(next);
    expect(html).toContain('value="언주로 77"');
    expect(html).toMatch(/value="WELCOME10"[^>]*checked/);
    // From now on the draft keeps the input.
    expect((await shopper.openCheckout(`/checkout?draft=${fields.draft}`)).html).toContain(
      'value="언주로 77"',
    );
    const other = await createShopper(shop);
    expect((await other.get(next)).text).not.toContain('언주로');
  });

  test('is saved as an address once, if the member chose that, and fills the next checkout', async () => {
    const shopper = await createShopper(shop);
    for (let times = 0; times < 2; times++) {
      const { fields } = await shopper.openCheckout(await shopper.start(1, plenty));
      const placed = await shopper.post('/checkout', { ...fields, save: 'yes' });
      expect(placed.status).toBe(303);
    }
    const { addresses } = JSON.parse((await shopper.get('/api/member/me/addresses')).text);
    expect(addresses).toMatchObject([{ ...home, phone: '01012345678', preferred: true }]);
    const { html } = await shopper.openCheckout(await shopper.start(1, plenty));
    expect(html).toMatch(new RegExp(`value="${addresses[0].id}"[^>]*checked`));
  });
});

test('the workflow of an ended order is removed from the disk', async () => {
  const shopper = await createShopper(shop);
  const id = await shopper.buy({ item: plenty, token: 'tok_declined' });
  await shopper.follow(id, ['CANCELLED']);
  const orders = await shop.databaseOf('order-service');
  const before = await countWorkflows();
  const month = 30 * 24 * 60 * 60 * 1_000;
  await orders.prepare('UPDATE orders SET touched_at = touched_at - ? WHERE id = ?').bind(month, id).run();
  await shop.trigger('order-service');
  await until('the file to go', async () => (await countWorkflows()) < before);
  const kept = await orders.prepare('SELECT saga_kept AS kept FROM orders WHERE id = ?').bind(id).first();
  expect(kept).toEqual({ kept: 0 });
});

async function countWorkflows(): Promise<number> {
  if (server === 'bun-monolith') {
    const file = new Database(`${shop.stateDirectory}/workflows.sqlite`, { readonly: true });
    return file.query<{ count: number }, []>('SELECT count(*) AS count FROM instance').get()?.count ?? 0;
  }
  const files = new Bun.Glob('workflows/**/*.sqlite').scan({ cwd: `${shop.stateDirectory}/v3` });
  return (await Array.fromAsync(files)).length;
}

test('a page follows an order without a reload, until the order ends', async () => {
  const shopper = await createShopper(shop);
  const id = await shopper.buy({ item: plenty, token: 'tok_declined' });
  const cookie = [...shopper.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await shop.fetch(`/api/order/orders/${id}/events`, { headers: { cookie } });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const text = await response.text();
  const states = [...text.matchAll(/^event: state\ndata: (.*)$/gm)].map(([, data]) =>
    JSON.parse(data as string),
  );
  expect(states.at(-1)).toEqual({ state: 'CANCELLED', reason: 'declined' });
  expect(text).toEndWith('event: end\ndata: CANCELLED\n\n');
});

test.concurrent('a member can follow at most three orders at once, and only while the session lasts', async () => {
  const shopper = await createShopper(shop);
  const id = await shopper.buy({ item: plenty });
  await shopper.follow(id, ['FULFILLING']);
  const cookie = [...shopper.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const follow = (signal?: AbortSignal) =>
    shop.fetch(`/api/order/orders/${id}/events`, {
      headers: { cookie, accept: 'text/event-stream' },
      ...(signal ? { signal } : {}),
    });
  const leaving = new AbortController();
  const streams = [await follow(leaving.signal), await follow(), await follow()];
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
  const refused = await follow();
  expect([refused.status, await refused.json()]).toMatchObject([429, { reason: 'too-many-streams' }]);
  // A stream that ends makes room for another.
  leaving.abort();
  const next = await until('a place', async () => {
    const answer = await follow();
    return answer.status === 200 && answer;
  });
  expect((await shopper.post('/logout', {})).status).toBe(303);
  const texts = await Promise.all([...streams.slice(1), next].map((stream) => stream.text()));
  for (const text of texts) {
    expect(text).toContain('"state":"FULFILLING"');
    expect(text).not.toContain('event: end');
  }
  expect((await follow()).status).toBe(401);
});

test.concurrent('an order that transport has delivered is delivered, and cannot be cancelled any more', async () => {
  const shopper = await createShopper(shop);
  const id = await shopper.buy({ item: plenty });
  await shopper.follow(id, ['FULFILLING']);
  const operator = { method: 'POST', headers: { authorization: `Bearer ${shop.operatorToken}` } };
  expect((await shop.fetch(`/api/transport/shipments/${id}/delivery`, operator)).status).toBe(200);
  const order = await shopper.follow(id, ['DELIVERED']);
  expect(order).toMatchObject({ reason: null, cancellable: false });
  expect((await shopper.post(`/orders/${id}/cancellation`, {})).status).toBe(409);
});

test.concurrent('cancelling an order returns stock, coupon and money, and the page says so', async () => {
  const shopper = await createShopper(shop);
  const item = { productId: fixtures.unitPrice.id, itemId: fixtures.unitPrice.itemIds[1] };
  const before = await readStock(item.itemId);
  const { fields } = await shopper.openCheckout(await shopper.start(2, item));
  const recounted = await shopper.post('/checkout', { ...fields, coupon: 'WELCOME10', intent: 'recount' });
  const revision = readForm(recounted.text, '/checkout')?.fields.revision as string;
  const placed = await shopper.post('/checkout', { ...fields, revision, coupon: 'WELCOME10' });
  const id = placed.location?.replace('/orders/', '') as string;
  await shopper.follow(id, ['FULFILLING']);
  expect(await readStock(item.itemId)).toBe(before - 2);

  const cancelled = await shopper.post(`/orders/${id}/cancellation`, {});
  expect([cancelled.status, cancelled.location]).toEqual([303, `/orders/${id}`]);
  expect(await shopper.follow(id, ended.slice(1))).toMatchObject({ state: 'REFUNDED', reason: 'customer' });
  expect(await readStock(item.itemId)).toBe(before);
  const coupons = JSON.parse((await shopper.get(`/api/order/checkout?draft=${fields.draft}`)).text);
  expect(coupons.draft.orderId).toBe(id);
  const { html } = await shopper.openCheckout(await shopper.start(2, item));
  expect(html).toContain('value="WELCOME10"');
  const text = toText(readSlot((await shopper.get(`/orders/${id}`)).text, 'order').html);
  expect(text).toContain('결제하신 금액은 모두 돌려드렸어요');
  // A second press has the same result.
  const again = await shopper.post(`/orders/${id}/cancellation`, {});
  expect([again.status, again.location]).toEqual([303, `/orders/${id}`]);
});
