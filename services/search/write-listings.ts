import { createHash } from 'node:crypto';
import type { D1Like } from './d1-like.ts';
import type { Listing, Range } from './listing.ts';
import { wholeShop } from './read-list.ts';
import { toSpellings } from './spelling.ts';
import { toCategoryToken, toGrams } from './to-grams.ts';

const listingsPerBatch = 200;

const deleteGrams = `
  DELETE FROM listing_gram
  WHERE rowid IN (
    SELECT l.place FROM json_each(?1) r CROSS JOIN listing l ON l.product_id = r.value->>'productId'
    WHERE l.generation <= ?2
  )`;

const upsertListings = `
  INSERT INTO listing (product_id, item_id, title, brand, price, list_price, discount_percent, rating,
    review_count, created_at, generation, folded, jamo, choseong, hash)
  SELECT value->>'productId', value->>'itemId', value->>'title', value->>'brand', value->>'price',
    value->>'listPrice', value->>'discountPercent', value->>'rating', value->>'reviewCount',
    value->>'createdAt', ?2,
    value->>'folded', value->>'jamo', value->>'choseong', value->>'hash'
  FROM json_each(?1) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET item_id = excluded.item_id, title = excluded.title,
    brand = excluded.brand, price = excluded.price, list_price = excluded.list_price,
    discount_percent = excluded.discount_percent, rating = excluded.rating,
    review_count = excluded.review_count, created_at = excluded.created_at,
    generation = excluded.generation, folded = excluded.folded, jamo = excluded.jamo,
    choseong = excluded.choseong, hash = excluded.hash
  WHERE excluded.generation >= generation`;

// From here on only for listings that were just put. A listing of a later generation keeps its words and categories.
const insertGrams = `
  INSERT INTO listing_gram (rowid, jamo, choseong, category)
  SELECT l.place, r.value->>1, r.value->>2, r.value->>3
  FROM json_each(?1) r CROSS JOIN listing l ON l.product_id = r.value->>0
  WHERE l.generation = ?2`;

const deleteCategories = `
  DELETE FROM listing_category
  WHERE product_id IN (
    SELECT l.product_id FROM json_each(?1) r JOIN listing l ON l.product_id = r.value->>'productId'
    WHERE l.generation = ?2
  )`;

const insertCategories = `
  INSERT OR IGNORE INTO listing_category
    (category, product_id, item_id, price, discount_percent, rating, review_count, popularity, created_at)
  SELECT c.value, l.product_id, l.item_id, l.price, l.discount_percent, l.rating, l.review_count,
    l.popularity, l.created_at
  FROM json_each(?1) r, json_each(r.value, '$.categories') c
  JOIN listing l ON l.product_id = r.value->>'productId' AND l.generation = ?2`;

const removeCategories = `
  DELETE FROM listing_category
  WHERE product_id IN (
    SELECT l.product_id FROM json_each(?1) r CROSS JOIN listing l ON l.product_id = r.value
    WHERE l.generation <= ?2
  )`;

const remove =
  'DELETE FROM listing WHERE product_id IN (SELECT value FROM json_each(?1)) AND generation <= ?2';

/** Writes the listings whose hash differs from the stored one. @returns their number */
export async function putListings(
  db: D1Like,
  listings: readonly Listing[],
  generation: number,
): Promise<number> {
  const ids = JSON.stringify(listings.map(({ productId }) => productId));
  const { results } = await db
    .prepare(
      'SELECT l.product_id AS id, l.hash FROM json_each(?1) r CROSS JOIN listing l ON l.product_id = r.value',
    )
    .bind(ids)
    .all<Known>();
  return writeChanged(db, listings, results, generation);
}

/**
 * Replaces all listings of a range of product ids: writes those that differ, and removes those that are missing.
 *
 * @param generation the time before the new listings were read; a stored listing of a later generation stays
 */
export async function replaceListings(
  db: D1Like,
  { after, last }: Range,
  listings: readonly Listing[],
  generation: number,
): Promise<{ written: number; removed: number }> {
  const { results } = await db
    .prepare(
      `SELECT product_id AS id, hash, generation FROM listing
      WHERE product_id > ?1 ${last === null ? '' : 'AND product_id <= ?2'}`,
    )
    .bind(...(last === null ? [after] : [after, last]))
    .all<Known & { generation: number }>();
  const kept = new Set(listings.map(({ productId }) => productId));
  const gone = results.filter((known) => !kept.has(known.id) && known.generation < generation);
  const ids = gone.map(({ id }) => id);
  if (ids.length > 0) await removeListings(db, ids, generation);
  return { written: await writeChanged(db, listings, results, generation), removed: gone.length };
}

/** Removes products, unless they are of a later generation. */
export async function removeListings(
  db: D1Like,
  productIds: readonly string[],
  generation: number,
): Promise<void> {
  if (productIds.length === 0) return;
  const ids = JSON.stringify(productIds);
  await db.batch([removeCategories, remove].map((sql) => db.prepare(sql).bind(ids, generation)));
}

type Known = { id: string; hash: string };

async function writeChanged(
  db: D1Like,
  listings: readonly Listing[],
  known: readonly Known[],
  generation: number,
): Promise<number> {
  const hashOf = new Map(known.map(({ id, hash }) => [id, hash]));
  const changed = listings
    .map((listing) => ({ listing, hash: toHash(listing) }))
    .filter(({ listing, hash }) => hashOf.get(listing.productId) !== hash);
  for (let start = 0; start < changed.length; start += listingsPerBatch) {
    const rows = changed.slice(start, start + listingsPerBatch).map(toRow);
    // All rows are one parameter, since a statement of D1 binds at most 100.
    const [values, grams] = [rows.map(({ row }) => row), rows.map((each) => each.grams)].map((each) =>
      JSON.stringify(each),
    );
    await db.batch([
      db.prepare(deleteGrams).bind(values, generation),
      db.prepare(upsertListings).bind(values, generation),
      db.prepare(insertGrams).bind(grams, generation),
      db.prepare(deleteCategories).bind(values, generation),
      db.prepare(insertCategories).bind(values, generation),
    ]);
  }
  return changed.length;
}

/** Another form of the rows gets another version, so that the next rebuild writes every row. */
const formVersion = 1;

function toHash(listing: Listing): string {
  const text = JSON.stringify([formVersion, listing]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

function toRow({ listing, hash }: { listing: Listing; hash: string }) {
  const title = toSpellings(listing.title);
  const brand = toSpellings(listing.brand);
  const row = {
    ...listing,
    hash,
    categories: [...listing.categories, wholeShop],
    title: listing.title.toWellFormed(),
    brand: listing.brand.toWellFormed(),
    folded: toIndexed(title.folded, brand.folded),
    jamo: toIndexed(title.jamo, brand.jamo),
    choseong: toIndexed(title.choseong, brand.choseong),
  };
  const grams = [
    listing.productId,
    `${toGrams(title.jamo)} ${toGrams(brand.jamo)}`,
    `${toGrams(title.choseong)} ${toGrams(brand.choseong)}`,
    listing.categories.map(toCategoryToken).join(' '),
  ];
  return { row, grams };
}

/** A space before each word marks its start. The line break stops a match from running into the brand. */
function toIndexed(title: string, brand: string): string {
  return ` ${title}\n ${brand}`;
}
