import { readFacts } from '@jogakbo/cards/read-facts';
import { ItemId } from '@jogakbo/contracts/ids';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { addPublicRoutes } from '@jogakbo/edge/add-public-routes';
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
import type { Context } from 'hono';
import * as v from 'valibot';
import { StockQuery, type StockView } from './contract.ts';
import { publicRoutes } from './public-routes.ts';

type Bindings = { INVENTORY: Binding; PRODUCT: Binding } & OperatorSettings;
type StockContext = Context<EdgeEnv<Bindings>>;

const OfItem = v.object({ item: ItemId });

const app = createApp<Bindings>('inventory-bff');

app.get('/stock', validate('query', StockQuery), async (c) => {
  const { product, item } = c.req.valid('query');
  const found = await readStock(c, product, item);
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

addPublicRoutes(app, 'inventory', publicRoutes);
addOpenApi(app, 'inventory');

export default app;

/** Reads the stock of an item, or of the product's first item. Only the product team knows which one is first. */
async function readStock(
  c: StockContext,
  product: string,
  item: string | undefined,
): Promise<Result<Stock | undefined>> {
  const [batch, facts] = await Promise.all([
    call(c, c.env.INVENTORY, inventoryPaths.ofProducts([product]), StockBatch),
    item ? undefined : readFacts(c, c.env.PRODUCT, product),
  ]);
  if (!batch.ok) return batch;
  if (facts && !facts.ok) return facts;
  const shown = item ?? facts?.value.itemId;
  const isShown = ({ itemId, productId }: Stock) => itemId === shown && productId === product;
  return { ok: true, value: batch.value.stocks.find(isShown) };
}
