import type { EdgeEnv } from '@jogakbo/edge/create-app';
import { logFault } from '@jogakbo/edge/log';
import { flushOutbox, toEvent, toOutboxStatement } from '@jogakbo/edge/outbox';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import type { Context, Hono } from 'hono';
import type { Bindings } from './bindings.ts';
import { type Order, PageQuery, PlaceRequest } from './contract.ts';
import { createJournal } from './create-journal.ts';
import { createSealer } from './create-sealer.ts';
import { memberOf } from './member-of.ts';
import { answerAgain } from './order-again.ts';
import { isFinal, wasUndone } from './order-state.ts';
import { createOrderStore, type KeptOrder, type Personal, toSummary } from './order-store.ts';
import { answerPlace } from './place.ts';
import { tellFeed } from './tell-feed.ts';
import { startSaga } from './watchdog.ts';

type Env = EdgeEnv<Bindings>;

/** A member's orders: placing, reading, cancelling. */
export function addOrders(app: Hono<Env>): void {
  app.post('/orders', validate('json', PlaceRequest), async (c) => answerPlace(c, c.req.valid('json')));

  app.get('/orders', validate('query', PageQuery), async (c) => {
    return c.json(await createOrderStore(c.env.DB).page(memberOf(c), c.req.valid('query').page));
  });

  app.get('/orders/:id', async (c) => {
    const order = await readOwn(c);
    return order ? c.json(await toOrder(c, order)) : problem(c, 404);
  });

  app.get('/orders/:id/events', async (c) => {
    const order = await readOwn(c);
    if (!order) return problem(c, 404);
    const request = new Request(`http://feed/?order=${order.id}`, { signal: c.req.raw.signal });
    const stream = await c.env.FEED.getByName(order.member).fetch(request);
    if (stream.status !== 429) return new Response(stream.body, stream);
    const detail = 'This member follows as many orders as may be followed at once.';
    return problem(c, 429, { reason: 'too-many-streams', detail, retryAfter: 30 });
  });

  app.post('/orders/:id/draft', async (c) => {
    const order = await readOwn(c);
    return order ? answerAgain(c, order) : problem(c, 404);
  });

  app.post('/orders/:id/cancellation', async (c) => {
    const order = await readOwn(c);
    if (!order) return problem(c, 404);
    const journal = createJournal(c.env.DB, order.id, c.var.now);
    await journal.abandon('customer');
    const { state, cancelling } = await journal.look();
    // Pressed twice, it is cancelled all the same.
    if (wasUndone(state) && cancelling === 'customer')
      return c.json(await toOrder(c, { ...order, state, cancelling }), 202);
    if (!cancelling || isFinal(state)) return problem(c, 409, { reason: 'too-late' });
    // The saga that is still at it sees for itself that it is to be undone.
    if (state === 'FULFILLING') {
      const started = startSaga(c.env, order.id, 'undo').catch((error) =>
        logFault('order-service', c.var.trace, error),
      );
      c.executionCtx.waitUntil(started);
    }
    c.executionCtx.waitUntil(tellFeed(c.env, order.id));
    return c.json(await toOrder(c, { ...order, state, cancelling }), 202);
  });
}

/** What is someone else's is not there, and its owner's house is told. */
async function readOwn(c: Context<Env>): Promise<KeptOrder | undefined> {
  const member = memberOf(c);
  const id = c.req.param('id') as string;
  const order = await createOrderStore(c.env.DB).read(id);
  if (!order || order.member === member) return order;
  const about = { source: 'order-service', time: c.var.now(), trace: c.var.trace.id };
  const event = toEvent('access.denied', { resource: 'order', id, member }, about);
  await toOutboxStatement(c.env.DB, event).run();
  c.executionCtx.waitUntil(flushOutbox(c.env));
  return undefined;
}

async function toOrder(c: Context<Env>, order: KeptOrder): Promise<Order> {
  const { address } = (await createSealer(c.env.ORDER_KEYS).open(order.personal, order.id)) as Personal;
  const { coupons, method } = order.content;
  const history = await createOrderStore(c.env.DB).history(order.id);
  const cancellable = !isFinal(order.state) && order.cancelling === null;
  return { ...toSummary(order), coupons, method, address, cancellable, history };
}
