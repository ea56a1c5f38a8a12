import type { D1Database } from '@cloudflare/workers-types';
import { insertRows } from '@jogakbo/edge/insert-rows';
import type { Product } from './contract.ts';

type SeedProduct = Omit<Product, 'itemId' | 'image'>;

export async function seedProducts(database: D1Database, products: SeedProduct[]): Promise<void> {
  await insertRows(
    database,
    'product',
    ['id', 'title', 'brand', 'category', 'created_at', 'option_name', 'attributes', 'badges', 'picture'],
    products.map(({ id, title, brand, category, createdAt, optionName, attributes, badges, picture }) => [
      ...[id, title, brand, category, createdAt, optionName],
      ...[attributes, badges, picture].map((value) => JSON.stringify(value)),
    ]),
  );
  await insertRows(
    database,
    'item',
    ['id', 'product_id', 'position', 'label'],
    products.flatMap(({ id, options }) =>
      options.map(({ itemId, label }, position) => [itemId, id, position, label]),
    ),
  );
}
