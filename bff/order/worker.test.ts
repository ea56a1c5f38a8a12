import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import type { Draft, Order, OrderState } from '@jogakbo/order-service/contract';
import * as v from 'valibot';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { CheckoutView, paths } from './contract.ts';
import app from './worker.ts';

const { settings, tokenFor } = await createTestIdentity();
const audience = ['order', 'cart', 'member', 'pricing'];
const line = { productId: '9', itemId: '1', quantity: 2 };
const home = { recipient: '김조각', phone: '01012345678', postcode: '06236', street: '길 1', detail: '' };
const shown = { title: '', option: '', image: '', service: 'rocket', list: 2, final: 1 } as const;
const draft: Draft = {
  id: 'd1',
  source: 'cart',
  orderId: null,
  current: true,
  snapshot: {
    lines: [{ ...line, ...shown }],
    missing: [],
    coupons: [],
    refused: [],
    region: 'capital',
    totals: { goods: 4, discount: 2, delivery: 0, total: 2, policy: 'p1' },
    revision: 'r1',
  },
};
const coupon = {
  ...{ code: 'WELCOME10', name: '첫 구매', class: 'order', from: 0, expiresAt: 1, off: 2_000, refusal: null },
} as const;
const placing = {
  draft: 'd1',
  revision: 'r1',
  address: { id: 'a1' },
  payment: { method: 'card', token: 'tok_ok' },
  agree: true,
};

describe('the checkout', () => {
  test('has the cart, the preferred address, the coupons and the items with too little stock', async () => {
    const { get, asked } = createBff();
    const view = v.parse(CheckoutView, await (await get(paths.checkout({}))).json());
    expect(view.draft?.id).toBe('d1');
    expect(view.addresses.map(({ id }) => id)).toEqual(['a1', 'a2']);
    expect(view.short).toEqual(['1']);
    expect(view.left).toEqual([{ itemId: '1', left: 1 }]);
    expect(asked('ORDER /drafts')).toEqual([
      { source: 'cart', lines: [line], resume: true, postcode: '06236' },
    ]);
  });

  test('of an empty cart has no draft', async () => {
    const { get, asked } = createBff({ 'CART /cart': () => Response.json({ lines: [] }) });
    expect(await (await get(paths.checkout({}))).json()).toMatchObject({ draft: null });
    expect(asked('ORDER /drafts')).toEqual([]);
  });

  test.each<[string, () => Response | Promise<Response>]>([
    ['fails', () => new Response(null, { status: 503 })],
    ['hangs', () => new Promise<Response>(() => {})],
  ])('shows the earlier draft while the cart %s', async (_, answer) => {
    const { get } = createBff({ 'CART /cart': answer });
    const view = v.parse(CheckoutView, await (await get(paths.checkout({}))).json());
    expect(view.draft).toMatchObject({ id: 'd1', current: false });
  });

  test('uses the capital if there is no delivery to the preferred address', async () => {
    const { get, asked } = createBff({
      'ORDER /drafts': (body) =>
        'postcode' in (body as object)
          ? Response.json({ type: '', title: '', status: 422, reason: 'no-such-place' }, { status: 422 })
          : Response.json(draft),
    });
    expect((await get(paths.checkout({}))).status).toBe(200);
    expect(asked('ORDER /drafts').length).toBe(2);
  });

  test('of a failed order shows its draft again, with the address that is now in the address book', async () => {
    const form = { address: 'new', ...home, coupons: ['WELCOME10'], method: 'card', save: true };
    const { get, asked } = createBff({
      'ORDER /orders/o1/draft': () => Response.json({ ...draft, form }, { status: 201 }),
      'PRICING /coupons': () => Response.json({ coupons: [coupon] }),
    });
    const view = v.parse(CheckoutView, await (await get(paths.checkout({ again: 'o1' }))).json());
    expect(view.draft).toMatchObject({ id: 'd1', form: { ...form, address: 'a1' } });
    expect(asked('ORDER /drafts')).toEqual([]);
    const { get: getOther } = createBff({
      'ORDER /orders/o1/draft': () => Response.json({}, { status: 409 }),
    });
    expect((await getOther(paths.checkout({ again: 'o1' }))).status).toBe(409);
  });

  test('keeps the filled-in form, with the postcode of the chosen address', async () => {
    const { post, asked } = createBff({ 'ORDER /drafts/d1/quotes': () => Response.json(draft) });
    const form = { address: 'a1', coupons: [], method: 'card' };
    await post(paths.quotes, { draft: 'd1', address: 'a1', form });
    expect(asked('ORDER /drafts/d1/quotes')).toMatchObject([
      { postcode: '06236', form: { address: 'a1', postcode: '06236' } },
    ]);
  });

  test('shows that a coupon on delivery takes nothing off if delivery is free', async () => {
    const free = { ...draft, snapshot: { ...draft.snapshot, totals: { ...draft.snapshot.totals, fee: 0 } } };
    const { get } = createBff({
      'ORDER /drafts': () => Response.json(free),
      'PRICING /coupons': () =>
        Response.json({ coupons: [{ ...coupon, class: 'shipping', off: 3_000 }, coupon] }),
    });
    const view = v.parse(CheckoutView, await (await get(paths.checkout({}))).json());
    expect(view.coupons.map(({ off }) => off)).toEqual([0, 2_000]);
  });

  test('takes the coupons from a draft that has them', async () => {
    const { get } = createBff({
      'ORDER /drafts': () => Response.json({ ...draft, offers: [coupon] }),
      'PRICING /coupons': () => Response.json({ coupons: [] }),
    });
    const view = v.parse(CheckoutView, await (await get(paths.checkout({}))).json());
    expect(view.couponsKnown).toBe(true);
    expect(view.coupons).toMatchObject([coupon]);
  });

  test('says how the shopper can pay, unless that cannot be read', async () => {
    const read = async (answer: () => Response) => {
      const { get } = createBff({ 'PAYMENT /options': answer });
      return v.parse(CheckoutView, await (await get(paths.checkout({}))).json()).payment;
    };
    expect(await read(() => Response.json({ provider: null }))).toEqual({ provider: null });
    expect(await read(() => new Response(null, { status: 503 }))).toBeUndefined();
  });

  test('works without addresses, coupons and stock', async () => {
    const away = () => new Response(null, { status: 503 });
    const { get } = createBff({
      'MEMBER /me/addresses': away,
      'PRICING /coupons': away,
      'INVENTORY /stocks': away,
    });
    const view = await (await get(paths.checkout({}))).json();
    expect(view).toMatchObject({
      draft: { id: 'd1' },
      addresses: [],
      addressesKnown: false,
      coupons: [],
      couponsKnown: false,
      short: [],
    });
  });

  test('of one item begins with that item, and refuses an item of another product', async () => {
    const { get, post, asked } = createBff();
    await get(paths.checkout({ product: '9', item: '1', quantity: '3' }));
    expect(asked('ORDER /drafts')).toMatchObject([{ source: 'item:1', lines: [{ ...line, quantity: 3 }] }]);
    const started = await post(paths.drafts, { productId: '9', itemId: '1', quantity: '2' });
    expect([started.status, await started.json()]).toEqual([201, { draft: 'd1' }]);
    const refused = await post(paths.drafts, { productId: '8', itemId: '1', quantity: 2 });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ reason: 'no-such-item' });
    expect((await post(paths.drafts, { ...line, quantity: -1 })).status).toBe(422);
  });

  test('is for members only', async () => {
    const { get, post } = createBff();
    expect((await get(paths.checkout({}), '')).status).toBe(401);
    expect((await post(paths.orders, placing, {}, '')).status).toBe(401);
    expect((await get(paths.order('o1'), '')).status).toBe(401);
  });
});

describe('placing', () => {
  test("sends the member's address and the key, and no amount of money that a client sent", async () => {
    const { post, asked, keys } = createBff();
    const body = { ...placing, total: 1, price: 1, discount: 5, member: 'm2' };
    const placed = await post(paths.orders, body, { 'idempotency-key': 'k' });
    expect([placed.status, await placed.json()]).toEqual([201, { id: 'o1' }]);
    expect(asked('ORDER /orders')).toEqual([
      {
        draft: 'd1',
        revision: 'r1',
        address: { id: 'a1', ...home, preferred: true },
        coupons: [],
        method: 'card',
        token: 'tok_ok',
      },
    ]);
    expect(keys).toContain('k');
  });

  test.each([
    ["an address that is someone else's", { address: { id: 'a9' } }, 'address'],
    ['an incomplete address', { address: { recipient: '' } }, 'address'],
    ['no agreement', { agree: false }, 'agree'],
    ['no token', { payment: { method: 'card' } }, 'payment.token'],
  ])('with %s is refused with 422', async (_, change, field) => {
    const { post, asked } = createBff();
    const refused = await post(paths.orders, { ...placing, ...change });
    expect(refused.status).toBe(422);
    const { errors } = (await refused.json()) as { errors: { field: string }[] };
    expect(
      errors.map((error) => error.field.split('.').slice(0, field.split('.').length).join('.')),
    ).toContain(field);
    expect(asked('ORDER /orders')).toEqual([]);
  });

  test('saves a new address once, if the shopper asks for it and it is not in the address book yet', async () => {
    const saving = async (change: object) => {
      const { post, asked, keys } = createBff({ 'MEMBER /me/addresses': (body) => toAddresses(body) });
      expect((await post(paths.orders, { ...placing, ...change })).status).toBe(201);
      return { saved: asked('MEMBER /me/addresses'), keys };
    };
    const other = { ...home, street: '길 2' };
    const { saved, keys } = await saving({ address: other, save: true });
    expect(saved).toEqual([other]);
    expect(keys).toContain('order-d1');
    expect((await saving({ address: other })).saved).toEqual([]);
    expect((await saving({ address: { ...home, phone: '010-1234-5678' }, save: true })).saved).toEqual([]);
    expect((await saving({ save: true })).saved).toEqual([]);
  });

  test('succeeds even if the address cannot be saved', async () => {
    const { post } = createBff({ 'MEMBER /me/addresses': () => new Response(null, { status: 503 }) });
    const placed = await post(paths.orders, { ...placing, address: home, save: true });
    expect(placed.status).toBe(201);
  });
});

test('a webhook of Toss reaches the payment service without a token, and its answer goes back', async () => {
  for (const status of [200, 403, 503]) {
    const { post, asked } = createBff({ 'PAYMENT /webhooks/toss': () => new Response(null, { status }) });
    const sent = { eventType: 'PAYMENT_STATUS_CHANGED', data: { orderId: 'd1-1' } };
    expect((await post('/payments/webhook', sent, {}, '')).status).toBe(status);
    expect(asked('PAYMENT /webhooks/toss')).toEqual([sent]);
  }
});

describe('following an order', () => {
  test('passes on the stream of the order service and its refusals', async () => {
    const sent = 'event: state\ndata: {}\n\n';
    const type = { 'content-type': 'text/event-stream' };
    const { get } = createBff({ 'ORDER /orders/o1/events': () => new Response(sent, { headers: type }) });
    const stream = await get(paths.events('o1'));
    expect([stream.headers.get('content-type'), await stream.text()]).toEqual(['text/event-stream', sent]);
    for (const status of [404, 429]) {
      const refusing = createBff({ 'ORDER /orders/o1/events': () => Response.json({}, { status }) });
      expect((await refusing.get(paths.events('o1'))).status).toBe(status);
    }
    const away = createBff({ 'ORDER /orders/o1/events': () => Promise.reject(new Error('away')) });
    expect((await away.get(paths.events('o1'))).status).toBe(503);
  });
});

test.each<[string, object, boolean]>([
  ['some are left', { stocks: [stockOf(0), stockOf(1)] }, false],
  ['none are left', { stocks: [stockOf(0), stockOf(0)] }, true],
  ['the stock is not known', { stocks: [] }, false],
])('the button is sold out if %s', async (_, stocks, soldOut) => {
  const { get } = createBff({ 'INVENTORY /stocks': () => Response.json(stocks) });
  expect(await (await get(paths.stock('9'), '')).json()).toEqual({ soldOut });
});

test('the buy button does not wait long for the stock', async () => {
  const { get } = createBff({ 'INVENTORY /stocks': () => new Promise<Response>(() => {}) });
  expect(await (await get(paths.stock('9', '1'), '')).json()).toEqual({ soldOut: false });
});

test('the API describes itself', async () => {
  const document = (await (await createBff().get('/openapi.json', '')).json()) as { paths: object };
  expect(Object.keys(document.paths)).toContain('/orders');
});

function stockOf(available: number) {
  return { itemId: '1', productId: '9', available, level: available > 0 ? 'in' : 'out' };
}

function toOrder(state: OrderState): Order {
  return {
    id: 'o1',
    state,
    reason: null,
    placedAt: 1,
    lines: draft.snapshot.lines,
    totals: draft.snapshot.totals,
    arrival: null,
    coupons: [],
    address: home,
    method: 'card',
    cancellable: true,
    history: [{ state, at: 1 }],
  };
}

/** The address book, or the answer for an address that was just added. */
function toAddresses(added: unknown): Response {
  if (added) return Response.json({ id: 'a3', ...(added as object), preferred: false }, { status: 201 });
  return Response.json({
    addresses: [
      { id: 'a2', ...home, preferred: false },
      { id: 'a1', ...home, preferred: true },
    ],
  });
}

type Answer = (body: unknown) => Response | Promise<Response>;

/** Creates the BFF in front of services that answer well, unless the test changes an answer. */
function createBff(changes: Record<string, Answer> = {}) {
  const requests: [string, unknown][] = [];
  const keys: (string | null)[] = [];
  const answers: Record<string, Answer> = {
    'CART /cart': () => Response.json({ lines: [line] }),
    'MEMBER /me/addresses': toAddresses,
    'PRICING /coupons': () => Response.json({ coupons: [] }),
    'INVENTORY /stocks': () => Response.json({ stocks: [stockOf(1)] }),
    'PRODUCT /items': () =>
      Response.json({ items: [{ itemId: '1', productId: '9', title: '', label: '', image: '' }] }),
    'ORDER /drafts': (body) => Response.json(body ? draft : { ...draft, current: false }),
    'ORDER /orders': () => Response.json({ id: 'o1', again: false, fromCart: [] }, { status: 201 }),
    'ORDER /orders/o1': () => Response.json(toOrder('PENDING')),
    'PAYMENT /options': () => Response.json({ provider: 'local' }),
    ...changes,
  };
  const bind = (name: string) => ({
    async fetch(request: Request): Promise<Response> {
      const key = `${name} ${new URL(request.url).pathname}`;
      const body = request.method === 'GET' ? undefined : await request.json().catch(() => undefined);
      if (body) requests.push([key, body]);
      keys.push(request.headers.get('idempotency-key'));
      const answer = answers[key]?.(body) ?? new Response(null, { status: 404 });
      const gone = new Promise<Response>((_, reject) =>
        request.signal.addEventListener('abort', () => reject(new Error('aborted'))),
      );
      return Promise.race([answer, gone]);
    },
  });
  const names = ['ORDER', 'CART', 'PRODUCT', 'PRICING', 'MEMBER', 'INVENTORY', 'PAYMENT'];
  const env = {
    ...Object.fromEntries(names.map((name) => [name, bind(name)])),
    LOG_LEVEL: 'off',
    ...settings,
  };
  const identify = async (member: string): Promise<Record<string, string>> =>
    member ? { [headers.identity]: await tokenFor({ member, audience }) } : {};
  return {
    keys,
    asked: (key: string) => requests.filter(([name]) => name === key).map(([, body]) => body),
    get: async (path: string, member = 'm1') => app.request(path, { headers: await identify(member) }, env),
    post: async (path: string, body: object, sent: Record<string, string> = {}, member = 'm1') =>
      app.request(
        path,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(await identify(member)), ...sent },
          body: JSON.stringify(body),
        },
        env,
      ),
  };
}
