import type { D1Database } from '@cloudflare/workers-types';
import { insertRows } from '@jogakbo/edge/insert-rows';
import type { Category } from './contract.ts';

/** A category to seed. `position` counts among siblings from 0. A list of them holds parents before their children. */
export type SeedCategory = Category & { position: number };

export async function seedCategories(database: D1Database, categories: SeedCategory[]): Promise<void> {
  await insertRows(
    database,
    'category',
    ['slug', 'parent', 'position', 'name_ko', 'name_en'],
    categories.map(({ slug, parent, position, name }) => [slug, parent, position, name.ko, name.en]),
  );
}
