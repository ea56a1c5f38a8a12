import type { Binding } from '@jogakbo/edge/call';
import { createApp } from '@jogakbo/edge/create-app';
import { createBackground } from '@jogakbo/edge/create-background';
import { problem } from '@jogakbo/edge/problem';
import { requireIssuer, requireMember } from '@jogakbo/edge/require-identity';
import { validate } from '@jogakbo/edge/validate';
import { StockRequest } from '@jogakbo/inventory-service/contract';
import { PaymentRequest, type PaymentState } from '@jogakbo/payment-service/contract';
import { QuoteRequest, Redemption } from '@jogakbo/pricing-service/contract';
import { ShipmentRequest } from '@jogakbo/transport-service/contract';
import type { Hono, MiddlewareHandler } from 'hono';
import type * as v from 'valibot';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { createFeed, type FeedState } from './create-feed.ts';
import type { Bindings, FeedBinding, OrderContext, OrderService } from './order-service.ts';

type Lines = v.InferOutput<typeof StockRequest>['lines'];
type Kept = { amount: number; state: PaymentState; authorizedAgain: number };

/** The state of the other slices, and their faults. */
export type World = {
  stock: Map<string, number>;
  reserved: Map<string, { lines: Lines; confirmed: boolean }>;
  /** Coupon → the order that used it. */
  used: Map<string, string>;
  payments: Map<string, Kept>;
  shipments: Map<string, 'accepted' | 'delivered' | 'cancelled'>;
  prices: Map<string, { list: number; final: number }>;
  /** How many times the provider still does not answer. */
  silences: number;
  /** Order → the lines that it hides in the cart. */
  aside: Map<string, Lines>;
  events: { id: string; type: string; data: unknown }[];
  /** Called before and after each request. Where it is true, the answer is lost. */
  loses: (slice: string, when: 'before' | 'after') => boolean;
};

const identity = await createTestIdentity(['order-service']);
export const personalKeys = JSON.stringify({
  current: 'a',
  keys: { a: new Uint8Array(32).fill(7).toBase64() },
});

/** The context of work without a request, whose clock gives `now` if it is set. */
export function toContext(env: Bindings, now?: () => number): OrderContext {
  const c = createBackground<OrderService>('order-service', env);
  return now ? { env, var: { ...c.var, now } } : c;
}

/** This service's bindings. Small stand-ins in memory replace all other slices. */
export function createTestHouse() {
  const world: World = {
    stock: new Map([
      ['1', 3],
      ['2', 10],
    ]),
    reserved: new Map(),
    used: new Map(),
    payments: new Map(),
    shipments: new Map(),
    prices: new Map([
      ['1', { list: 15_000, final: 10_390 }],
      ['2', { list: 5_000, final: 5_000 }],
    ]),
    silences: 0,
    aside: new Map(),
    events: [],
    loses: () => false,
  };
  const bind = (name: string, add: (app: Hono) => void): Binding => {
    const app = createApp(name);
    app.use(lose(world, name) as never);
    add(app as never);
    return {
      fetch: async (request) => app.fetch(request, { ...identity.settings, LOG_LEVEL: 'off' }),
    };
  };
  const started: string[] = [];
  const env: Bindings & { LOG_LEVEL: string } = {
    DB: createSqliteDatabase(`${import.meta.dir}/migrations`),
    INVENTORY: bind('inventory-service', (app) => addInventory(app, world)),
    CART: bind('cart-service', (app) => addCart(app, world)),
    PRICING: bind('pricing-service', (app) => addPricing(app, world)),
    PAYMENT: bind('payment-service', (app) => addPayment(app, world)),
    TRANSPORT: bind('transport-service', (app) => addTransport(app, world)),
    PRODUCT: bind('product-service', (app) => addProduct(app, world)),
    EVENTS: bind('events-service', (app) => {
      app.post('/events', requireIssuer('order-service'), async (c) => {
        const { events } = await c.req.json();
        world.events.push(...events);
        return c.body(null, 202);
      });
    }),
    SAGA: {
      async create({ id }) {
        if (started.includes(id)) throw new Error('instance.already_exists');
        started.push(id);
        return {};
      },
      async get(id) {
        if (!started.includes(id)) throw new Error('instance.not_found');
        return { restart: async () => void started.push(`${id} again`) };
      },
      async deleteBatch(ids) {
        const errors = ids.filter((id) => !started.includes(id)).map((id) => ({ id, code: 10_400 }));
        for (const id of ids) if (started.includes(id)) started.splice(started.indexOf(id), 1);
        return { errors };
      },
    },
    FEED: createTestFeeds((order) =>
      env.DB.prepare('SELECT state, cancelling AS reason, version FROM orders WHERE id = ?')
        .bind(order)
        .first(),
    ),
    ORDER_KEYS: personalKeys,
    IDENTITY_KEY: identity.keys.own['order-service'] as string,
    LOG_LEVEL: 'off',
    ...identity.settings,
  };
  return { env, world, started, tokenFor: identity.tokenFor };
}

/** The Durable Objects of members' streams. */
function createTestFeeds(look: (order: string) => Promise<FeedState | null>): FeedBinding {
  const feeds = new Map<string, ReturnType<typeof createFeed>>();
  return {
    getByName(member) {
      const feed = feeds.get(member) ?? createFeed({ read: async (id) => (await look(id)) ?? undefined });
      feeds.set(member, feed);
      return {
        changed: feed.changed,
        async fetch(request) {
          const body = await feed.follow(new URL(request.url).searchParams.get('order') ?? '');
          return new Response(body, {
            status: body ? 200 : 429,
            headers: { 'content-type': 'text/event-stream' },
          });
        },
      };
    },
  };
}

function lose(world: World, name: string): MiddlewareHandler {
  const slice = name.replace('-service', '');
  return async (c, next) => {
    if (world.loses(slice, 'before')) return problem(c, 503);
    await next();
    if (world.loses(slice, 'after')) c.res = problem(c, 503);
    return undefined;
  };
}

function addInventory(app: Hono, { stock, reserved }: World): void {
  app.get('/stocks', (c) => {
    const items = (c.req.query('items') ?? '').split(',').filter((item) => stock.has(item));
    const toStock = (itemId: string) => {
      const available = stock.get(itemId) as number;
      return { itemId, productId: '9', available, level: available > 0 ? 'in' : 'out' };
    };
    return c.json({ stocks: items.map(toStock) });
  });
  app.get('/items/:item', (c) => {
    const available = stock.get(c.req.param('item')) ?? 0;
    return c.json({ itemId: c.req.param('item'), onHand: available, reserved: 0, available, movements: [] });
  });
  app.use(requireIssuer('order-service'));
  app.post('/reservations', validate('json', StockRequest), (c) => {
    const { orderId, lines } = c.req.valid('json');
    if (!reserved.has(orderId)) {
      const short = lines.filter(({ itemId, quantity }) => (stock.get(itemId) ?? 0) < quantity);
      if (short.length > 0) {
        const errors = short.map(({ itemId }) => ({ field: itemId, message: 'is sold out' }));
        return problem(c, 409, { reason: 'sold-out', errors });
      }
      for (const { itemId, quantity } of lines) stock.set(itemId, (stock.get(itemId) ?? 0) - quantity);
      reserved.set(orderId, { lines, confirmed: false });
    }
    return c.json({ orderId, expiresAt: Date.now() + 600_000 });
  });
  app.post('/confirmations', validate('json', StockRequest), (c) => {
    const { orderId } = c.req.valid('json');
    const reservation = reserved.get(orderId);
    if (!reservation) return problem(c, 409, { reason: 'expired' });
    reservation.confirmed = true;
    return c.json({ orderId });
  });
  app.post('/releases', validate('json', StockRequest), (c) => {
    const { orderId } = c.req.valid('json');
    giveBack({ stock, reserved }, orderId);
    return c.json({ orderId });
  });
}

/** Ends a reservation, at a release or when it expires. */
export function giveBack({ stock, reserved }: Pick<World, 'stock' | 'reserved'>, orderId: string): void {
  for (const { itemId, quantity } of reserved.get(orderId)?.lines ?? [])
    stock.set(itemId, (stock.get(itemId) ?? 0) + quantity);
  reserved.delete(orderId);
}

function addCart(app: Hono, { aside }: World): void {
  app.use(requireIssuer('order-service'), requireMember());
  app.put('/cart/orders/:order', async (c) => {
    aside.set(c.req.param('order'), (await c.req.json()).lines);
    return c.json({});
  });
  app.delete('/cart/orders/:order', (c) => {
    aside.delete(c.req.param('order'));
    return c.json({});
  });
}

/** Coupons: `order-1000` takes 1,000 won off, `ship-free` the delivery fee. Only one order can use each. */
function addPricing(app: Hono, { used, prices }: World): void {
  app.post('/quotes', requireMember(), validate('json', QuoteRequest), (c) => {
    const { lines, coupons } = c.req.valid('json');
    const known = lines.filter(({ itemId }) => prices.has(itemId));
    const good = coupons.filter((code) => /^(order-1000|ship-free)$/.test(code) && !used.has(code));
    const priced = known.map(({ itemId, quantity }) => {
      const price = prices.get(itemId) as { list: number; final: number };
      return { itemId, productId: '9', quantity, ...price, discount: 0 };
    });
    const sum = priced.reduce((total, { final, quantity }) => total + final * quantity, 0);
    return c.json({
      lines: priced,
      missing: lines.map(({ itemId }) => itemId).filter((itemId) => !prices.has(itemId)),
      coupons: good.map((code) => ({
        code,
        name: code,
        class: code === 'ship-free' ? 'shipping' : 'order',
        amount: code === 'ship-free' ? 2_500 : 1_000,
      })),
      refused: coupons
        .filter((code) => !good.includes(code))
        .map((code) => ({ code, reason: used.has(code) ? 'used' : 'unknown' })),
      payable: sum - (good.includes('order-1000') ? 1_000 : 0),
      delivery: good.includes('ship-free') ? 2_500 : 0,
    });
  });
  app.post(
    '/redemptions',
    requireIssuer('order-service'),
    requireMember(),
    validate('json', Redemption),
    (c) => {
      const { orderId, coupons } = c.req.valid('json');
      if (coupons.some((code) => used.has(code) && used.get(code) !== orderId))
        return problem(c, 409, { reason: 'used' });
      for (const code of coupons) used.set(code, orderId);
      return c.json({ orderId });
    },
  );
  app.delete('/redemptions/:order', requireIssuer('order-service'), (c) => {
    for (const [code, order] of used) if (order === c.req.param('order')) used.delete(code);
    return c.json({});
  });
}

/** Tokens: `tok_declined` is declined, all others are authorized. */
function addPayment(app: Hono, world: World): void {
  const { payments } = world;
  const outcomes = new Map<string, PaymentState>();
  app.use(requireIssuer('order-service'));
  app.post('/payments', validate('json', PaymentRequest), (c) => {
    const { orderId, amount, method, token } = c.req.valid('json');
    let payment = payments.get(orderId);
    if (!payment) {
      outcomes.set(orderId, token === 'tok_declined' ? 'declined' : 'authorized');
      payment = { amount, state: 'unknown', authorizedAgain: 0 };
      payments.set(orderId, payment);
      settle(orderId);
    } else if (payment.state !== 'voided') payment.authorizedAgain += 1;
    return c.json({ orderId, amount, method, state: payment.state });
  });
  app.get('/payments/:order', (c) => {
    const orderId = c.req.param('order');
    const payment = payments.get(orderId);
    if (!payment || payment.amount < 0) return problem(c, 404);
    if (payment.state === 'unknown') settle(orderId);
    return c.json({ orderId, amount: payment.amount, method: 'card', state: payment.state });
  });
  app.post('/payments/:order/capture', (c) => {
    const orderId = c.req.param('order');
    const payment = payments.get(orderId);
    if (!payment || !['authorized', 'captured'].includes(payment.state)) return problem(c, 409);
    payment.state = 'captured';
    return c.json({ orderId, amount: payment.amount, method: 'card', state: payment.state });
  });
  app.post('/payments/:order/refund', (c) => {
    const orderId = c.req.param('order');
    const payment = payments.get(orderId) ?? { amount: 0, state: 'voided', authorizedAgain: 0 };
    if (payment.state === 'captured') payment.state = 'refunded';
    else if (payment.state === 'authorized' || payment.state === 'unknown') payment.state = 'voided';
    payments.set(orderId, payment);
    return c.json({ orderId, amount: payment.amount, method: 'card', state: payment.state });
  });

  function settle(orderId: string): void {
    const payment = payments.get(orderId) as Kept;
    if (world.silences > 0) world.silences -= 1;
    else payment.state = outcomes.get(orderId) as PaymentState;
  }
}

/** Postcodes that begin with 9 are unknown. Delivery to Jeju, 63, costs 3,000 won more. */
function addTransport(app: Hono, { shipments }: World): void {
  app.get('/regions/:postcode', (c) => {
    const postcode = c.req.param('postcode');
    if (postcode.startsWith('9')) return problem(c, 404);
    return c.json({ region: postcode.startsWith('63') ? 'jeju' : 'capital' });
  });
  app.get('/fee', (c) => {
    const { amount = '', region } = c.req.query();
    const fee = (Number(amount) >= 19_800 ? 0 : 2_500) + (region === 'jeju' ? 3_000 : 0);
    return c.json({ fee, policy: 'p1' });
  });
  app.post('/shipments', requireIssuer('order-service'), validate('json', ShipmentRequest), (c) => {
    const { orderId } = c.req.valid('json');
    if (!shipments.has(orderId)) shipments.set(orderId, 'accepted');
    return c.json({ orderId, state: shipments.get(orderId), arrival: '2019-05-16' });
  });
  app.post('/shipments/:order/cancellation', requireIssuer('order-service'), (c) => {
    const orderId = c.req.param('order');
    const state = shipments.get(orderId);
    if (!state) return problem(c, 404);
    if (state === 'delivered') return problem(c, 409, { reason: 'delivered' });
    shipments.set(orderId, 'cancelled');
    return c.json({ orderId, state: 'cancelled', arrival: '2019-05-16' });
  });
}

function addProduct(app: Hono, { stock }: World): void {
  app.get('/items', (c) => {
    const ids = (c.req.query('ids') ?? '').split(',').filter((id) => stock.has(id));
    const items = ids.map((itemId) => ({
      itemId,
      productId: '9',
      title: `상품 ${itemId}`,
      label: '혼합 색상',
      image: '/image.svg',
    }));
    return c.json({ items });
  });
  app.get('/products', (c) => {
    const product = { id: '9', itemId: '1', title: '상품', brand: '', category: '', image: '', createdAt: 0 };
    return c.json({ products: [{ ...product, badges: ['rocket'] }] });
  });
}
