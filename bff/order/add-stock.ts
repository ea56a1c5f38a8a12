import { call } from '@jogakbo/edge/call';
import { validate } from '@jogakbo/edge/validate';
import { StockBatch, paths as stockPaths } from '@jogakbo/inventory-service/contract';
import type { Hono } from 'hono';
import type { Env } from './bindings.ts';
import { StockQuery } from './contract.ts';

/** Milliseconds a button waits to learn that there is nothing left to buy. */
const patience = 150;

export function addStock(app: Hono<Env>): void {
  app.get('/stock', validate('query', StockQuery), async (c) => {
    const { product, item } = c.req.valid('query');
    const path = item ? stockPaths.ofItems([item]) : stockPaths.ofProducts([product]);
    const found = await call(c, c.env.INVENTORY, path, StockBatch, { within: patience });
    const stocks = found.ok ? found.value.stocks : [];
    return c.json({ soldOut: stocks.length > 0 && stocks.every(({ available }) => available === 0) });
  });
}
