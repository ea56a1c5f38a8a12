import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { MovableRows } from '@jogakbo/edge/answer-moves';
import { upsertRows } from '@jogakbo/edge/upsert-rows';
import type { MovedProduct } from './contract.ts';

type Publish = (type: 'product.changed', data: { productId: string }) => D1PreparedStatement;
type Row = Omit<MovedProduct, 'attributes' | 'picture' | 'options'> & {
  key: string;
  attributes: string;
  picture: string;
  options: string;
};

const columns = ['id', 'title', 'brand', 'category', 'created_at', 'option_name', 'attributes', 'picture'];
const select = `SELECT id AS key, title, brand, category, option_name AS optionName, created_at AS createdAt, attributes, picture,
    badges ->> 0 AS badge,
    (SELECT json_group_array(json_object('itemId', item.id, 'label', label) ORDER BY position) FROM item
      WHERE product_id = product.id) AS options
  FROM product`;
const withKeys = '(SELECT value FROM json_each(?))';

/** The products as they move between the shop and the program that it replaces. Other badges than the first one stay. */
export function createMovableProducts(database: D1Database, publish: Publish): MovableRows<MovedProduct> {
  return {
    find: (keys) => read(`WHERE id IN ${withKeys}`, JSON.stringify(keys)),
    list: (after, limit) => read('WHERE id > ? ORDER BY id LIMIT ?', after, limit),

    async write(changes) {
      const stored = changes.flatMap(({ key, row }) => (row ? [{ key, row }] : []));
      const gone = JSON.stringify(changes.filter(({ row }) => !row).map(({ key }) => key));
      const rows = stored.map(({ key, row }) => [
        ...[key, row.title, row.brand, row.category, row.createdAt, row.optionName],
        ...[JSON.stringify(row.attributes), JSON.stringify(row.picture), '[]'],
      ]);
      const items = stored.flatMap(({ key, row }) =>
        row.options.map(({ itemId, label }, position) => [itemId, key, position, label]),
      );
      await database.batch([
        // Options may have changed places, and no two of a product may have the same place meanwhile.
        database
          .prepare(`DELETE FROM item WHERE product_id IN ${withKeys}`)
          .bind(JSON.stringify(changes.map(({ key }) => key))),
        database.prepare(`DELETE FROM product WHERE id IN ${withKeys}`).bind(gone),
        upsertRows(database, 'product', [...columns, 'badges'], rows, { keep: ['badges'] }),
        ...stored.map(({ key, row }) => toBadge(key, row.badge)),
        upsertRows(database, 'item', ['id', 'product_id', 'position', 'label'], items),
        ...changes.map(({ key }) => publish('product.changed', { productId: key })),
      ]);
    },
  };

  function toBadge(id: string, badge: string | null): D1PreparedStatement {
    return database
      .prepare('UPDATE product SET badges = ?2 WHERE id = ?1 AND badges ->> 0 IS NOT ?3')
      .bind(id, JSON.stringify(badge ? [badge] : []), badge);
  }

  async function read(where: string, ...values: (string | number)[]) {
    const { results } = await database
      .prepare(`${select} ${where}`)
      .bind(...values)
      .all<Row>();
    return new Map(
      results.map(({ key, attributes, picture, options, ...row }) => [
        key,
        {
          ...row,
          attributes: JSON.parse(attributes),
          picture: JSON.parse(picture),
          options: JSON.parse(options),
        },
      ]),
    );
  }
}
