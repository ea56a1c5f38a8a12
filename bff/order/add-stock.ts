import { call } from '@jogakbo/edge/call';
import { validate } from '@jogakbo/edge/validate';
import { paths as inventoryPaths, StockBatch } from '@jogakbo/inventory-service/contract';
import type { Hono } from 'hono';
import type { Env } from './bindings.ts';
import { StockQuery } from './contract.ts';

/** The buy button waits this long for the stock. */
const stockTimeoutMs = 150;

export function addStock(app: Hono<Env>): void {
  app.get('/stock', validate('query', StockQuery), async (c) => {
    const { product, item } = c.req.valid('query');
    const path = inventoryPaths.ofProducts([product]);
    const found = await call(c, c.env.INVENTORY, path, StockBatch, { within: stockTimeoutMs });
    const all = found.ok ? found.value.stocks : [];
    const stocks = item ? all.filter(({ itemId }) => itemId === item) : all;
    return c.json({ soldOut: stocks.length > 0 && stocks.every(({ available }) => available === 0) });
  });
}
