import type { D1Database } from '@cloudflare/workers-types';
import type { Category } from './contract.ts';

type Row = { slug: string; parent: string | null; name_ko: string; name_en: string };

export function createCategoryStore(database: Pick<D1Database, 'prepare'>) {
  return {
    /** All categories. Siblings come in the order in which they are shown; parents may come after their children. */
    async all(): Promise<Category[]> {
      const { results } = await database
        .prepare('SELECT slug, parent, name_ko, name_en FROM category ORDER BY position, slug')
        .all<Row>();
      return results.map(toCategory);
    },
  };
}

function toCategory({ slug, parent, name_ko, name_en }: Row): Category {
  return { slug, parent, name: { ko: name_ko, en: name_en } };
}
