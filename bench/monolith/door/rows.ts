import { toKept, toPhc } from './password-forms.ts';

/** A slice of the database: the table of its rows, and its rows as JSON. */
export type Slice = {
  /** The tables that nobody may write while the slice is frozen, each with the columns of an update that counts. */
  frozen: Record<string, string>;
  /** Selects `key` and `row`. A condition on `key` follows. */
  read: string;
  /** Statements that store a row: `?1` is its key, `?2` its JSON. */
  store: string[];
  /** Statements that delete the row with the key `?1`. */
  remove: string[];
  /** Changes a row that SQL has read to its form outside of the monolith. */
  toMove?(row: Row): Row;
  /** Changes a row from outside to the form that `store` expects. @throws Error if the monolith cannot have it */
  toRow?(row: Row): Row;
};
type Row = Record<string, unknown>;

const given = 'FROM (SELECT ?2 AS j) WHERE true';

/** What can leave the monolith, and come back. The forms are those of the services' contracts, such as `MovedProduct`. */
export const slices: Record<string, Slice> = {
  // A member who left keeps the row without data, while orders or reviews refer to it.
  member: {
    frozen: { member: 'OF email, name, password' },
    read: `SELECT key, row FROM (SELECT id AS key, json_object('email', email, 'name', name, 'password', password,
      'createdAt', created_at) AS row FROM member WHERE email <> '')`,
    store: [
      `INSERT INTO member (id, email, name, password, created_at)
        SELECT ?1, j ->> 'email', j ->> 'name', j ->> 'password', j ->> 'createdAt' ${given}
        ON CONFLICT (id) DO UPDATE SET email = excluded.email, name = excluded.name, password = excluded.password`,
    ],
    remove: [
      'DELETE FROM session WHERE member_id = ?1',
      'DELETE FROM cart WHERE member_id = ?1',
      `UPDATE member SET email = '', name = '', password = '' WHERE id = ?1`,
      `DELETE FROM member WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM "order" WHERE member_id = ?1)
        AND NOT EXISTS (SELECT 1 FROM review WHERE member_id = ?1)`,
    ],
    toMove: (row) => ({ ...row, password: toPhc(String(row.password)) }),
    toRow: (row) => ({ ...row, password: toKept(String(row.password)) }),
  },
  product: {
    frozen: {
      product: 'OF title, brand, category, option_name, attributes, badge, picture',
      item: '',
    },
    read: `SELECT key, row FROM (SELECT id AS key, json_object('title', title, 'brand', brand, 'category', category,
      'optionName', option_name, 'createdAt', created_at, 'attributes', json(attributes), 'picture', json(picture), 'badge', badge,
      'options', json((SELECT json_group_array(json_object('itemId', item.id, 'label', label) ORDER BY position)
        FROM item WHERE product_id = product.id))) AS row FROM product)`,
    store: [
      `INSERT INTO product (id, title, brand, category, option_name, attributes, badge, picture, created_at)
        SELECT ?1, j ->> 'title', j ->> 'brand', j ->> 'category', j ->> 'optionName', j -> 'attributes', j ->> 'badge', j -> 'picture',
          j ->> 'createdAt' ${given}
        ON CONFLICT (id) DO UPDATE SET title = excluded.title, brand = excluded.brand, category = excluded.category,
          option_name = excluded.option_name, attributes = excluded.attributes, badge = excluded.badge, picture = excluded.picture`,
      'UPDATE item SET position = -1 - position WHERE product_id = ?1',
      `INSERT INTO item (id, product_id, position, label)
        SELECT value ->> 'itemId', ?1, key, value ->> 'label' FROM json_each(?2, '$.options') WHERE true
        ON CONFLICT (id) DO UPDATE SET product_id = excluded.product_id, position = excluded.position, label = excluded.label`,
      'DELETE FROM item WHERE product_id = ?1 AND position < 0',
    ],
    remove: ['DELETE FROM item WHERE product_id = ?1', 'DELETE FROM product WHERE id = ?1'],
  },
  pricing: {
    frozen: { pricing: '' },
    read: `SELECT key, row FROM (SELECT item_id AS key, json_object('productId', product_id, 'position', position, 'list', list,
      'final', final, 'discountPercent', discount_percent) AS row FROM pricing JOIN item ON item.id = item_id)`,
    store: [
      `INSERT INTO pricing SELECT ?1, j ->> 'list', j ->> 'final', j ->> 'discountPercent' ${given}
        ON CONFLICT (item_id) DO UPDATE SET list = excluded.list, final = excluded.final,
          discount_percent = excluded.discount_percent`,
    ],
    remove: ['DELETE FROM pricing WHERE item_id = ?1'],
  },
  inventory: {
    frozen: { inventory: '' },
    read: `SELECT key, row FROM (SELECT item_id AS key, json_object('productId', product_id, 'available', available) AS row
      FROM inventory JOIN item ON item.id = item_id)`,
    store: [
      `INSERT INTO inventory SELECT ?1, j ->> 'available' ${given}
        ON CONFLICT (item_id) DO UPDATE SET available = excluded.available`,
    ],
    remove: ['DELETE FROM inventory WHERE item_id = ?1'],
  },
  // An order older than five years does not leave: a shop need not keep it any longer.
  order: {
    frozen: { order: '', order_line: '' },
    read: `SELECT key, row FROM (SELECT o.id AS key, json_object('memberId', member_id, 'placedAt', placed_at, 'recipient', recipient,
      'phone', phone, 'address', address, 'lines', json((SELECT json_group_array(json_object('productId', product_id,
        'itemId', item_id, 'title', title, 'price', price, 'quantity', quantity) ORDER BY l.rowid)
        FROM order_line l JOIN item i ON i.id = item_id WHERE l.order_id = o.id)),
      'delivery', delivery, 'total', goods + delivery, 'receipt', coalesce(receipt, '')) AS row
      FROM "order" o LEFT JOIN payment p ON p.order_id = o.id WHERE placed_at >= (unixepoch() - 5 * 365.25 * 86400) * 1000)`,
    store: [
      `INSERT INTO "order" (id, member_id, form_key, placed_at, recipient, phone, address, goods, delivery)
        SELECT ?1, j ->> 'memberId', ?1, j ->> 'placedAt', j ->> 'recipient', j ->> 'phone', j ->> 'address', j ->> 'goods',
          j ->> 'delivery' ${given}
        ON CONFLICT (id) DO UPDATE SET recipient = excluded.recipient, phone = excluded.phone, address = excluded.address,
          goods = excluded.goods, delivery = excluded.delivery`,
      'DELETE FROM order_line WHERE order_id = ?1',
      `INSERT INTO order_line SELECT ?1, value ->> 'itemId', value ->> 'title', value ->> 'price', value ->> 'quantity'
        FROM json_each(?2, '$.lines')`,
      `INSERT INTO payment SELECT ?1, j ->> 'total', j ->> 'receipt' ${given}
        ON CONFLICT (order_id) DO UPDATE SET amount = excluded.amount, receipt = excluded.receipt`,
    ],
    remove: [
      'DELETE FROM order_line WHERE order_id = ?1',
      'DELETE FROM payment WHERE order_id = ?1',
      'DELETE FROM "order" WHERE id = ?1',
    ],
    toMove: ({ address, ...row }) => ({ ...row, ...toPlace(String(address)) }),
    toRow: ({ postcode, street, ...row }) => ({
      ...row,
      address: `(${postcode}) ${street}`,
      goods: Number(row.total) - Number(row.delivery),
    }),
  },
  review: {
    frozen: { review: '' },
    read: `SELECT key, row FROM (SELECT id AS key, json_object('productId', product_id, 'memberId', member_id, 'author', author,
      'rating', rating, 'title', title, 'body', body, 'createdAt', created_at) AS row FROM review)`,
    store: [
      `INSERT INTO review SELECT ?1, j ->> 'productId', j ->> 'memberId', j ->> 'author', j ->> 'rating', j ->> 'title', j ->> 'body',
          j ->> 'createdAt' ${given}
        ON CONFLICT (id) DO UPDATE SET member_id = excluded.member_id, author = excluded.author, rating = excluded.rating,
          title = excluded.title, body = excluded.body, created_at = excluded.created_at`,
    ],
    remove: ['DELETE FROM review WHERE id = ?1'],
  },
};

/** Takes an address of the monolith, such as `(06236) 서울 1층`, apart. */
function toPlace(address: string) {
  const [, postcode = '00000', street = address] = /^\((\d{5})\) (.*)$/s.exec(address) ?? [];
  return { postcode, street: street.trim() };
}

/** Refuses changes of a frozen slice. */
export const freezing = [
  'CREATE TABLE IF NOT EXISTS frozen (slice TEXT PRIMARY KEY) STRICT',
  ...Object.entries(slices).flatMap(([slice, { frozen }]) =>
    Object.entries(frozen).flatMap(([table, columns]) =>
      ['INSERT', `UPDATE ${columns}`, 'DELETE'].map(
        (
          change,
          index,
        ) => `CREATE TRIGGER IF NOT EXISTS frozen_${table}_${index} BEFORE ${change} ON "${table}"
          WHEN EXISTS (SELECT 1 FROM frozen WHERE slice = '${slice}')
          BEGIN SELECT RAISE(ABORT, 'The ${slice} slice is frozen, since the new shop owns it.'); END`,
      ),
    ),
  ),
];
