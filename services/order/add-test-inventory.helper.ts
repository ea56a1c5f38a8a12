import { problem } from '@jogakbo/edge/problem';
import { requireIssuer } from '@jogakbo/edge/require-identity';
import { validate } from '@jogakbo/edge/validate';
import { StockRequest } from '@jogakbo/inventory-service/contract';
import type { Hono } from 'hono';
import type { World } from './world.helper.ts';

/** The inventory service in memory. */
export function addTestInventory(app: Hono, { stock, reserved }: World): void {
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
    endReservation({ stock, reserved }, orderId);
    return c.json({ orderId });
  });
}

/** Ends a reservation, at a release or when it expires. */
export function endReservation(
  { stock, reserved }: Pick<World, 'stock' | 'reserved'>,
  orderId: string,
): void {
  for (const { itemId, quantity } of reserved.get(orderId)?.lines ?? [])
    stock.set(itemId, (stock.get(itemId) ?? 0) + quantity);
  reserved.delete(orderId);
}
