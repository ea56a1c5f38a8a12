import type { D1Database } from '@cloudflare/workers-types';
import { insertRows } from '@jogakbo/edge/insert-rows';
import type { Category } from './contract.ts';

/** Parents must stand before their children; `position` counts among siblings. */
export type SeedCategory = Category & { position: number };

export async function seedCategories(database: D1Database, categories: SeedCategory[]): Promise<void> {
  await insertRows(
    database,
    'category',
    ['slug', 'parent', 'position', 'name_ko', 'name_en'],
    categories.map(({ slug, parent, position, name }) => [slug, parent, position, name.ko, name.en]),
  );
}
