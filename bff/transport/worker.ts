import { readFacts } from '@jogakbo/cards/read-facts';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { addPublicRoutes } from '@jogakbo/edge/add-public-routes';
import { type Binding, call, type Result } from '@jogakbo/edge/call';
import { createApp, type EdgeEnv } from '@jogakbo/edge/create-app';
import type { OperatorSettings } from '@jogakbo/edge/guard-operator';
import { guardOperatorApi } from '@jogakbo/edge/guard-operator-api';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { paths as inventoryPaths, StockBatch } from '@jogakbo/inventory-service/contract';
import { PriceBatch, paths as pricingPaths } from '@jogakbo/pricing-service/contract';
import {
  DeliveryPolicy,
  PromiseBatch,
  Shipment,
  paths as transportPaths,
} from '@jogakbo/transport-service/contract';
import type { Context } from 'hono';
import * as v from 'valibot';
import { ArrivalQuery } from './contract.ts';
import { publicRoutes } from './public-routes.ts';
import { toArrivalView } from './to-arrival-view.ts';

type Bindings = Record<'TRANSPORT' | 'PRODUCT' | 'PRICING' | 'INVENTORY', Binding> & OperatorSettings;

/** After this time a promise is made without the item's price and stock. */
const extrasTimeoutMs = 150;

const OfOrder = v.object({ order: v.string() });

const app = createApp<Bindings>('transport-bff');

app.get('/arrival', validate('query', ArrivalQuery), async (c) => {
  const { product, item, region } = c.req.valid('query');
  const [facts, promises, prices, stocks] = await Promise.all([
    readFacts(c, c.env.PRODUCT, product),
    call(c, c.env.TRANSPORT, transportPaths.promises(region), PromiseBatch),
    call(
      c,
      c.env.PRICING,
      item ? pricingPaths.ofItems([item]) : pricingPaths.ofProducts([product]),
      PriceBatch,
      {
        within: extrasTimeoutMs,
      },
    ),
    call(c, c.env.INVENTORY, inventoryPaths.ofProducts([product]), StockBatch, {
      within: extrasTimeoutMs,
    }),
  ]);
  if (!facts.ok) return passFailure(c, facts);
  if (!promises.ok) return passFailure(c, promises);
  const policy = await policyOf(c, promises.value);
  if (!policy.ok) return passFailure(c, policy);
  const price = prices.ok ? prices.value.prices.find(({ productId }) => productId === product) : undefined;
  const shown = item ?? facts.value.itemId;
  const soldOut =
    stocks.ok && stocks.value.stocks.some((each) => each.itemId === shown && each.level === 'out');
  const view = toArrivalView(
    facts.value.badges,
    promises.value.promises,
    policy.value,
    price?.final,
    soldOut,
  );
  return view ? c.json(view) : problem(c, 503);
});

app.post('/shipments/:order/delivery', guardOperatorApi(), validate('param', OfOrder), async (c) => {
  const path = transportPaths.delivery(c.req.valid('param').order);
  const delivered = await call(c, c.env.TRANSPORT, path, Shipment, {
    method: 'POST',
    headers: { authorization: c.req.header('authorization') ?? '' },
  });
  return delivered.ok ? c.json(delivered.value) : passFailure(c, delivered);
});

addPublicRoutes(app, 'transport', publicRoutes);
addOpenApi(app, 'transport');

export default app;

/** The policy that came with the promises. A service of an earlier version has to be asked for it. */
async function policyOf(
  c: Context<EdgeEnv<Bindings>>,
  { policy }: v.InferOutput<typeof PromiseBatch>,
): Promise<Result<DeliveryPolicy>> {
  return policy
    ? { ok: true, value: policy }
    : call(c, c.env.TRANSPORT, transportPaths.policy, DeliveryPolicy);
}
