import { call } from '@jogakbo/edge/call';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { type Address, AddressList, paths as memberPaths } from '@jogakbo/member-service/contract';
import { Order, OrderPage, paths as orderPaths, Placed } from '@jogakbo/order-service/contract';
import type { Hono } from 'hono';
import type { Env, OrderContext } from './bindings.ts';
import { OrdersQuery, PlaceInput } from './contract.ts';
import { followOrder } from './follow-order.ts';
import { saveAddress } from './save-address.ts';

export function addOrders(app: Hono<Env>): void {
  app.post('/orders', validate('json', PlaceInput), async (c) => {
    const { address: choice, payment, agree: _, save, ...rest } = c.req.valid('json');
    const address = 'id' in choice ? await readAddress(c, choice.id) : { ok: true as const, value: choice };
    if (!address.ok) return passFailure(c, address);
    if (!address.value) {
      const errors = [{ field: 'address', message: 'is not one of your addresses' }];
      return problem(c, 422, { reason: 'no-such-address', errors });
    }
    const key = c.req.header('idempotency-key');
    const placed = await call(c, c.env.ORDER, orderPaths.orders, Placed, {
      method: 'POST',
      body: { ...rest, address: address.value, ...payment },
      headers: key ? { 'idempotency-key': key } : {},
      identified: true,
    });
    if (!placed.ok) return passFailure(c, placed);
    if (save && !('id' in choice)) await saveAddress(c, choice, rest.draft);
    return c.json({ id: placed.value.id }, placed.value.again && !key ? 200 : 201);
  });

  app.get('/orders', validate('query', OrdersQuery), async (c) => {
    const path = orderPaths.page(Number(c.req.valid('query').page));
    const orders = await call(c, c.env.ORDER, path, OrderPage, { identified: true });
    return orders.ok ? c.json(orders.value) : passFailure(c, orders);
  });

  app.get('/orders/:id', async (c) => {
    const path = orderPaths.order(c.req.param('id'));
    const order = await call(c, c.env.ORDER, path, Order, { identified: true });
    return order.ok ? c.json(order.value) : passFailure(c, order);
  });

  app.post('/orders/:id/cancellation', async (c) => {
    const path = orderPaths.cancellation(c.req.param('id'));
    const order = await call(c, c.env.ORDER, path, Order, { method: 'POST', identified: true });
    return order.ok ? c.json(order.value, 202) : passFailure(c, order);
  });

  app.get('/orders/:id/events', async (c) => followOrder(c, c.req.param('id')));
}

async function readAddress(c: OrderContext, id: string) {
  const found = await call(c, c.env.MEMBER, memberPaths.addresses, AddressList, { identified: true });
  if (!found.ok) return found;
  return { ok: true, value: found.value.addresses.find((each: Address) => each.id === id) } as const;
}
