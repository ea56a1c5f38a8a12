import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { MovableRows } from '@jogakbo/edge/answer-moves';
import { upsertRows } from '@jogakbo/edge/upsert-rows';
import type { MovedPrice } from './contract.ts';

type Publish = (type: 'price.changed', data: { productId: string }) => D1PreparedStatement;

const columns = ['item_id', 'product_id', 'position', 'list', 'final', 'discount_percent'];
const select = `SELECT item_id AS key, product_id AS productId, position, list, final, discount_percent AS discountPercent FROM price`;
const withKeys = 'item_id IN (SELECT value FROM json_each(?))';

/** The prices as they move between the shop and the program that it replaces. Unit prices and coupons of the shop stay. */
export function createMovablePrices(database: D1Database, publish: Publish): MovableRows<MovedPrice> {
  return {
    find: (keys) => read(`WHERE ${withKeys}`, JSON.stringify(keys)),
    list: (after, limit) => read('WHERE item_id > ? ORDER BY item_id LIMIT ?', after, limit),

    async write(changes) {
      const gone = changes.filter(({ row }) => !row).map(({ key }) => key);
      const stored = changes.flatMap(({ key, row }) =>
        row ? [[key, row.productId, row.position, row.list, row.final, row.discountPercent]] : [],
      );
      const products = new Set(changes.map(({ row, before }) => (row ?? before)?.productId as string));
      await database.batch([
        database.prepare(`DELETE FROM price WHERE ${withKeys}`).bind(JSON.stringify(gone)),
        // Items may have changed places, and no two of a product may have the same place meanwhile.
        database
          .prepare(`UPDATE price SET position = -1 - position WHERE ${withKeys}`)
          .bind(JSON.stringify(stored.map(([key]) => key))),
        upsertRows(database, 'price', columns, stored),
        ...[...products].map((productId) => publish('price.changed', { productId })),
      ]);
    },
  };

  async function read(where: string, ...values: (string | number)[]) {
    const { results } = await database
      .prepare(`${select} ${where}`)
      .bind(...values)
      .all<MovedPrice & { key: string }>();
    return new Map(results.map(({ key, ...row }) => [key, row]));
  }
}
