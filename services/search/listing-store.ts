import type { QueryForm } from './korean.ts';
import type {
  CategoryQuery,
  Hit,
  Listing,
  ListingId,
  ListingPage,
  ListingStore,
  SearchPage,
  Sort,
  Suggestions,
  TextQuery,
} from './listing.ts';
import { toSpellings } from './spelling.ts';
import { type Match, toMatch } from './to-match.ts';
import { type SuggestionRow, toSuggestions } from './to-suggestions.ts';
import { toTerms } from './to-terms.ts';

/** The calls of D1 that the store needs. */
export interface D1Like {
  prepare(sql: string): StatementLike;
  batch<Row>(statements: StatementLike[]): Promise<{ results: Row[] }[]>;
}

export interface StatementLike {
  bind(...values: unknown[]): StatementLike;
  all<Row>(): Promise<{ results: Row[] }>;
}

const listingsPerBatch = 200;
const rowsPerSuggestion = 3;
const wholeShop = '';
const ids = 'l.product_id AS productId, l.item_id AS itemId';

// Every order ends with the product's id, so that no two rows are equal and pages never overlap.
const order: Record<Sort, string> = {
  relevance: 'l.popularity DESC, l.product_id',
  'price-asc': 'l.price, l.product_id',
  'price-desc': 'l.price DESC, l.product_id',
  rating: 'l.rating DESC, l.review_count DESC, l.product_id',
  newest: 'l.created_at DESC, l.product_id',
  discount: 'l.discount_percent DESC, l.product_id',
};

const upsertListings = `
  INSERT INTO listing (product_id, item_id, title, brand, price, list_price, discount_percent, rating,
    review_count, created_at, generation, folded, jamo, choseong)
  SELECT value->>'productId', value->>'itemId', value->>'title', value->>'brand', value->>'price',
    value->>'listPrice', value->>'discountPercent', value->>'rating', value->>'reviewCount',
    value->>'createdAt', ?2,
    value->>'folded', value->>'jamo', value->>'choseong'
  FROM json_each(?1) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET item_id = excluded.item_id, title = excluded.title,
    brand = excluded.brand, price = excluded.price, list_price = excluded.list_price,
    discount_percent = excluded.discount_percent, rating = excluded.rating,
    review_count = excluded.review_count, created_at = excluded.created_at,
    generation = excluded.generation, folded = excluded.folded, jamo = excluded.jamo,
    choseong = excluded.choseong
  WHERE excluded.generation >= generation`;

// Only for listings that were just put. A listing of a later generation keeps its categories.
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
  WHERE product_id IN (SELECT product_id FROM listing WHERE product_id = ?1 AND generation <= ?2)`;

const sweepCategories = `
  DELETE FROM listing_category
  WHERE product_id IN (SELECT product_id FROM listing WHERE generation < ?1)`;

export function createListingStore(db: D1Like): ListingStore {
  return { put, remove, sweep, list, search, hasMatch, suggest };

  async function put(listings: readonly Listing[], generation: number): Promise<void> {
    for (let start = 0; start < listings.length; start += listingsPerBatch) {
      // All rows are one parameter, since a statement of D1 binds at most 100.
      const rows = JSON.stringify(listings.slice(start, start + listingsPerBatch).map(toRow));
      await db.batch([
        db.prepare(upsertListings).bind(rows, generation),
        db.prepare(deleteCategories).bind(rows, generation),
        db.prepare(insertCategories).bind(rows, generation),
      ]);
    }
  }

  async function remove(productId: string, generation: number): Promise<void> {
    await db.batch([
      db.prepare(removeCategories).bind(productId, generation),
      db
        .prepare('DELETE FROM listing WHERE product_id = ?1 AND generation <= ?2')
        .bind(productId, generation),
    ]);
  }

  async function sweep(generation: number): Promise<number> {
    // Counted beforehand, since the number of changes that D1 reports includes those of the text index.
    const [counted] = await db.batch<{ total: number }>([
      db.prepare('SELECT count(*) AS total FROM listing WHERE generation < ?1').bind(generation),
      db.prepare(sweepCategories).bind(generation),
      db.prepare('DELETE FROM listing WHERE generation < ?1').bind(generation),
    ]);
    return counted?.results[0]?.total ?? 0;
  }

  async function list({ category = wholeShop, sort, page, perPage }: CategoryQuery): Promise<ListingPage> {
    const from = 'FROM listing_category l WHERE l.category = ?1';
    return readPage<ListingId>(
      db.prepare(`SELECT count(*) AS total ${from}`).bind(category),
      db
        .prepare(`SELECT ${ids} ${from} ORDER BY ${order[sort]} LIMIT ?2 OFFSET ?3`)
        .bind(category, perPage, (page - 1) * perPage),
    );
  }

  async function search({ forms, category, sort, page, perPage }: TextQuery): Promise<SearchPage> {
    for (const form of forms) {
      const match = toMatch(form, category);
      const found = await readPage<Hit>(
        db.prepare(`SELECT count(*) AS total FROM listing l WHERE ${match.where}`).bind(...match.values),
        select(`${ids}, l.title`, match, sort, perPage, (page - 1) * perPage),
      );
      if (found.total > 0) return { ...found, reading: form.reading, form };
    }
    return { ids: [], total: 0, reading: forms[0]?.reading ?? 'literal', form: forms[0] };
  }

  async function hasMatch(form: QueryForm): Promise<boolean> {
    const { where, values } = toMatch(form);
    const { results } = await db
      .prepare(`SELECT 1 FROM listing l WHERE ${where} LIMIT 1`)
      .bind(...values)
      .all();
    return results.length > 0;
  }

  async function suggest(
    forms: readonly QueryForm[],
    limit: number,
    category?: string,
  ): Promise<Suggestions> {
    for (const form of forms) {
      const columns = 'l.product_id AS productId, l.title, l.brand';
      const statement = select(columns, toMatch(form, category), 'relevance', rowsPerSuggestion * limit, 0);
      const { results } = await statement.all<SuggestionRow>();
      if (results.length > 0)
        return { terms: toTerms(results, form), products: toSuggestions(results, form, limit) };
    }
    return { terms: [], products: [] };
  }

  function select(columns: string, match: Match, sort: Sort, limit: number, offset: number) {
    const { where, values, rank, rankValues } = match;
    const ranked = sort === 'relevance';
    const by = ranked ? `${rank}, ${order.relevance}` : order[sort];
    const bound = ranked ? [...values, ...rankValues] : values;
    const paging = `LIMIT ?${bound.length + 1} OFFSET ?${bound.length + 2}`;
    return db
      .prepare(`SELECT ${columns} FROM listing l WHERE ${where} ORDER BY ${by} ${paging}`)
      .bind(...bound, limit, offset);
  }

  async function readPage<Id>(count: StatementLike, page: StatementLike) {
    const [counted, found] = await db.batch<Id & { readonly total: number }>([count, page]);
    return { ids: found?.results ?? [], total: counted?.results[0]?.total ?? 0 };
  }
}

function toRow(listing: Listing) {
  const title = toSpellings(listing.title);
  const brand = toSpellings(listing.brand);
  return {
    ...listing,
    categories: [...listing.categories, wholeShop],
    title: listing.title.toWellFormed(),
    brand: listing.brand.toWellFormed(),
    folded: toIndexed(title.folded, brand.folded),
    jamo: toIndexed(title.jamo, brand.jamo),
    choseong: toIndexed(title.choseong, brand.choseong),
  };
}

/** A space before each word marks its start. The line break stops a match from running into the brand. */
function toIndexed(title: string, brand: string): string {
  return ` ${title}\n ${brand}`;
}
