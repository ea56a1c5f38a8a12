import { type Caller, call } from '@jogakbo/edge/call';
import { Account, operatorPaths, StockBatch, paths as stockPaths } from '@jogakbo/inventory-service/contract';
import type { LineRequest, Shortage } from './contract.ts';
import type { Bindings } from './order-service.ts';

/** Milliseconds that placing an order waits for the stock. If it does not come, the reservation decides. */
const patience = 1_000;

type Stock = Pick<Bindings, 'INVENTORY'>;

/** Of which lines there is less than wanted, as far as the stock can be read. */
export async function readShortage(c: Caller, env: Stock, lines: LineRequest[]): Promise<Shortage[]> {
  const path = stockPaths.ofItems(lines.map(({ itemId }) => itemId));
  const found = await call(c, env.INVENTORY, path, StockBatch, { within: patience });
  const left = new Map(found.ok ? found.value.stocks.map((each) => [each.itemId, each.available]) : []);
  return lines.flatMap(({ itemId, quantity }) => {
    const available = left.get(itemId);
    return available !== undefined && available < quantity ? [{ itemId, left: available }] : [];
  });
}

/** What is left of items that could not be reserved, as their own accounts say. An account that cannot be read is left out. */
export async function readLeft(c: Caller, env: Stock, items: string[]): Promise<Shortage[]> {
  const accounts = await Promise.all(
    items.map((item) => call(c, env.INVENTORY, operatorPaths.account(item), Account, { within: patience })),
  );
  return accounts.flatMap((account) =>
    account.ok ? [{ itemId: account.value.itemId, left: account.value.available }] : [],
  );
}
