import type { D1Database } from '@cloudflare/workers-types';
import { upsertRows } from '@jogakbo/edge/upsert-rows';
import type { Price } from './contract.ts';

/** Stores the prices of products, each with all of its items, in the order of their options. */
export async function storePrices(database: D1Database, prices: Price[]): Promise<void> {
  const ofProduct = Map.groupBy(prices, ({ productId }) => productId);
  const rows = [...ofProduct.values()].flatMap((items) =>
    items.map(({ itemId, productId, list, final, discountPercent, unit, coupon }, position) => [
      ...[itemId, productId, position, list, final, discountPercent],
      ...[unit && JSON.stringify(unit), coupon && JSON.stringify(coupon)],
    ]),
  );
  const columns = [
    'item_id',
    'product_id',
    'position',
    'list',
    'final',
    'discount_percent',
    'unit',
    'coupon',
  ];
  await database.batch([
    database
      .prepare('DELETE FROM price WHERE product_id IN (SELECT value FROM json_each(?))')
      .bind(JSON.stringify([...ofProduct.keys()])),
    upsertRows(database, 'price', columns, rows),
  ]);
}
