import type { Binding } from '@jogakbo/edge/call';
import { createApp } from '@jogakbo/edge/create-app';
import { createBackground } from '@jogakbo/edge/create-background';
import { problem } from '@jogakbo/edge/problem';
import { requireIssuer, requireMember } from '@jogakbo/edge/require-identity';
import type { Hono, MiddlewareHandler } from 'hono';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { addTestInventory } from './add-test-inventory.helper.ts';
import { addTestPayment } from './add-test-payment.helper.ts';
import { addTestPricing } from './add-test-pricing.helper.ts';
import { addTestTransport } from './add-test-transport.helper.ts';
import { createFeed, type FeedState } from './create-feed.ts';
import type { Bindings, FeedBinding, OrderContext, OrderService } from './order-service.ts';
import type { World } from './world.helper.ts';

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
    provider: 'local',
    shipments: new Map(),
    prices: new Map([
      ['1', { list: 15_000, final: 10_390 }],
      ['2', { list: 5_000, final: 5_000 }],
    ]),
    silences: 0,
    hidden: new Map(),
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
    INVENTORY: bind('inventory-service', (app) => addTestInventory(app, world)),
    CART: bind('cart-service', (app) => addCart(app, world)),
    PRICING: bind('pricing-service', (app) => addTestPricing(app, world)),
    PAYMENT: bind('payment-service', (app) => addTestPayment(app, world)),
    TRANSPORT: bind('transport-service', (app) => addTestTransport(app, world)),
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

function addCart(app: Hono, { hidden }: World): void {
  app.use(requireIssuer('order-service'), requireMember());
  app.put('/cart/orders/:order', async (c) => {
    hidden.set(c.req.param('order'), (await c.req.json()).lines);
    return c.json({});
  });
  app.delete('/cart/orders/:order', (c) => {
    hidden.delete(c.req.param('order'));
    return c.json({});
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
