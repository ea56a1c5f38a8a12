import type { D1Database } from '@cloudflare/workers-types';
import { insertRows } from '@jogakbo/edge/insert-rows';
import type { Price } from './contract.ts';

/** @param prices the prices of a product's items are in the order of its options */
export async function seedPrices(database: D1Database, prices: Price[]): Promise<void> {
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
  const positions = new Map<string, number>();
  const rows = prices.map((price) => {
    const position = positions.get(price.productId) ?? 0;
    positions.set(price.productId, position + 1);
    return [
      price.itemId,
      price.productId,
      position,
      price.list,
      price.final,
      price.discountPercent,
      price.unit && JSON.stringify(price.unit),
      price.coupon && JSON.stringify(price.coupon),
    ];
  });
  await insertRows(database, 'price', columns, rows);
}
