import { type Caller, call } from '@jogakbo/edge/call';
import {
  Account,
  paths as inventoryPaths,
  operatorPaths,
  StockBatch,
} from '@jogakbo/inventory-service/contract';
import type { LineRequest, Shortage } from './contract.ts';
import type { Bindings } from './order-service.ts';

/** Milliseconds to wait for the stock while an order is placed. Without an answer, the reservation decides. */
const stockTimeoutMs = 1_000;

type Stock = Pick<Bindings, 'INVENTORY'>;

/** Reads which lines have too few pieces. Without an answer of the stock, the list is empty. */
export async function readShortage(c: Caller, env: Stock, lines: LineRequest[]): Promise<Shortage[]> {
  const path = inventoryPaths.ofItems(lines.map(({ itemId }) => itemId));
  const found = await call(c, env.INVENTORY, path, StockBatch, { within: stockTimeoutMs });
  const left = new Map(found.ok ? found.value.stocks.map((each) => [each.itemId, each.available]) : []);
  return lines.flatMap(({ itemId, quantity }) => {
    const available = left.get(itemId);
    return available !== undefined && available < quantity ? [{ itemId, left: available }] : [];
  });
}

/** Reads how many pieces of some items are left, from their own accounts. An account that cannot be read is left out. */
export async function readLeft(c: Caller, env: Stock, items: string[]): Promise<Shortage[]> {
  const accounts = await Promise.all(
    items.map((item) =>
      call(c, env.INVENTORY, operatorPaths.account(item), Account, { within: stockTimeoutMs }),
    ),
  );
  return accounts.flatMap((account) =>
    account.ok ? [{ itemId: account.value.itemId, left: account.value.available }] : [],
  );
}
