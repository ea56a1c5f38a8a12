import type { D1Database } from '@cloudflare/workers-types';
import { upsertRows } from '@jogakbo/edge/upsert-rows';
import type { ProductImport } from './contract.ts';

/** Stores products with their options. A known product keeps the time of its creation. */
export async function storeProducts(database: D1Database, products: ProductImport[]): Promise<void> {
  const rows = products.map(({ id, title, brand, category, createdAt, optionName, ...product }) => [
    ...[id, title, brand, category, createdAt, optionName],
    ...[product.attributes, product.badges, product.picture].map((value) => JSON.stringify(value)),
  ]);
  const items = products.flatMap(({ id, options }) =>
    options.map(({ itemId, label }, position) => [itemId, id, position, label]),
  );
  const columns = ['id', 'title', 'brand', 'category', 'created_at', 'option_name'];
  await database.batch([
    upsertRows(database, 'product', [...columns, 'attributes', 'badges', 'picture'], rows, {
      keep: ['created_at'],
    }),
    // Options may have changed places, and no two of a product may have the same place meanwhile.
    database
      .prepare('DELETE FROM item WHERE product_id IN (SELECT value FROM json_each(?))')
      .bind(JSON.stringify(products.map(({ id }) => id))),
    upsertRows(database, 'item', ['id', 'product_id', 'position', 'label'], items),
  ]);
}
