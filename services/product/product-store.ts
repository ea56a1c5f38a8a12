import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Item, ItemLabel, Product, ProductInput, ProductSummary } from './contract.ts';

type Row = {
  id: string;
  /** The id of the first item. */
  item_id: string;
  title: string;
  brand: string;
  category: string;
  created_at: number;
  option_name: string;
  attributes: string;
  badges: string;
  picture: string;
};

const select = `SELECT product.*, item.id AS item_id FROM product
  JOIN item ON item.product_id = product.id AND item.position = 0`;

export function createProductStore(database: D1Database) {
  return {
    find: async (id: string) => readProduct(await database.batch(selectProduct(id))),

    /**
     * Changes a product.
     *
     * @param also statements that run in the same transaction
     * @returns the changed product; undefined if there is none
     */
    async change(
      id: string,
      product: ProductInput,
      also: D1PreparedStatement[],
    ): Promise<Product | undefined> {
      const { title, brand, category, attributes, badges } = product;
      const update = database
        .prepare(
          'UPDATE product SET title = ?, brand = ?, category = ?, attributes = ?, badges = ? WHERE id = ?',
        )
        .bind(title, brand, category, JSON.stringify(attributes), JSON.stringify(badges), id);
      return readProduct(await database.batch([update, ...also, ...selectProduct(id)]));
    },

    /** In the order asked for; unknown ids are left out. */
    async findMany(ids: string[]): Promise<ProductSummary[]> {
      const { results } = await database
        .prepare(`${select} WHERE product.id IN (SELECT value FROM json_each(?))`)
        .bind(JSON.stringify(ids))
        .all<Row>();
      const found = new Map(results.map((row) => [row.id, toSummary(row)]));
      return ids.flatMap((id) => found.get(id) ?? []);
    },

    async findItems(ids: string[]): Promise<ItemLabel[]> {
      const { results } = await database
        .prepare(
          `SELECT item.id AS itemId, item.product_id AS productId, product.title, item.label FROM item
           JOIN product ON product.id = item.product_id WHERE item.id IN (SELECT value FROM json_each(?))`,
        )
        .bind(JSON.stringify(ids))
        .all<Omit<ItemLabel, 'image'>>();
      return results.map((item) => ({ ...item, image: toImage(item.productId) }));
    },

    async numbers(skip: number, limit: number): Promise<{ total: number; ids: string[] }> {
      const [counted, found] = await database.batch<{ total: number; id: string }>([
        database.prepare('SELECT COUNT(*) AS total FROM product'),
        database.prepare('SELECT id FROM product ORDER BY id LIMIT ? OFFSET ?').bind(limit, skip),
      ]);
      return { total: counted?.results[0]?.total ?? 0, ids: found?.results.map(({ id }) => id) ?? [] };
    },

    async page(after: string, limit: number): Promise<ProductSummary[]> {
      const { results } = await database
        .prepare(`${select} WHERE product.id > ? ORDER BY product.id LIMIT ?`)
        .bind(after, limit)
        .all<Row>();
      return results.map(toSummary);
    },
  };

  function selectProduct(id: string): D1PreparedStatement[] {
    return [
      database.prepare(`${select} WHERE product.id = ?`).bind(id),
      database
        .prepare('SELECT id AS itemId, label FROM item WHERE product_id = ? ORDER BY position')
        .bind(id),
    ];
  }
}

/** Reads the product that the last two statements of a batch have selected. */
function readProduct(results: { results: unknown[] }[]): Product | undefined {
  const [products, items] = results.slice(-2);
  const row = products?.results[0] as Row | undefined;
  return row && toProduct(row, items?.results as Item[]);
}

function toSummary(row: Row): ProductSummary {
  return {
    id: row.id,
    itemId: row.item_id,
    title: row.title,
    brand: row.brand,
    category: row.category,
    image: toImage(row.id),
    badges: JSON.parse(row.badges),
    createdAt: row.created_at,
  };
}

function toProduct(row: Row, options: Item[]): Product {
  return {
    ...toSummary(row),
    optionName: row.option_name,
    options,
    attributes: JSON.parse(row.attributes),
    picture: JSON.parse(row.picture),
  };
}

function toImage(id: string): string {
  return `/api/product/pictures/${id}.svg`;
}
