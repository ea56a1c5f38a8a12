import { readFacts } from '@jogakbo/cards/read-facts';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { addPublicRoutes } from '@jogakbo/edge/add-public-routes';
import { type Binding, call } from '@jogakbo/edge/call';
import { createApp } from '@jogakbo/edge/create-app';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { PriceBatch, paths as pricingPaths } from '@jogakbo/pricing-service/contract';
import { PriceQuery, type PriceView } from './contract.ts';
import { publicRoutes } from './public-routes.ts';

/** After this time a price is shown without its badges. */
const badgeTimeoutMs = 300;

const app = createApp<{ PRICING: Binding; PRODUCT: Binding }>('pricing-bff');

app.get('/price', validate('query', PriceQuery), async (c) => {
  const { product, item } = c.req.valid('query');
  const [batch, facts] = await Promise.all([
    call(
      c,
      c.env.PRICING,
      item ? pricingPaths.ofItems([item]) : pricingPaths.ofProducts([product]),
      PriceBatch,
    ),
    readFacts(c, c.env.PRODUCT, product, { within: badgeTimeoutMs }),
  ]);
  if (!batch.ok) return passFailure(c, batch);
  const price = batch.value.prices.find(({ productId }) => productId === product);
  if (!price) return problem(c, 404);
  const badges = facts.ok ? facts.value.badges : [];
  return c.json({ ...price, badges } satisfies PriceView);
});

addPublicRoutes(app, 'pricing', publicRoutes);
addOpenApi(app, 'pricing');

export default app;
