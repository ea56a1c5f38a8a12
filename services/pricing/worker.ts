import { createApp } from '@jogakbo/edge/create-app';
import { createBreaker } from '@jogakbo/edge/create-breaker';
import { guardOperator, type OperatorSettings } from '@jogakbo/edge/guard-operator';
import { flushOutbox, type OutboxBindings, toEvent, toOutboxStatement } from '@jogakbo/edge/outbox';
import { problem } from '@jogakbo/edge/problem';
import { createGlancingRedis, type RedisSettings } from '@jogakbo/edge/redis';
import { validate } from '@jogakbo/edge/validate';
import { BatchQuery, PageQuery, PriceInput } from './contract.ts';
import { addCouponRoutes } from './coupon-routes.ts';
import { createPriceCache } from './price-cache.ts';
import { createPriceStore } from './price-store.ts';

const pageSize = 500;
const breaker = createBreaker();

const app = createApp<OutboxBindings & RedisSettings & OperatorSettings>('pricing-service');

app.get('/prices', validate('query', BatchQuery), async (c) => {
  const query = c.req.valid('query');
  const prices = createPriceCache(createPriceStore(c.env.DB), {
    cache: createGlancingRedis(c.env, c.var.expires),
    breaker,
    waitUntil: (work) => c.executionCtx.waitUntil(work),
    fresh: c.req.header('cache-control') === 'no-cache',
  });
  return c.json({
    prices: 'items' in query ? await prices.ofItems(query.items) : await prices.ofProducts(query.products),
  });
});

app.put('/prices/:item', guardOperator(), validate('json', PriceInput), async (c) => {
  const store = createPriceStore(c.env.DB);
  const [before] = await store.ofItems([c.req.param('item') as string]);
  if (!before) return problem(c, 404);
  const { itemId, productId } = before;
  const waitUntil = (work: Promise<unknown>) => c.executionCtx.waitUntil(work);
  const about = { source: 'pricing-service', time: c.var.now(), trace: c.var.trace.id };
  const event = toEvent('price.changed', { productId }, about);
  await store.change(itemId, c.req.valid('json'), [toOutboxStatement(c.env.DB, event)]);
  // Before anyone is told, or who reads it anew might find the old one.
  await createPriceCache(store, { cache: createGlancingRedis(c.env), breaker, waitUntil }).drop(before);
  waitUntil(flushOutbox(c.env));
  return c.json((await store.ofItems([itemId]))[0]);
});

app.get('/catalogue', validate('query', PageQuery), async (c) => {
  const prices = await createPriceStore(c.env.DB).page(c.req.valid('query').after, pageSize);
  return c.json({ prices, next: prices.length === pageSize ? prices.at(-1)?.productId : null });
});

addCouponRoutes(app);

export default Object.assign(app, {
  /** Each minute: says what could not be said when it happened. */
  async scheduled(_event: unknown, env: OutboxBindings): Promise<void> {
    await flushOutbox(env);
  },
});
