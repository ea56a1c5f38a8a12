import { MoveBatch, MoveQuery } from '@jogakbo/contracts/moves';
import { readMoves, storeMoves } from '@jogakbo/edge/answer-moves';
import { createBreaker } from '@jogakbo/edge/create-breaker';
import { createService } from '@jogakbo/edge/create-service';
import { guardOperator } from '@jogakbo/edge/guard-operator';
import { problem } from '@jogakbo/edge/problem';
import { createGlancingRedis } from '@jogakbo/edge/redis';
import { validate } from '@jogakbo/edge/validate';
import { BatchQuery, CouponImport, MovedPrice, PageQuery, PriceImport, PriceInput } from './contract.ts';
import { addCouponRoutes } from './coupon-routes.ts';
import { createMovablePrices } from './movable-prices.ts';
import { createPriceCache } from './price-cache.ts';
import { createPriceStore } from './price-store.ts';
import type { PricingService } from './pricing-service.ts';
import { storeCoupons } from './store-coupons.ts';
import { storePrices } from './store-prices.ts';

const pageSize = 500;
const breaker = createBreaker();

export default createService<PricingService>('pricing-service', {
  keeps: { '/prices': 1_000 },
  routes(app) {
    app.get('/prices', validate('query', BatchQuery), async (c) => {
      const query = c.req.valid('query');
      const prices = createPriceCache(createPriceStore(c.env.DB), {
        cache: createGlancingRedis(c.env, c.var.expires),
        breaker,
        waitUntil: (work) => c.executionCtx.waitUntil(work),
        fresh: c.req.header('cache-control') === 'no-cache',
      });
      return c.json({
        prices:
          'items' in query ? await prices.ofItems(query.items) : await prices.ofProducts(query.products),
      });
    });

    app.put('/prices/:item', guardOperator(), validate('json', PriceInput), async (c) => {
      const store = createPriceStore(c.env.DB);
      const item = c.req.param('item') as string;
      const changed = await store.change(item, c.req.valid('json'), (completedBy) =>
        c.var.publish('price.changed', {}, { completedBy }),
      );
      if (!changed) return problem(c, 404);
      // The cached price is dropped before the event is sent, so that a follower does not read the old price.
      await createPriceCache(store, {
        cache: createGlancingRedis(c.env),
        breaker,
        waitUntil: (work) => c.executionCtx.waitUntil(work),
      }).drop(changed);
      return c.json(changed);
    });

    app.put('/prices', guardOperator(), validate('json', PriceImport), async (c) => {
      const { prices } = c.req.valid('json');
      await storePrices(c.env.DB, prices);
      return c.json({ stored: prices.length });
    });

    app.put('/coupons', guardOperator(), validate('json', CouponImport), async (c) => {
      const { coupons } = c.req.valid('json');
      await storeCoupons(c.env.DB, coupons);
      return c.json({ stored: coupons.length });
    });

    app.get('/moves', guardOperator(), validate('query', MoveQuery), async (c) =>
      c.json(await readMoves(createMovablePrices(c.env.DB, c.var.publish), c.req.valid('query'))),
    );

    app.put('/moves', guardOperator(), validate('json', MoveBatch(MovedPrice)), async (c) => {
      const { moves } = c.req.valid('json');
      const report = await storeMoves(createMovablePrices(c.env.DB, c.var.publish), moves);
      const store = createPriceStore(c.env.DB);
      const cache = createPriceCache(store, {
        cache: createGlancingRedis(c.env),
        breaker,
        waitUntil: (work) => c.executionCtx.waitUntil(work),
      });
      const stored = report.stored > 0 ? await store.ofItems(moves.map(({ key }) => key)) : [];
      await cache.drop(...stored);
      return c.json(report);
    });

    app.get('/catalogue', validate('query', PageQuery), async (c) => {
      const prices = await createPriceStore(c.env.DB).page(c.req.valid('query').after, pageSize);
      return c.json({ prices, next: prices.length === pageSize ? prices.at(-1)?.productId : null });
    });

    addCouponRoutes(app);
  },
});
