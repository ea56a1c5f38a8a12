import { expectTypeOf } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import type { EventsOf } from '@jogakbo/contracts/domain-events';
import { createService } from './create-service.ts';
import type { ServiceContext } from './service-context.ts';

type Pricing = { name: 'pricing-service'; bindings: { RATE: string } };
type Category = { name: 'category-service'; bindings: { DB: D1Database } };

// The types of events follow from the table of sources in contracts.
expectTypeOf<EventsOf<'pricing-service'>>().toEqualTypeOf<'price.changed'>();
expectTypeOf<EventsOf<'member-service'>>().toEqualTypeOf<
  'member.signed-up' | 'member.left' | 'access.denied'
>();
expectTypeOf<EventsOf<'category-service'>>().toEqualTypeOf<never>();

// A service that publishes has the bindings of the outbox, and no other service has them.
expectTypeOf<ServiceContext<Pricing>['env']>().toHaveProperty('EVENTS');
expectTypeOf<ServiceContext<Category>['env']>().not.toHaveProperty('EVENTS');

createService<Pricing>('pricing-service', {
  routes(app) {
    app.put('/prices/:item', (c) => {
      c.var.publish('price.changed', { productId: '1' });
      // @ts-expect-error: a field is missing
      c.var.publish('price.changed', {});
      // @ts-expect-error: a field has another type
      c.var.publish('price.changed', { productId: 1 });
      // @ts-expect-error: this event belongs to another service
      c.var.publish('product.changed', { productId: '1' });
      // @ts-expect-error: there is no such event
      c.var.publish('price.guessed', { productId: '1' });
      return c.text(c.env.RATE);
    });
  },
  follows: {
    async 'member.left'({ data }, c) {
      expectTypeOf(data).toEqualTypeOf<{ memberId: string }>();
      c.var.publish('price.changed', { productId: '1' });
    },
    // @ts-expect-error: there is no such event
    'member.born': async () => {},
  },
  followsOnce: {
    'order.delivered': async ({ data }, c) => [c.env.DB.prepare('SELECT ?').bind(data.orderId)],
    // @ts-expect-error: a handler gives the statements of its effect
    'order.placed': async () => {},
  },
});

// @ts-expect-error: the name is another one than that of the type
createService<Pricing>('product-service', { routes() {} });

createService<Category>('category-service', {
  routes(app) {
    // @ts-expect-error: this service publishes nothing
    app.get('/', (c) => c.json(c.var.publish('price.changed', { productId: '1' })));
  },
});
