import { ItemId } from '@jogakbo/contracts/ids';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { type Binding, call, type Result } from '@jogakbo/edge/call';
import { createApp, type EdgeEnv } from '@jogakbo/edge/create-app';
import type { OperatorSettings } from '@jogakbo/edge/guard-operator';
import { guardOperatorApi } from '@jogakbo/edge/guard-operator-api';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import {
  Account,
  paths as inventoryPaths,
  operatorPaths,
  Restocking,
  type Stock,
  StockBatch,
} from '@jogakbo/inventory-service/contract';
import { ProductBatch, paths as productPaths } from '@jogakbo/product-service/contract';
import type { Context } from 'hono';
import * as v from 'valibot';
import { StockQuery, type StockView } from './contract.ts';

type Bindings = { INVENTORY: Binding; PRODUCT: Binding } & OperatorSettings;
type StockContext = Context<EdgeEnv<Bindings>>;

const OfItem = v.object({ item: ItemId });

const app = createApp<Bindings>('inventory-bff');

app.get('/stock', validate('query', StockQuery), async (c) => {
  const { product, item } = c.req.valid('query');
  const found = await (item ? readItem(c, product, item) : readFirst(c, product));
  if (!found.ok) return passFailure(c, found);
  if (!found.value) return problem(c, 404);
  const { productId, itemId, level, available } = found.value;
  return c.json({
    productId,
    itemId,
    level,
    left: level === 'low' ? available : null,
  } satisfies StockView);
});

app.get('/items/:item', guardOperatorApi(), validate('param', OfItem), async (c) => {
  const account = await call(c, c.env.INVENTORY, operatorPaths.account(c.req.valid('param').item), Account);
  return account.ok ? c.json(account.value) : passFailure(c, account);
});

app.post(
  '/items/:item/restock',
  guardOperatorApi(),
  validate('param', OfItem),
  validate('json', Restocking),
  async (c) => {
    const path = operatorPaths.restock(c.req.valid('param').item);
    const body = c.req.valid('json');
    const account = await call(c, c.env.INVENTORY, path, Account, {
      method: 'POST',
      body,
      headers: { authorization: c.req.header('authorization') ?? '' },
    });
    return account.ok ? c.json(account.value) : passFailure(c, account);
  },
);

addOpenApi(app, 'inventory');

export default app;

async function readItem(c: StockContext, product: string, item: string): Promise<Result<Stock | undefined>> {
  const batch = await call(c, c.env.INVENTORY, inventoryPaths.ofItems([item]), StockBatch);
  if (!batch.ok) return batch;
  return { ok: true, value: batch.value.stocks.find(({ productId }) => productId === product) };
}

/** Reads the stock of the product's first item. Only the product team knows which one it is. */
async function readFirst(c: StockContext, product: string): Promise<Result<Stock | undefined>> {
  const [batch, products] = await Promise.all([
    call(c, c.env.INVENTORY, inventoryPaths.ofProducts([product]), StockBatch),
    call(c, c.env.PRODUCT, productPaths.batch([product]), ProductBatch),
  ]);
  if (!batch.ok) return batch;
  if (!products.ok) return products;
  const first = products.value.products[0]?.itemId;
  return { ok: true, value: batch.value.stocks.find(({ itemId }) => itemId === first) };
}
