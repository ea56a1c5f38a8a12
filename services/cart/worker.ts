import { ItemId } from '@jogakbo/contracts/ids';
import { createService } from '@jogakbo/edge/create-service';
import { logFault } from '@jogakbo/edge/log';
import { problem } from '@jogakbo/edge/problem';
import { createGlancingRedis, createRedis } from '@jogakbo/edge/redis';
import { requireIssuer, requireMember } from '@jogakbo/edge/require-identity';
import type { ServiceRequest } from '@jogakbo/edge/service-context';
import { validate } from '@jogakbo/edge/validate';
import * as v from 'valibot';
import { createCartOrders, toOwner } from './cart-orders.ts';
import type { CartService } from './cart-service.ts';
import { type Changed, createCartStore } from './cart-store.ts';
import { Addition, Change, type ChangedCart, OrderedLines, OrderId, Removal } from './contract.ts';
import { followOrders } from './follow-orders.ts';

export default createService<CartService>('cart-service', {
  routes(app) {
    for (const path of ['/cart/items/*', '/cart/removals', '/cart/remainder'])
      app.use(path, requireIssuer('shell'));
    app.use('/cart/orders/*', requireIssuer('order-service'), requireMember());

    app.use('/cart/*', async (c, next) => {
      const { identity } = c.var;
      if (!identity?.member && !identity?.visitor)
        return problem(c, 401, { detail: 'A cart belongs to a visitor or a member: send a token.' });
      return next();
    });

    app.get('/cart', async (c) => c.json(await cartOf(c).read()));

    app.post('/cart/items', validate('json', Addition), async (c) =>
      answer(c, await cartOf(c).add(c.req.valid('json'), keyOf(c))),
    );

    app.put(
      '/cart/items/:itemId',
      validate('param', v.object({ itemId: ItemId })),
      validate('json', Change),
      async (c) => {
        const { itemId } = c.req.valid('param');
        return answer(c, await cartOf(c).change({ [itemId]: c.req.valid('json').quantity }, keyOf(c)));
      },
    );

    app.post('/cart/removals', validate('json', Removal), async (c) => {
      const { items } = c.req.valid('json');
      return answer(c, await cartOf(c).change(Object.fromEntries(items.map((item) => [item, 0])), keyOf(c)));
    });

    app.delete('/cart/remainder', async (c) => {
      const cart = await cartOf(c).dropRemainder();
      return c.json({ ...cart, repeated: false } satisfies ChangedCart);
    });

    app.put('/cart/orders/:order', validate('param', OrderId), validate('json', OrderedLines), async (c) => {
      await ordersOf(c).hideLines(c.req.valid('param').order, c.req.valid('json').lines);
      return c.json({});
    });

    app.delete('/cart/orders/:order', validate('param', OrderId), async (c) => {
      await ordersOf(c).showLines(c.req.valid('param').order);
      return c.json({});
    });

    // Redis is the only store of carts, so an error means that Redis is away. It may have made the change and lost the answer.
    app.onError((error, c) => {
      logFault('cart-service', c.var.trace, error);
      if (c.req.method === 'GET') return problem(c, 503, { detail: 'Carts cannot be reached right now.' });
      const detail = 'It is not known whether the cart has changed. Repeat the request with the same key.';
      return problem(c, 503, { reason: 'unknown', detail });
    });
  },
  followsTogether: followOrders,
});

type CartContext = ServiceRequest<CartService>;

/** The cart of the asker. A request that the shell sends for a member also moves the lines of the guest's cart into it. */
function cartOf(c: CartContext) {
  const { member, visitor, issuer } = c.var.identity ?? {};
  // A page can do without the cart for a moment; an order or a change cannot.
  const glances = c.req.method === 'GET' && c.req.query('for') !== 'order';
  const redis = (glances ? createGlancingRedis : createRedis)(c.env, c.var.expires);
  const guest = issuer === 'shell' ? visitor : undefined;
  return member
    ? createCartStore(redis, toOwner(member), c.var.now(), guest)
    : createCartStore(redis, visitor as string, c.var.now());
}

function keyOf(c: CartContext): string | undefined {
  return c.req.header('idempotency-key')?.slice(0, 200);
}

function ordersOf(c: CartContext) {
  const { member } = c.var.identity as { member: string };
  return createCartOrders(createRedis(c.env, c.var.expires), member, c.var.now());
}

function answer(c: CartContext, { outcome, cart }: Changed): Response {
  if (!outcome.ok) return problem(c, outcome.reason === 'key-reused' ? 422 : 409, { reason: outcome.reason });
  return c.json({ ...cart, repeated: outcome.repeated === true } satisfies ChangedCart);
}
