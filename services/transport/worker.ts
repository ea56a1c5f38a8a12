import { createService } from '@jogakbo/edge/create-service';
import { guardOperator } from '@jogakbo/edge/guard-operator';
import { problem } from '@jogakbo/edge/problem';
import { requireIssuer } from '@jogakbo/edge/require-identity';
import { toKoreanDay } from '@jogakbo/edge/to-korean-day';
import { validate } from '@jogakbo/edge/validate';
import * as v from 'valibot';
import { Address, FeeQuery, PromiseQuery, ShipmentRequest } from './contract.ts';
import { deliver, deliverDue } from './deliver-due.ts';
import { createShipmentStore } from './shipment-store.ts';
import { createTermsStore } from './terms-store.ts';
import { toFee } from './to-fee.ts';
import { toRegion } from './to-region.ts';
import type { TransportService } from './transport-service.ts';

const ofPostcode = v.object({ postcode: Address.entries.postcode });
const byOrderService = requireIssuer('order-service');

export default createService<TransportService>('transport-service', {
  // The same for every page.
  keeps: { '/policy': 10_000, '/promises': 5_000 },
  routes(app) {
    app.get('/promises', validate('query', PromiseQuery), async (c) => {
      const { region } = c.req.valid('query');
      return c.json(await createTermsStore(c.env.DB).terms(region, c.var.now()));
    });

    app.get('/policy', async (c) => c.json(await createTermsStore(c.env.DB).policy(c.var.now())));

    app.get('/policies/:version', async (c) => {
      const policy = await createTermsStore(c.env.DB).policyOf(c.req.param('version'));
      return policy ? c.json(policy) : problem(c, 404);
    });

    app.get('/fee', validate('query', FeeQuery), async (c) => {
      const { amount, region } = c.req.valid('query');
      const policy = await createTermsStore(c.env.DB).policy(c.var.now());
      return c.json({ fee: toFee(policy, Number(amount), region), policy: policy.version });
    });

    app.get('/regions/:postcode', validate('param', ofPostcode), (c) => {
      const { postcode } = c.req.valid('param');
      const region = toRegion(postcode);
      return region ? c.json({ postcode, region }) : problem(c, 404, { reason: 'no-such-postcode' });
    });

    app.post('/shipments', byOrderService, validate('json', ShipmentRequest), async (c) => {
      const request = c.req.valid('json');
      const { promises } = await createTermsStore(c.env.DB).terms(request.region, c.var.now());
      const services = new Set(request.lines.map(({ service }) => service));
      const arrivals = promises.flatMap(({ service, arrival }) => (services.has(service) ? arrival : []));
      // All lines arrive together, on the latest of their days.
      const arrival = arrivals.sort().at(-1) as string;
      return c.json(await createShipmentStore(c.env.DB).accept(request, arrival, c.var.now()), 201);
    });

    app.get('/shipments/:order', byOrderService, async (c) => {
      const shipment = await createShipmentStore(c.env.DB).find(c.req.param('order'));
      return shipment ? c.json(shipment) : problem(c, 404);
    });

    app.post('/shipments/:order/cancellation', byOrderService, async (c) => {
      const now = c.var.now();
      const store = createShipmentStore(c.env.DB);
      const cancelled = await store.cancel(c.req.param('order'), toKoreanDay(now), now);
      return cancelled.ok ? c.json(cancelled.shipment) : problem(c, 409, { reason: cancelled.reason });
    });

    app.post('/shipments/:order/delivery', guardOperator(), async (c) => {
      const delivered = await deliver(c, c.req.param('order'));
      if (delivered.ok) return c.json(delivered.shipment);
      const { reason } = delivered;
      return reason === 'unknown' ? problem(c, 404) : problem(c, 409, { reason });
    });
  },
  eachMinute: [deliverDue],
});
