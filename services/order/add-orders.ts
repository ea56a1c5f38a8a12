import { logFault } from '@jogakbo/edge/log';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { answerAgain } from './answer-again.ts';
import { type Order, PageQuery, PlaceRequest } from './contract.ts';
import { createJournal } from './create-journal.ts';
import { createSealer } from './create-sealer.ts';
import { memberOf } from './member-of.ts';
import type { OrderApp, OrderRequest } from './order-service.ts';
import { isFinal, wasUndone } from './order-state.ts';
import { createOrderStore, type KeptOrder, type Personal, toSummary } from './order-store.ts';
import { answerPlace } from './place.ts';
import { startSaga } from './start-saga.ts';
import { tellFeed } from './tell-feed.ts';

/** Adds the routes of orders. */
export function addOrders(app: OrderApp): void {
  app.post('/orders', validate('json', PlaceRequest), async (c) => answerPlace(c, c.req.valid('json')));

  app.get('/orders', validate('query', PageQuery), async (c) => {
    return c.json(await createOrderStore(c.env.DB).page(memberOf(c), c.req.valid('query').page));
  });

  app.get('/orders/:id', async (c) => {
    const found = await createOrderStore(c.env.DB).readWithHistory(c.req.param('id'));
    const order = await ownOrDenied(c, found?.order);
    return order ? c.json(await toOrder(c, order, found?.history ?? [])) : problem(c, 404);
  });

  app.get('/orders/:id/events', async (c) => {
    const order = await readOwn(c);
    if (!order) return problem(c, 404);
    const request = new Request(`http://feed/?order=${order.id}`, { signal: c.req.raw.signal });
    const stream = await c.env.FEED.getByName(order.member).fetch(request);
    if (stream.status !== 429) return new Response(stream.body, stream);
    const detail = 'This member has the most streams that are allowed at the same time.';
    return problem(c, 429, { reason: 'too-many-streams', detail, retryAfter: 30 });
  });

  app.post('/orders/:id/draft', async (c) => {
    const order = await readOwn(c);
    return order ? answerAgain(c, order) : problem(c, 404);
  });

  app.post('/orders/:id/cancellation', async (c) => {
    const found = await createJournal(c, c.req.param('id')).cancel(memberOf(c));
    const order = await ownOrDenied(c, found?.order);
    if (!order) return problem(c, 404);
    const { state, cancelling } = order;
    const answer = async () => c.json(await toOrder(c, order, found?.history ?? []), 202);
    // The second press of the button gets the same answer as the first.
    if (wasUndone(state) && cancelling === 'customer') return answer();
    if (!cancelling || isFinal(state)) {
      const detail = order.content.former ? formerDetail : undefined;
      return problem(c, 409, { reason: 'too-late', ...(detail ? { detail } : {}) });
    }
    // In every other state the saga still runs, and reads from the journal that the order is to be undone.
    if (state === 'FULFILLING') {
      const started = startSaga(c.env, order.id, 'undo').catch((error) =>
        logFault('order-service', c.var.trace, error),
      );
      c.executionCtx.waitUntil(started);
    }
    c.executionCtx.waitUntil(tellFeed(c.env, () => order));
    return answer();
  });
}

const formerDetail =
  'This order was placed before the shop was replaced, so it cannot be cancelled here. Ask customer service.';

async function readOwn(c: OrderRequest): Promise<KeptOrder | undefined> {
  return ownOrDenied(c, await createOrderStore(c.env.DB).read(c.req.param('id') as string));
}

/** Someone else's order is answered as if it did not exist, and the attempt is published. */
async function ownOrDenied(c: OrderRequest, order: KeptOrder | undefined): Promise<KeptOrder | undefined> {
  const member = memberOf(c);
  if (!order || order.member === member) return order;
  await c.var.publish('access.denied', { resource: 'order', id: order.id, member }).run();
  return undefined;
}

/** Makes the answer about an order. It decrypts the address. */
async function toOrder(c: OrderRequest, order: KeptOrder, history: Order['history']): Promise<Order> {
  const { address } = (await createSealer(c.env.ORDER_KEYS).open(order.personal, order.id)) as Personal;
  const { coupons, method } = order.content;
  const cancellable = !isFinal(order.state) && order.cancelling === null;
  return { ...toSummary(order), coupons, method, address, cancellable, history };
}
