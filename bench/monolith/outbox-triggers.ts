/** Tables whose changes are in the outbox, with the key that is written. The items of a product belong to its row. */
const followed = [
  ['product', 'product', 'id'],
  ['item', 'product', 'product_id'],
  ['pricing', 'pricing', 'item_id'],
  ['inventory', 'inventory', 'item_id'],
  ['member', 'member', 'id'],
  ['review', 'review', 'id'],
  ['order', 'order', 'id'],
];

/** The triggers of the outbox. They are added after the seed, so the seed publishes nothing. */
export const outboxTriggers = followed
  .flatMap(([table, name, key]) =>
    ['INSERT', 'UPDATE', 'DELETE'].map(
      (change) => `DROP TRIGGER IF EXISTS outbox_${table}_${change};
      CREATE TRIGGER outbox_${table}_${change} AFTER ${change} ON "${table}" BEGIN
        INSERT INTO outbox (table_name, row_key, change)
        VALUES ('${name}', ${change === 'DELETE' ? 'old' : 'new'}.${key}, '${change.toLowerCase()}');
      END;`,
    ),
  )
  .join('\n');
