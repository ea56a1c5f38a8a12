import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { lowStock, type Stock, type StockLevel } from './contract.ts';
import type { Opening } from './item-store.ts';

const columns = 'item_id AS itemId, product_id AS productId, available, revision';

/** The read model of all items, which their Durable Objects write. A new object starts with its row. */
export function createStockTable(database: D1Database) {
  return {
    ofItems: async (ids: string[]) => (await read('item_id', ids)).map(toStock),
    ofProducts: async (ids: string[]) => (await read('product_id', ids)).map(toStock),
    opening: async (itemId: string) => (await read('item_id', [itemId]))[0],

    /** The statement that writes an item's row, unless the stored row has a later revision. */
    toStatement({ itemId, productId, available, revision }: Opening): D1PreparedStatement {
      return database
        .prepare(
          `INSERT INTO stock (item_id, product_id, available, revision) VALUES (?, ?, ?, ?)
           ON CONFLICT (item_id) DO UPDATE SET available = excluded.available, revision = excluded.revision
           WHERE excluded.revision > stock.revision`,
        )
        .bind(itemId, productId, available, revision);
    },
  };

  async function read(column: 'item_id' | 'product_id', ids: string[]): Promise<Opening[]> {
    const { results } = await database
      .prepare(`SELECT ${columns} FROM stock WHERE ${column} IN (SELECT value FROM json_each(?))`)
      .bind(JSON.stringify(ids))
      .all<Opening>();
    return results;
  }
}

function toStock({ itemId, productId, available }: Opening): Stock {
  return { itemId, productId, available, level: toLevel(available) };
}

function toLevel(available: number): StockLevel {
  if (available === 0) return 'out';
  return available < lowStock ? 'low' : 'in';
}
