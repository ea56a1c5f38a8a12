import { problem } from '@jogakbo/edge/problem';
import { requireIssuer } from '@jogakbo/edge/require-identity';
import { validate } from '@jogakbo/edge/validate';
import { ShipmentRequest } from '@jogakbo/transport-service/contract';
import type { Hono } from 'hono';
import type { World } from './world.helper.ts';

/** Postcodes that begin with 9 are unknown. Delivery to Jeju, 63, costs 3,000 won more. */
export function addTestTransport(app: Hono, { shipments }: World): void {
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
