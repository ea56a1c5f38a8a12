import type { D1Database } from '@cloudflare/workers-types';
import { insertRows } from '@jogakbo/edge/insert-rows';
import type { Stock } from './contract.ts';

/** Writes the rows that items start with when they are used for the first time. */
export async function seedStocks(database: D1Database, stocks: Omit<Stock, 'level'>[]): Promise<void> {
  const rows = stocks.map(({ itemId, productId, available }) => [itemId, productId, available, 0]);
  await insertRows(database, 'stock', ['item_id', 'product_id', 'available', 'revision'], rows);
}
