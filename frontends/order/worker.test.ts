import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import type { CheckoutView, OrderState, OrderView, SnapshotLine } from '@jogakbo/order-bff/contract';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import app from './worker.ts';

const { settings, tokenFor } = await createTestIdentity();
const line: SnapshotLine = {
  productId: '9',
  itemId: '1',
  quantity: 2,
  title: '<b>블록</b>',
  option: '혼합 색상',
  image: '/i.svg',
  service: 'rocket',
  list: 15_000,
  final: 10_390,
};
const address = { recipient: '김조각', phone: '01012345678', postcode: '06236', street: '길 1', detail: '' };
const totals = { goods: 30_000, discount: 9_220, delivery: 2_500, total: 23_280, policy: 'p1' };
const snapshot = {
  ...{ lines: [line], missing: [], coupons: [], refused: [], region: 'capital', totals, revision: 'r1' },
} as const;
const view = {
  draft: { id: 'd1', source: 'cart', orderId: null, current: true, snapshot },
  addresses: [{ id: 'a1', ...address, preferred: true }],
  coupons: [{ code: 'WELCOME10', name: '첫 구매 10% 할인', class: 'order', from: 10_000, expiresAt: 0 }],
  short: [],
  payment: { provider: 'local' },
} as unknown as CheckoutView;
const toss = { provider: 'toss', clientKey: 'test_ck_1' };
const form = { ...address, address: 'new', coupons: [], method: 'transfer', save: true };
const fields = {
  ...{ draft: 'd1', revision: 'r1', address: 'new', ...address, method: 'card', token: 'tok_ok' },
  ...{ agree: 'yes', intent: 'place' },
};

describe('the checkout', () => {
  test('is a form with its total, and every control has a name', async () => {
    const html = await (await createFrontend().fragment('checkout')).text();
    expect(html).toContain('action="/checkout"');
    for (const part of ['30,000원', '-9,220원', '+2,500원', '23,280원 결제하기', '010-1234-5678'])
      expect(html).toContain(part);
    expect(html).toContain('&lt;b>블록&lt;/b>');
    for (const [control] of html.matchAll(/<(input|select)(?![^>]*type="hidden")[^>]*>/g)) {
      const id = control.match(/ id="([^"]*)"/)?.[1];
      const labelled = id
        ? html.includes(`for="${id}"`)
        : new RegExp(`<label[^>]*>\\s*${toPattern(control)}`).test(html);
      expect([control, labelled]).toEqual([control, true]);
    }
    expect(html).not.toMatch(/<[^>]*\s(style|on[a-z]+)=/);
  });

  test('keeps the filled-in fields', async () => {
    const form = {
      ...{ address: 'new', ...address, street: '언주로 2' },
      ...{ coupons: ['WELCOME10'], method: 'transfer', save: false },
    };
    const left = { ...view, draft: { ...view.draft, form } } as CheckoutView;
    const html = await (await createFrontend({ view: left }).fragment('checkout?draft=d1')).text();
    expect(html).toContain('value="언주로 2"');
    for (const box of ['value="new"', 'value="WELCOME10"', 'value="transfer"'])
      expect(html).toMatch(new RegExp(`<input[^>]*${box}[^>]*checked`));
    expect(html).not.toMatch(/name="save"[^>]*checked/);
  });

  test('with too little stock says how many pieces are left, and cannot be paid', async () => {
    const few = { ...view, short: ['1'], left: [{ itemId: '1', left: 1 }] };
    const html = await (await createFrontend({ view: few }).fragment('checkout')).text();
    expect(html).toContain('1개 남았어요');
    expect(html).toMatch(/value="place"[^>]*disabled/);
    expect(html).toContain('남은 수량보다 많이 담은 상품이 있어서 결제할 수 없어요');
    expect(html).toContain('href="/cart"');
    expect(await (await createFrontend().fragment('checkout')).text()).not.toMatch(
      /value="place"[^>]*disabled/,
    );
  });

  test('disables a coupon that takes nothing off and says why, and shows each valid coupon as a line of the total', async () => {
    const [welcome] = view.coupons;
    const coupons = [
      { ...welcome, off: 2_000, refusal: null },
      { ...welcome, code: 'MUCH', off: 0, refusal: 'too-little' },
      { ...welcome, code: 'SHIP', class: 'shipping', off: 0, refusal: null },
    ];
    const used = [
      { code: 'WELCOME10', name: '첫 구매 할인', class: 'order', amount: 2_000 },
      { code: 'TYPED', name: '무료 배송', class: 'shipping', amount: 1_000 },
    ];
    const drawn = { ...snapshot, coupons: used, totals: { ...totals, discount: 11_220, delivery: 1_500 } };
    const shown = { ...view, coupons, draft: { ...view.draft, snapshot: drawn } } as CheckoutView;
    const { post } = createFrontend({ view: shown });
    const recount = { ...fields, intent: 'recount', coupon: 'WELCOME10', code: 'typed' };
    const html = await (await post('/checkout', recount)).text();
    expect(html).toMatch(/value="WELCOME10"[^>]*checked/);
    expect(html).toMatch(/value="TYPED"[^>]*checked/);
    expect(html).toMatch(/name="code" value=""/);
    for (const code of ['MUCH', 'SHIP']) expect(html).toMatch(new RegExp(`value="${code}"[^>]*disabled`));
    for (const part of [
      '주문 금액이 부족해요',
      '배송비가 무료라서',
      '-9,220원',
      '-2,000원',
      '+2,500원',
      '-1,000원',
    ])
      expect(html).toContain(part);
    const plain = { ...snapshot, totals: { ...totals, goods: 20_780, discount: 0 } };
    const none = { ...view, draft: { ...view.draft, snapshot: plain } } as CheckoutView;
    expect(await (await createFrontend({ view: none }).fragment('checkout')).text()).not.toContain(
      '할인금액',
    );
  });

  test('offers outcomes of payments only in a test shop', async () => {
    expect(await (await createFrontend().fragment('checkout')).text()).not.toContain('tok_declined');
    expect(await (await createFrontend({ test: '1' }).fragment('checkout')).text()).toContain('tok_declined');
  });

  test.each<[string, object, string]>([
    ['nothing to order', { draft: null }, '주문할 상품이 없어요'],
    ['an order that is already placed', { draft: { ...view.draft, orderId: 'o1' } }, 'href="/orders/o1"'],
    ['a sold-out item', { short: ['1'] }, '남은 수량이 부족해요'],
    [
      'addresses that cannot be read',
      { addresses: [], addressesKnown: false },
      '배송지를 지금 불러오지 못했어요',
    ],
    ['coupons that cannot be read', { coupons: [], couponsKnown: false }, '불러오지 못했어요'],
    ['earlier prices', { draft: { ...view.draft, current: false } }, '이전 금액을 보여 드려요'],
  ])('of %s says so', async (_, change, text) => {
    const html = await (await createFrontend({ view: { ...view, ...change } }).fragment('checkout')).text();
    expect(html).toContain(text);
    expect(await (await createFrontend({ view }).fragment('checkout')).text()).not.toContain(text);
  });

  test('of an unknown draft links to the cart, and a draft that cannot be read is 503', async () => {
    const gone = await createFrontend({ answers: { '/checkout': [404, {}] } }).fragment('checkout?draft=x');
    expect([gone.status, (await gone.text()).includes('href="/cart"')]).toEqual([200, true]);
    expect((await createFrontend({ answers: { '/checkout': [503, {}] } }).fragment('checkout')).status).toBe(
      503,
    );
  });
});

test.each(['checkout', 'checkout?draft=d1', 'list'])(
  '%s may be shown again to the same member for 3 s, and has nothing that is for one page only',
  async (path) => {
    const { fragment } = createFrontend();
    const [first, second] = [await fragment(path), await fragment(path)];
    expect(first.headers.get('cache-control')).toBe('private, max-age=3');
    expect(await first.text()).toBe(await second.text());
  },
);

test.each(['pay?draft=d1', 'paid?draft=d1', 'order?order=o1'])('%s is new on each page', async (path) => {
  const { headers: said } = await createFrontend().fragment(path);
  expect(said.get('cache-control')).toBe('private, no-store');
});

describe('pressing pay', () => {
  test('places the filled-in order and redirects to it', async () => {
    const { post, asked } = createFrontend();
    const placed = await post('/checkout', { ...fields, total: '1', coupon: 'WELCOME10' });
    expect([placed.status, placed.headers.get('location')]).toEqual([303, '/orders/o1']);
    expect(asked).toEqual([
      [
        '/orders',
        {
          ...{ draft: 'd1', revision: 'r1', address, coupons: ['WELCOME10'] },
          ...{ payment: { method: 'card', token: 'tok_ok' }, agree: true, save: false },
        },
      ],
    ]);
  });

  test('with a saved address needs no other address', async () => {
    const { post, asked } = createFrontend();
    await post('/checkout', { ...fields, address: 'a1', recipient: '', postcode: 'x' });
    expect(asked).toMatchObject([['/orders', { address: { id: 'a1' } }]]);
  });

  test.each([
    ['recipient', { recipient: ' ' }],
    ['phone', { phone: '12' }],
    ['postcode', { postcode: '1234' }],
    ['street', { street: '' }],
    ['method', { method: '' }],
    ['agree', { agree: '' }],
    ['address', { address: '' }],
  ])('with a wrong %s shows the message at that field and keeps the typed text', async (name, change) => {
    const { post, asked } = createFrontend();
    const refused = await post('/checkout', { ...fields, code: '"><i>', ...change });
    expect(refused.status).toBe(422);
    expect(refused.headers.get(headers.fragment)).toBe('order/checkout');
    expect(refused.headers.get('content-location')).toBe('/checkout?draft=d1');
    expect(asked.map(([path]) => path)).toEqual(['/quotes']);
    const html = await refused.text();
    const message = html.match(new RegExp(`id="checkout-${name}-message"[^>]*>(.*?)</p>`, 's'))?.[1];
    expect(message).toMatch(/[가-힣]/);
    expect(html).toContain('value="&quot;><i>"');
    if (name !== 'street') expect(html).toContain('value="길 1"');
  });

  test('shows the new total if it has changed, and the next form accepts it', async () => {
    const changed = { ...snapshot, revision: 'r2', totals: { ...totals, total: 99_000 } };
    const { post } = createFrontend({
      view: { ...view, draft: { ...view.draft, snapshot: changed } } as CheckoutView,
      answers: { '/orders': [409, { reason: 'changed' }] },
    });
    const refused = await post('/checkout', fields);
    expect(refused.status).toBe(409);
    const html = await refused.text();
    expect(html).toContain('name="revision" value="r2"');
    expect(html).toContain('금액이 99,000원으로 바뀌었어요');
  });

  test.each<[number, string, number, string]>([
    [422, 'coupon-refused', 422, '쓸 수 없는 쿠폰'],
    [422, 'no-such-place', 422, '배송할 수 없는 지역'],
    [422, 'no-such-address', 422, '배송지를 골라 주세요'],
    [409, 'missing', 409, '주문하지 않았어요'],
    [409, 'short', 409, '남은 수량보다 많이'],
    [429, '', 429, '결제되지 않았으니'],
    // The outcome is unknown, so the page does not claim one.
    [503, '', 503, '아직 확인하지 못했어요'],
    [504, '', 503, '아직 확인하지 못했어요'],
    [409, 'in-flight', 409, '아직 확인하지 못했어요'],
  ])('answers a refusal %d %s with %d and a message', async (status, reason, expected, text) => {
    const { post } = createFrontend({ answers: { '/orders': [status, { reason }] } });
    const refused = await post('/checkout', fields);
    expect(refused.status).toBe(expected);
    expect(await refused.text()).toContain(text);
  });

  test('with too many wrong coupon codes is 429, and the form keeps the code but does not apply it', async () => {
    const { post, asked } = createFrontend({ refusedCode: 'GUESS' });
    const refused = await post('/checkout', {
      ...fields,
      intent: 'recount',
      coupon: 'WELCOME10',
      code: 'GUESS',
    });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    const html = await refused.text();
    expect(html).toContain('쿠폰 번호를 너무 많이');
    expect(html).toContain('value="GUESS"');
    const coupons = asked.map(([, sent]) => (sent as { coupons: string[] }).coupons);
    expect(coupons).toEqual([['WELCOME10', 'GUESS'], ['WELCOME10']]);
  });

  test('on the button that applies coupons places no order', async () => {
    const { post, asked } = createFrontend();
    const shown = await post('/checkout', { ...fields, intent: 'recount', coupon: 'WELCOME10', agree: '' });
    expect(shown.status).toBe(200);
    const form = { address: 'new', ...address, coupons: ['WELCOME10'], method: 'card', save: false };
    expect(asked).toEqual([['/quotes', { draft: 'd1', postcode: '06236', coupons: ['WELCOME10'], form }]]);
    expect(await shown.text()).toMatch(/value="WELCOME10"[^>]*checked/);
  });

  test('for an unknown draft starts again, and a guest logs in first', async () => {
    const gone = await createFrontend({ answers: { '/orders': [404, {}] } }).post('/checkout', fields);
    expect([gone.status, gone.headers.get('location')]).toEqual([303, '/checkout']);
    const guest = await createFrontend().post('/checkout', fields, '');
    expect(guest.headers.get('location')).toBe('/login?next=%2Fcheckout%3Fdraft%3Dd1');
  });

  test('after the session has ended redirects to the log-in page and keeps the typed fields', async () => {
    const answers = { '/forms': [200, { typed: 'sealed' }] } as const;
    const { post, asked } = createFrontend({ answers });
    const led = await post('/checkout', { ...fields, save: 'yes', coupon: 'WELCOME10' }, '');
    const next = new URL(led.headers.get('location') as string, 'http://shop').searchParams.get('next');
    expect([led.status, next]).toEqual([303, '/checkout?draft=d1&typed=sealed']);
    const form = { address: 'new', ...address, coupons: ['WELCOME10'], method: 'card', save: true };
    expect(asked).toEqual([['/forms', { draft: 'd1', form }]]);
    const away = createFrontend({ answers: { '/forms': [503, {}] } });
    expect((await away.post('/checkout', fields, '')).status).toBe(503);
  });

  test('saves a new address if the box is ticked, which is the default', async () => {
    const guest = { ...view, addresses: [] };
    const html = await (await createFrontend({ view: guest }).fragment('checkout')).text();
    expect(html).toMatch(/name="save"[^>]*checked/);
    const { post, asked } = createFrontend();
    await post('/checkout', { ...fields, save: 'yes' });
    expect(asked).toMatchObject([['/orders', { save: true }]]);
    const refused = await post('/checkout', { ...fields, agree: '' });
    expect(await refused.text()).not.toMatch(/name="save"[^>]*checked/);
  });
});

describe('a shop where nobody can pay', () => {
  const closed = { ...view, payment: { provider: null } } as CheckoutView;

  test('says so on the checkout, which has no button to pay', async () => {
    const html = await (await createFrontend({ view: closed }).fragment('checkout')).text();
    expect(html).toContain('결제 수단이 준비되지 않아');
    expect(html).not.toContain('value="place"');
    expect(html).not.toContain('name="token"');
  });

  test.each<[string, object]>([
    ['without a token', { token: '' }],
    ['with a token', {}],
  ])('refuses a form %s with the same sentence', async (_, change) => {
    const refused = { 'POST /orders': [503, { reason: 'no-provider' }] as const };
    const { post, asked } = createFrontend({ view: closed, fine: refused });
    const answer = await post('/checkout', { ...fields, ...change });
    expect(answer.status).toBe(503);
    const html = await answer.text();
    expect(html).toContain('결제 수단이 준비되지 않아');
    expect(html).not.toContain('value="place"');
    if ('token' in change) expect(asked.map(([path]) => path)).not.toContain('/orders');
  });
});

describe('a shop with Toss', () => {
  const shown = { ...view, payment: toss, draft: { ...view.draft, form } } as unknown as CheckoutView;
  const placing = { ...fields, token: '' };
  const paid = { draft: 'd1', revision: 'r1', paymentKey: 'tgen_1', orderId: 'd1-1f2e3d4c', amount: '23280' };

  test('leads from the checkout to the page of the payment, and places no order', async () => {
    const { post, asked, fragment } = createFrontend({ view: shown });
    expect(await (await fragment('checkout')).text()).not.toContain('name="token"');
    const answer = await post('/checkout', placing);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/checkout/pay?draft=d1']);
    expect(asked.map(([path]) => path)).toEqual(['/quotes']);
  });

  test.each<[string, object, string]>([
    ['another total', { snapshot: { ...snapshot, revision: 'r2' } }, '금액이 23,280원으로 바뀌었어요'],
    ['an item that is gone', { snapshot: { ...snapshot, missing: ['1'] } }, '주문하지 않았어요'],
  ])('does not let a shopper pay with %s', async (_, change, text) => {
    const changed = { ...shown, draft: { ...shown.draft, ...change } } as CheckoutView;
    const answer = await createFrontend({ view: changed }).post('/checkout', placing);
    expect([answer.status, (await answer.text()).includes(text)]).toEqual([409, true]);
  });

  test('says that it cannot take orders while the ways to pay are unknown', async () => {
    const { payment: _, ...unknown } = shown;
    const { post, asked } = createFrontend({ view: unknown as CheckoutView });
    expect((await post('/checkout', placing)).status).toBe(503);
    expect(asked.map(([path]) => path)).not.toContain('/orders');
  });

  test('opens the window with the total, and with a new number at each visit', async () => {
    const { fragment } = createFrontend({ view: shown });
    const [first, second] = [
      await (await fragment('pay?draft=d1')).text(),
      await (await fragment('pay?draft=d1')).text(),
    ];
    const orderOf = (html: string) => html.match(/data-order="(d1-[\da-f]{8})"/)?.[1];
    expect(orderOf(first)).toBeDefined();
    expect(orderOf(first)).not.toBe(orderOf(second));
    for (const part of ['data-amount="23280"', 'data-client-key="test_ck_1"', 'data-method="transfer"'])
      expect(first).toContain(part);
    expect(first).toContain('data-success="/checkout/paid?draft=d1&amp;revision=r1"');
  });

  test.each<[string, object, string]>([
    ['the local provider', { payment: { provider: 'local' } }, 'href="/checkout?draft=d1"'],
    ['a draft without its form', { draft: view.draft }, 'href="/checkout?draft=d1"'],
    ['a placed order', { draft: { ...view.draft, orderId: 'o1' } }, 'href="/orders/o1"'],
  ])('does not open the window for %s', async (_, change, link) => {
    const other = { ...shown, ...change } as CheckoutView;
    const html = await (await createFrontend({ view: other }).fragment('pay?draft=d1')).text();
    expect(html).toContain(link);
    expect(html).not.toContain('data-client-key');
  });

  test('places the order after the window, by a form that changes nothing by itself', async () => {
    const { fragment, post, asked } = createFrontend({ view: shown });
    const html = await (await fragment(`paid?${new URLSearchParams(paid)}`)).text();
    for (const [name, value] of Object.entries(paid))
      expect(html).toContain(`name="${name}" value="${value}"`);
    expect(asked).toEqual([]);
    const answer = await post('/checkout/paid', paid);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/orders/o1']);
    expect(asked).toMatchObject([
      [
        '/orders',
        {
          ...{ draft: 'd1', revision: 'r1', address: { recipient: '김조각' }, agree: true, save: true },
          payment: { method: 'transfer', token: 'tgen_1', reference: 'd1-1f2e3d4c' },
        },
      ],
    ]);
  });

  test('places nothing if the shopper has approved another amount, or nothing', async () => {
    for (const change of [{ amount: '100' }, { paymentKey: '' }]) {
      const { post, asked } = createFrontend({ view: shown });
      const answer = await post('/checkout/paid', { ...paid, ...change });
      expect([409, 422]).toContain(answer.status);
      expect(asked.map(([path]) => path)).not.toContain('/orders');
    }
  });

  test('shows an order that was placed before, and says that nothing was paid after a failed window', async () => {
    const placed = { ...shown, draft: { ...shown.draft, orderId: 'o1' } } as CheckoutView;
    const again = await createFrontend({ view: placed }).post('/checkout/paid', paid);
    expect(again.headers.get('location')).toBe('/orders/o1');
    const failed = await createFrontend({ view: shown }).fragment('checkout?draft=d1&failed=1');
    expect(await failed.text()).toContain('결제가 끝나지 않아 주문하지 않았어요');
    const guest = await createFrontend({ view: shown }).post('/checkout/paid', paid, '');
    expect(guest.headers.get('location')).toStartWith('/login?next=%2Fcheckout%2Fpaid%3F');
  });
});

describe('buy now', () => {
  test('belongs to the buy box and is disabled if the item is sold out', async () => {
    const html = await (await createFrontend().fragment('buy-now?product=9')).text();
    expect(html).toMatch(/form="buy-box"[^>]*formaction="\/checkout\/start"/);
    expect(html).not.toContain('disabled');
    const none = createFrontend({ answers: { '/stock': [200, { soldOut: true }] } });
    expect(await (await none.fragment('buy-now?product=9&item=1')).text()).toMatch(/disabled[^>]*>품절/);
    const away = createFrontend({ answers: { '/stock': [503, {}] } });
    expect(await (await away.fragment('buy-now?product=9')).text()).toContain('바로구매');
  });

  test('begins a draft for a member, and a guest logs in and comes back to the item', async () => {
    const item = { productId: '9', itemId: '1', quantity: '2' };
    const { post } = createFrontend();
    expect((await post('/checkout/start', item)).headers.get('location')).toBe('/checkout?draft=d1');
    expect((await post('/checkout/start', {})).headers.get('location')).toBe('/checkout');
    const guest = await post('/checkout/start', item, '');
    const next = new URL(guest.headers.get('location') as string, 'http://shop').searchParams.get('next');
    expect(next).toBe('/checkout?product=9&item=1&quantity=2');
    const refused = await post('/checkout/start', { ...item, quantity: '-1' });
    expect([refused.status, refused.headers.get('content-location')]).toEqual([422, '/products/9?item=1']);
  });
});

describe('an order', () => {
  test.each<[OrderState, boolean]>([
    ['PENDING', true],
    ['FULFILLING', true],
    ['DELIVERED', false],
    ['CANCELLED', false],
    ['REFUNDED', false],
  ])('in the state %s is followed by the page: %p', async (state, live) => {
    const html = await (await createFrontend({ order: toOrder(state) }).fragment('order?order=o1')).text();
    expect(html.includes('data-live="o1"')).toBe(live);
    expect(html.includes('/orders/o1/cancellation')).toBe(live);
  });

  test('that was undone says why, and an order that is being undone says so', async () => {
    const declined = createFrontend({ order: { ...toOrder('CANCELLED'), reason: 'declined' } });
    expect(await (await declined.fragment('order?order=o1')).text()).toContain('결제가 승인되지 않았어요');
    const undoing = createFrontend({
      order: { ...toOrder('FULFILLING'), reason: 'customer', cancellable: false },
    });
    const html = await (await undoing.fragment('order?order=o1')).text();
    expect(html).toContain('주문을 취소하고 있어요');
    expect(html).not.toContain('cancellation');
  });

  test('that failed can be paid again, but an order that was cancelled or succeeded cannot', async () => {
    const show = async (change: Partial<OrderView>) =>
      (
        await createFrontend({ order: { ...toOrder('CANCELLED'), ...change } }).fragment('order?order=o1')
      ).text();
    expect(await show({ reason: 'declined' })).toContain('href="/checkout?again=o1"');
    expect(await show({ reason: 'payment-unknown', state: 'REFUNDED' })).toContain('/checkout?again=o1');
    expect(await show({ reason: 'customer' })).not.toContain('again=o1');
    expect(await show({ reason: 'declined', state: 'PENDING' })).not.toContain('again=o1');
  });

  test('with too little stock says so and does not call the item sold out', async () => {
    const order = {
      ...toOrder('CANCELLED'),
      reason: 'sold-out',
      shortage: [{ itemId: '1', left: 1 }],
    } as OrderView;
    const html = await (await createFrontend({ order }).fragment('order?order=o1')).text();
    expect(html).toContain('남은 수량이 1개라서 2개를 주문할 수 없었어요');
    expect(html).not.toContain('품절');
    const none = { ...order, shortage: [{ itemId: '1', left: 0 }] };
    expect(await (await createFrontend({ order: none }).fragment('order?order=o1')).text()).toContain('품절');
  });

  test('with an unknown cancellation does not say that it was not cancelled', async () => {
    const lost = { '/orders/o1/cancellation': [504, {}] } as const;
    const unknown = await createFrontend({ answers: lost }).post('/orders/o1/cancellation', {});
    expect([unknown.status, (await unknown.text()).includes('아직 확인하지 못했어요')]).toEqual([503, true]);
    const order = { ...toOrder('FULFILLING'), reason: 'customer', cancellable: false } as OrderView;
    const done = await createFrontend({ order, answers: lost }).post('/orders/o1/cancellation', {});
    expect([done.status, done.headers.get('location')]).toEqual([303, '/orders/o1']);
  });

  test('that does not exist is 404, to read and to cancel', async () => {
    const answers = { '/orders/o1': [404, {}], '/orders/o1/cancellation': [404, {}] } as const;
    const { fragment, post } = createFrontend({ answers });
    expect((await fragment('order?order=o1')).status).toBe(404);
    expect((await post('/orders/o1/cancellation', {})).status).toBe(404);
  });

  test('is cancelled, or the page says why not', async () => {
    const { post } = createFrontend();
    expect((await post('/orders/o1/cancellation', {})).headers.get('location')).toBe('/orders/o1');
    const late = createFrontend({ answers: { '/orders/o1/cancellation': [409, { reason: 'too-late' }] } });
    const refused = await late.post('/orders/o1/cancellation', {});
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('취소할 수 없어요');
  });

  test('from before the new shop is shown as history, with the way to customer service', async () => {
    const former = { ...toOrder('DELIVERED'), former: true };
    const page = createFrontend({
      order: former,
      answers: { '/orders': [200, { orders: [former], page: 1, pages: 1 }] },
    });
    const html = await (await page.fragment('order?order=o1')).text();
    expect(html).toContain('고객센터로 문의해 주세요');
    for (const part of ['상품이 잘 도착했어요', 'class="steps"', '/cancellation'])
      expect(html).not.toContain(part);
    expect(await (await page.fragment('list')).text()).toContain('이전 주문');
  });

  test('is in the list with its state and total', async () => {
    const html = await (await createFrontend().fragment('list')).text();
    for (const part of ['배송 중', '23,280원', 'href="/orders/o1"']) expect(html).toContain(part);
    const none = createFrontend({ answers: { '/orders': [200, { orders: [], page: 1, pages: 1 }] } });
    expect(await (await none.fragment('list')).text()).toContain('아직 주문하신 상품이 없어요');
  });
});

function toPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function toOrder(state: OrderState): OrderView {
  const cancellable = !['DELIVERED', 'CANCELLED', 'REFUNDED'].includes(state);
  return {
    id: 'o1',
    state,
    reason: null,
    placedAt: 0,
    lines: [line],
    totals,
    arrival: '2019-05-16',
    coupons: [],
    address,
    method: 'card',
    cancellable,
    history: [{ state, at: 0 }],
  };
}

type Options = {
  view?: CheckoutView;
  order?: OrderView;
  test?: string;
  answers?: Record<string, readonly [number, object]>;
  /** Answers by method and path. */
  fine?: Record<string, readonly [number, object]>;
  /** Every quote with this coupon code is 429. */
  refusedCode?: string;
};

/** Creates the frontend in front of a BFF that answers well, unless the test changes an answer. */
function createFrontend({
  view: shown = view,
  order = toOrder('FULFILLING'),
  test,
  answers = {},
  fine: changed = {},
  refusedCode,
}: Options = {}) {
  const asked: [string, unknown][] = [];
  const fine: Record<string, readonly [number, object]> = {
    '/stock': [200, { soldOut: false }],
    '/drafts': [201, { draft: 'd1' }],
    '/checkout': [200, shown],
    '/quotes': [200, shown],
    'POST /orders': [201, { id: 'o1' }],
    '/orders': [200, { orders: [order], page: 1, pages: 1 }],
    '/orders/o1': [200, order],
    '/orders/o1/cancellation': [202, order],
    ...changed,
  };
  const BFF = {
    async fetch(request: Request): Promise<Response> {
      const { pathname } = new URL(request.url);
      if (request.method === 'POST' && request.body) asked.push([pathname, await request.json()]);
      const { coupons = [] } = (asked.at(-1)?.[1] ?? {}) as { coupons?: string[] };
      if (pathname === '/quotes' && refusedCode && coupons.includes(refusedCode))
        return new Response('{}', { status: 429, headers: { 'retry-after': '60' } });
      const [status, body] = answers[pathname] ??
        fine[`${request.method} ${pathname}`] ??
        fine[pathname] ?? [404, {}];
      const problem = status >= 400 ? { type: 'about:blank', title: '', status } : {};
      return Response.json({ ...problem, ...body }, { status });
    },
  };
  const env = { BFF, ASSETS: BFF, LOG_LEVEL: 'off', ...(test ? { TEST_PAYMENTS: test } : {}), ...settings };
  const identify = async (member: string): Promise<Record<string, string>> =>
    member ? { [headers.identity]: await tokenFor({ member, audience: ['order'] }) } : {};
  return {
    asked,
    fragment: async (path: string) =>
      app.request(`/fragments/${path}`, { headers: await identify('m1') }, env),
    post: async (path: string, form: Record<string, string>, member = 'm1') =>
      app.request(
        path,
        {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...(await identify(member)) },
          body: new URLSearchParams(form).toString(),
        },
        env,
      ),
  };
}
