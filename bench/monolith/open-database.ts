import { Database } from 'bun:sqlite';
import { readFileSync } from 'node:fs';
import { createCatalogue } from '../../tools/seed/catalogue.ts';
import type { Catalogue } from '../../tools/seed/catalogue-types.ts';
import { createStocks } from '../../tools/seed/create-stocks.ts';
import { outboxTriggers } from './outbox-triggers.ts';

/**
 * Opens the database of the shop. An empty one gets its schema and the catalogue, in one transaction.
 *
 * @param path a file, or `:memory:`
 * @param products the number of products of a new shop
 */
export function openDatabase(path: string, products?: number): Database {
  const database = new Database(path, { create: true, strict: true });
  database.run('PRAGMA busy_timeout = 2000');
  database.run('PRAGMA journal_mode = WAL');
  database.run('PRAGMA synchronous = NORMAL');
  database.run('PRAGMA foreign_keys = ON');
  const found = database.query("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").get();
  if (!found)
    database.transaction(() => {
      database.run(readFileSync(`${import.meta.dir}/schema.sql`, 'utf8'));
      fill(database, createCatalogue(undefined, products));
    })();
  database.run(outboxTriggers);
  return database;
}

function fill(database: Database, { categories, products, prices, reviews }: Catalogue): void {
  const insert = (table: string, columns: number) =>
    database.prepare<null, (string | number | null)[]>(
      `INSERT INTO ${table} VALUES (${Array(columns).fill('?').join()})`,
    );
  const category = insert('category', 5);
  for (const { slug, parent, position, name } of categories)
    category.run(slug, parent, position, name.ko, name.en);
  const product = insert('product', 11);
  const item = insert('item', 4);
  for (const each of products) {
    const { id, title, brand, attributes, badges, picture, createdAt } = each;
    const kept = [JSON.stringify(attributes), badges[0] ?? null, JSON.stringify(picture), createdAt, 0, 0];
    product.run(id, title, brand, each.category, each.optionName, ...kept);
    each.options.forEach(({ itemId, label }, position) => {
      item.run(itemId, id, position, label);
    });
  }
  const pricing = insert('pricing', 4);
  for (const { itemId, list, final, discountPercent } of prices)
    pricing.run(itemId, list, final, discountPercent);
  const inventory = insert('inventory', 2);
  for (const { itemId, available } of createStocks(prices)) inventory.run(itemId, available);
  const review = insert('review', 8);
  for (const { id, productId, author, rating, title, body, createdAt } of reviews)
    review.run(id, productId, null, author, rating, title, body, createdAt);
}
