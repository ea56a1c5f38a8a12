import type { D1Database } from '@cloudflare/workers-types';
import type { MovableRows } from '@jogakbo/edge/answer-moves';
import type { MovedStock } from './contract.ts';
import { seedStocks } from './seed.ts';

const select = 'SELECT item_id AS key, product_id AS productId, available FROM stock';

/**
 * The stocks as they move between the shop and the program that it replaces, from the read model. An item keeps its object with its ledger, so a
 * deleted item has 0 pieces.
 *
 * @param count sets the pieces of an item that can be ordered now
 */
export function createMovableStocks(
  database: D1Database,
  count: (itemId: string, available: number) => Promise<void>,
): MovableRows<MovedStock> {
  return {
    find: (keys) => read('WHERE item_id IN (SELECT value FROM json_each(?))', JSON.stringify(keys)),
    list: (after, limit) => read('WHERE item_id > ? ORDER BY item_id LIMIT ?', after, limit),

    async write(changes) {
      const added = changes.flatMap(({ key, row, before }) =>
        row && !before ? [{ itemId: key, ...row }] : [],
      );
      if (added.length > 0) await seedStocks(database, added);
      const counted = changes.filter(({ before }) => before);
      await Promise.all(counted.map(({ key, row }) => count(key, row?.available ?? 0)));
    },
  };

  async function read(where: string, ...values: (string | number)[]) {
    const { results } = await database
      .prepare(`${select} ${where}`)
      .bind(...values)
      .all<MovedStock & { key: string }>();
    return new Map(results.map(({ key, ...row }) => [key, row]));
  }
}
