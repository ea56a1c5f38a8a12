import { ItemId } from '@jogakbo/contracts/ids';
import { MoveBatch, MoveQuery } from '@jogakbo/contracts/moves';
import { readMoves, storeMoves } from '@jogakbo/edge/answer-moves';
import { createService } from '@jogakbo/edge/create-service';
import { guardOperator } from '@jogakbo/edge/guard-operator';
import { logFault } from '@jogakbo/edge/log';
import { problem } from '@jogakbo/edge/problem';
import { requireIssuer } from '@jogakbo/edge/require-identity';
import type { ServiceRequest } from '@jogakbo/edge/service-context';
import { validate } from '@jogakbo/edge/validate';
import * as v from 'valibot';
import { BatchQuery, MovedStock, paths, Restocking, StockImport, StockRequest } from './contract.ts';
import type { InventoryService } from './inventory-service.ts';
import type { Outcome } from './item.ts';
import { createMovableStocks } from './movable-stocks.ts';
import { seedStocks } from './seed.ts';
import { createStockTable } from './stock-table.ts';
import { type ItemOf, takeLines } from './take-lines.ts';

export { StockItem } from './stock-item.ts';

type StockContext = ServiceRequest<InventoryService>;

const OfItem = v.object({ item: ItemId });

export default createService<InventoryService>('inventory-service', {
  keeps: { '/stocks': 1_000 },
  routes(app) {
    app.get('/stocks', validate('query', BatchQuery), async (c) => {
      const table = createStockTable(c.env.DB);
      const query = c.req.valid('query');
      return c.json({
        stocks: 'items' in query ? await table.ofItems(query.items) : await table.ofProducts(query.products),
      });
    });

    app.put('/stocks', guardOperator(), validate('json', StockImport), async (c) => {
      const { stocks } = c.req.valid('json');
      await seedStocks(c.env.DB, stocks);
      return c.json({ stored: stocks.length });
    });

    app.get('/moves', guardOperator(), validate('query', MoveQuery), async (c) =>
      c.json(await readMoves(toMovable(c), c.req.valid('query'))),
    );

    app.put('/moves', guardOperator(), validate('json', MoveBatch(MovedStock)), async (c) => {
      return c.json(await storeMoves(toMovable(c), c.req.valid('json').moves));
    });

    app.post(paths.reserve, requireIssuer('order-service'), validate('json', StockRequest), async (c) => {
      const request = c.req.valid('json');
      const taken = await take(c, 'reserve', request);
      if (taken instanceof Response) return taken;
      return c.json({ orderId: request.orderId, expiresAt: taken.expiresAt });
    });

    app.post(paths.confirm, requireIssuer('order-service'), validate('json', StockRequest), async (c) => {
      const request = c.req.valid('json');
      const taken = await take(c, 'confirm', request);
      return taken instanceof Response ? taken : c.json({ orderId: request.orderId });
    });

    app.post(paths.release, requireIssuer('order-service'), validate('json', StockRequest), async (c) => {
      const { orderId, lines } = c.req.valid('json');
      const itemOf = toItemOf(c);
      const ids = new Set(lines.map(({ itemId }) => itemId));
      try {
        await Promise.all([...ids].map((itemId) => itemOf(itemId).run({ kind: 'release', orderId })));
      } catch (error) {
        return toUnreachable(c, error);
      }
      return c.json({ orderId });
    });

    app.get('/items/:item', validate('param', OfItem), async (c) => {
      const { item } = c.req.valid('param');
      const account = await c.env.STOCK_ITEM.getByName(item).account(item);
      return account ? c.json(account) : problem(c, 404);
    });

    app.post(
      '/items/:item/restock',
      guardOperator(),
      validate('param', OfItem),
      validate('json', Restocking),
      async (c) => {
        const { item } = c.req.valid('param');
        const stockItem = c.env.STOCK_ITEM.getByName(item);
        const account = await stockItem.restock(item, c.req.valid('json'), c.var.trace.id);
        return account ? c.json(account) : problem(c, 404);
      },
    );
  },
});

function toMovable({ env, var: { trace } }: StockContext) {
  return createMovableStocks(env.DB, async (itemId, available) => {
    await env.STOCK_ITEM.getByName(itemId).count(itemId, available, trace.id);
  });
}

async function take(c: StockContext, kind: 'reserve' | 'confirm', request: StockRequest) {
  try {
    const taken = await takeLines(toItemOf(c), kind, request);
    return taken.ok ? taken : problem(c, 409, { reason: taken.reason, errors: taken.errors });
  } catch (error) {
    return toUnreachable(c, error);
  }
}

/** Asks a second time if the object fails, for example since it was moved or restarted. Every command may be repeated. */
function toItemOf(c: StockContext): ItemOf {
  return (itemId) => ({
    run(command, { dry } = { dry: false }) {
      const ask = async (): Promise<Outcome> =>
        c.env.STOCK_ITEM.getByName(itemId).run(itemId, command, { dry, trace: c.var.trace.id });
      return ask().catch(ask);
    },
  });
}

function toUnreachable(c: StockContext, error: unknown): Response {
  logFault('inventory-service', c.var.trace, error);
  return problem(c, 503, { detail: 'Some of the stock cannot be reached. Repeat the request.' });
}
