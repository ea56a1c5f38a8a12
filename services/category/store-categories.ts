import type { D1Database } from '@cloudflare/workers-types';
import type { Category } from './contract.ts';

/**
 * Adds categories below their parents, after the children that a parent has already. A known category gets its new names and keeps its
 * place.
 *
 * @param categories parents before children
 */
export async function storeCategories(database: D1Database, categories: Category[]): Promise<void> {
  const insert = database.prepare(
    `INSERT INTO category (slug, parent, position, name_ko, name_en)
     SELECT ?1, ?2, coalesce(max(position), -1) + 1, ?3, ?4 FROM category WHERE parent IS ?2
     ON CONFLICT (slug) DO UPDATE SET name_ko = excluded.name_ko, name_en = excluded.name_en`,
  );
  await database.batch(
    categories.map(({ slug, parent, name }) => insert.bind(slug, parent, name.ko, name.en)),
  );
}
