import { afterAll, describe, expect, test } from 'bun:test';
import { readFragments } from '../../tools/visitor/read-fragments.ts';
import { openShop } from '../open-shop.helper.ts';

const shop = await openShop();
afterAll(() => shop.close());

/** Finds the page of a product that no test has opened, so that no cache has data of it. */
async function findFreshPage(index: number): Promise<string> {
  const products = await shop.databaseOf('product-service');
  const row = await products
    .prepare('SELECT id FROM product ORDER BY id LIMIT 1 OFFSET ?')
    .bind(500 + index)
    .first();
  return `/products/${(row as { id: string }).id}`;
}

/** The parts of the product page that need each store, without those that decide about the page itself. */
const carried: Record<string, { table: string; lost: string[] }> = {
  'category-service': { table: 'category', lost: ['breadcrumb', 'categories'] },
  'inventory-service': { table: 'stock', lost: ['stock'] },
  'pricing-service': { table: 'price', lost: ['price'] },
  'transport-service': { table: 'delivery_rule', lost: ['arrival'] },
  'review-service': { table: 'rating_summary', lost: ['reviews', 'stars'] },
};

describe('a database that answers with errors', () => {
  test.each(Object.entries(carried))(
    'of %s removes only the parts of its own slice',
    async (service, { table, lost }) => {
      const page = await findFreshPage(Object.keys(carried).indexOf(service));
      const database = await shop.databaseOf(service);
      await shop.clearFaults();
      await database.prepare(`ALTER TABLE ${table} RENAME TO ${table}_away`).run();
      // The job of a minute ends the answers that the service keeps.
      await shop.trigger(service).catch(() => {});
      try {
        const answer = await shop.fetch(page);
        const html = await answer.text();
        expect(answer.status).toBe(200);
        expect(html).toEndWith('</jb-page></body></html>');
        const failed = readFragments(html).filter(({ attributes }) => 'data-fallback' in attributes);
        expect(failed.map(({ slot }) => slot).sort()).toEqual(lost);
        expect(html).not.toContain('SQLITE');
      } finally {
        await database.prepare(`ALTER TABLE ${table}_away RENAME TO ${table}`).run();
        await shop.clearFaults();
      }
      expect(await (await shop.fetch(page)).text()).not.toContain('data-fallback');
    },
  );
});
