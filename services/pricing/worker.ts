import type { D1Database } from '@cloudflare/workers-types';
import { createApp } from '@jogakbo/edge/create-app';
import { createBreaker } from '@jogakbo/edge/create-breaker';
import { createRedis, type RedisSettings } from '@jogakbo/edge/redis';
import { validate } from '@jogakbo/edge/validate';
import { BatchQuery, PageQuery } from './contract.ts';
import { createPriceCache } from './price-cache.ts';
import { createPriceStore } from './price-store.ts';

const pageSize = 500;
const breaker = createBreaker();

const app = createApp<{ DB: D1Database } & RedisSettings>('pricing-service');

app.get('/prices', validate('query', BatchQuery), async (c) => {
  const query = c.req.valid('query');
  const prices = createPriceCache(createPriceStore(c.env.DB), {
    cache: createRedis(c.env, c.var.expires),
    breaker,
    waitUntil: (work) => c.executionCtx.waitUntil(work),
  });
  return c.json({
    prices: 'items' in query ? await prices.ofItems(query.items) : await prices.ofProducts(query.products),
  });
});

app.get('/catalogue', validate('query', PageQuery), async (c) => {
  const prices = await createPriceStore(c.env.DB).page(c.req.valid('query').after, pageSize);
  return c.json({ prices, next: prices.length === pageSize ? prices.at(-1)?.productId : null });
});

export default app;
