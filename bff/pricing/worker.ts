import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { type Binding, call } from '@jogakbo/edge/call';
import { createApp } from '@jogakbo/edge/create-app';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { PriceBatch, paths } from '@jogakbo/pricing-service/contract';
import { PriceQuery } from './contract.ts';

const app = createApp<{ PRICING: Binding }>('pricing-bff');

app.get('/price', validate('query', PriceQuery), async (c) => {
  const { product, item } = c.req.valid('query');
  const batch = await call(
    c,
    c.env.PRICING,
    item ? paths.ofItems([item]) : paths.ofProducts([product]),
    PriceBatch,
  );
  if (!batch.ok) return passFailure(c, batch);
  const price = batch.value.prices.find(({ productId }) => productId === product);
  return price ? c.json(price) : problem(c, 404);
});

addOpenApi(app, 'pricing');

export default app;
