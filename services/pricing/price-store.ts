import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { OutboxCondition } from '@jogakbo/edge/outbox';
import type { Price, PriceInput } from './contract.ts';

/** Reads prices. The store in D1 and the cache in front of it both have these calls. */
export type PriceStore = {
  ofItems(ids: string[]): Promise<Price[]>;
  ofProducts(ids: string[]): Promise<Price[]>;
};

/** A row of the table of prices. */
export type PriceRow = {
  item_id: string;
  product_id: string;
  list: number;
  final: number;
  discount_percent: number;
  unit: string | null;
  coupon: string | null;
};

export function createPriceStore(database: D1Database) {
  return {
    ofItems: async (ids) => toPrices((await selectItems(ids).all<PriceRow>()).results),
    /** For a batch with other statements. {@link toPrices} converts the rows. */
    selectItems,
    ofProducts: (ids) =>
      read('position = 0 AND product_id IN (SELECT value FROM json_each(?))', JSON.stringify(ids)),
    /** Prices of first items in the order of product ids. */
    page: (after: string, limit: number) =>
      read('position = 0 AND product_id > ? ORDER BY product_id LIMIT ?', after, limit),

    /**
     * Changes the price of an item.
     *
     * @param toEvent gives the statement of its event, which the query completes with the id of the product
     * @returns the new price; undefined for an unknown item
     */
    async change(
      itemId: string,
      price: PriceInput,
      toEvent: (completedBy: OutboxCondition) => D1PreparedStatement,
    ): Promise<Price | undefined> {
      const { list, final, discountPercent, unit, coupon } = price;
      const json = (value: object | null) => (value ? JSON.stringify(value) : null);
      const query = `SELECT json_object('data', json_object('productId', product_id)) AS more
        FROM price WHERE item_id = ?`;
      const results = await database.batch([
        database
          .prepare(
            'UPDATE price SET list = ?, final = ?, discount_percent = ?, unit = ?, coupon = ? WHERE item_id = ?',
          )
          .bind(list, final, discountPercent, json(unit), json(coupon), itemId),
        toEvent({ query, values: [itemId] }),
        selectItems([itemId]),
      ]);
      return toPrices(results.at(-1)?.results as PriceRow[])[0];
    },
  } satisfies PriceStore & Record<string, unknown>;

  function selectItems(ids: string[]): D1PreparedStatement {
    return database
      .prepare('SELECT * FROM price WHERE item_id IN (SELECT value FROM json_each(?))')
      .bind(JSON.stringify(ids));
  }

  async function read(where: string, ...values: (string | number)[]): Promise<Price[]> {
    const { results } = await database
      .prepare(`SELECT * FROM price WHERE ${where}`)
      .bind(...values)
      .all<PriceRow>();
    return toPrices(results);
  }
}

export function toPrices(rows: PriceRow[]): Price[] {
  return rows.map(toPrice);
}

function toPrice(row: PriceRow): Price {
  return {
    itemId: row.item_id,
    productId: row.product_id,
    list: row.list,
    final: row.final,
    discountPercent: row.discount_percent,
    unit: row.unit ? JSON.parse(row.unit) : null,
    coupon: row.coupon ? JSON.parse(row.coupon) : null,
  };
}
