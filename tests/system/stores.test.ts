import { afterAll, describe, expect, test } from 'bun:test';
import { readFragments } from '../../tools/visitor/read-fragments.ts';
import { openShop } from '../open-shop.helper.ts';
import { until } from '../until.helper.ts';

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

function listFailed(html: string): string[] {
  const failed = readFragments(html).filter(({ attributes }) => 'data-fallback' in attributes);
  return failed.map(({ slot }) => slot).sort();
}

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
        // On a busy machine, the first page may be too late for other parts, too.
        const html = await until(`a page without ${lost}`, async () => {
          const answer = await shop.fetch(page);
          const text = await answer.text();
          return answer.status === 200 && listFailed(text).join() === lost.join() && text;
        });
        expect(html).toEndWith('</jb-page></body></html>');
        expect(html).not.toContain('SQLITE');
      } finally {
        await database.prepare(`ALTER TABLE ${table}_away RENAME TO ${table}`).run();
        await shop.clearFaults();
      }
      await until('the whole page', async () => {
        const answer = await shop.fetch(page);
        return listFailed(await answer.text()).length === 0 && answer.status === 200;
      });
    },
  );
});
