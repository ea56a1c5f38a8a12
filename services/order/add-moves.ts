import { MoveBatch, MoveQuery } from '@jogakbo/contracts/moves';
import { readMoves, storeMoves } from '@jogakbo/edge/answer-moves';
import { guardOperator } from '@jogakbo/edge/guard-operator';
import { problem } from '@jogakbo/edge/problem';
import { requireOpenMoves } from '@jogakbo/edge/require-open-moves';
import { validate } from '@jogakbo/edge/validate';
import { createSealer } from './create-sealer.ts';
import { countAtWork, createMovableOrders } from './movable-orders.ts';
import { MovedOrder } from './moved-order.ts';
import type { OrderApp, OrderRequest } from './order-service.ts';

/** Adds the routes by which operators move orders between the shop and the program that it replaces. */
export function addMoves(app: OrderApp): void {
  app.use('/moves', guardOperator(), requireOpenMoves());

  app.get('/moves', validate('query', MoveQuery), async (c) => {
    const query = c.req.valid('query');
    // A way back would miss them.
    const atWork = 'settled' in query ? await countAtWork(c.env.DB) : 0;
    const detail = `${atWork} orders are being placed or undone. Try again in a minute.`;
    if (atWork > 0) return problem(c, 503, { reason: 'at-work', detail, retryAfter: 5 });
    return c.json(await readMoves(openMovable(c), query));
  });

  app.put('/moves', validate('json', MoveBatch(MovedOrder)), async (c) =>
    c.json(await storeMoves(openMovable(c), c.req.valid('json').moves)),
  );
}

function openMovable(c: OrderRequest) {
  const { publish, now } = c.var;
  const sealer = createSealer(c.env.ORDER_KEYS);
  return createMovableOrders({ database: c.env.DB, sealer, publish, now: now() });
}
