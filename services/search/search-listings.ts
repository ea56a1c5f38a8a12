import { lastSearchPage, pageSize } from './contract.ts';
import type { D1Like, StatementLike } from './d1-like.ts';
import type { QueryForm } from './korean.ts';
import type { Hit, SearchPage, Suggestions, TextQuery } from './listing.ts';
import { toOrder } from './listing-order.ts';
import { toMatch } from './to-match.ts';
import { type SuggestionRow, toSuggestions } from './to-suggestions.ts';
import { toTerms } from './to-terms.ts';

/** Up to this number, hits are counted exactly. */
const mostCounted = 1_000;
/**
 * The most hits that are ranked by where they have the words, and the most that are sorted by another order. They are the most popular
 * ones. Less popular hits are only counted, or follow the ranked ones by popularity.
 */
const mostHits = { ranked: 504, sorted: lastSearchPage * pageSize };
/** The most popular products that suggestions are chosen from, and how many of them become one suggestion. */
const mostSuggested = 200;
const rowsPerSuggestion = 3;

// The index is in the order of popularity, so it can stop after the first hits.
const hits = (limit: string, offset = '0') =>
  `(SELECT rowid FROM listing_gram WHERE listing_gram MATCH ?1 ORDER BY rowid LIMIT ${limit} OFFSET ${offset})`;
// The lowest 40 bits of a place are the id of the listing.
const isPlaced = 'l.id = f.rowid & 1099511627775';
const joined = (limit: string) => `FROM ${hits(limit)} f CROSS JOIN listing l ON ${isPlaced}`;
const columns = 'l.product_id AS productId, l.item_id AS itemId, l.title';

/** Tries one form after another, and gives the hits of the first form that has any. */
export async function searchListings(db: D1Like, query: TextQuery): Promise<SearchPage> {
  const { forms, category } = query;
  for (const form of forms) {
    const { query: words } = toMatch(form, category);
    const [counted, found] = await db.batch<Hit & { total: number }>([
      db.prepare(`SELECT count(*) AS total FROM ${hits(String(mostCounted + 1))}`).bind(words),
      toPageStatement(db, form, query),
    ]);
    const total = counted?.results[0]?.total ?? 0;
    if (total === 0) continue;
    const more = total > mostCounted;
    return {
      ...{ ids: found?.results ?? [], total: Math.min(total, mostCounted), more },
      ...{ reading: form.reading, form },
    };
  }
  return { ids: [], total: 0, more: false, reading: forms[0]?.reading ?? 'literal', form: forms[0] };
}

/** For each form, whether any product has its words. */
export async function haveMatches(db: D1Like, forms: readonly QueryForm[]): Promise<boolean[]> {
  if (forms.length === 0) return [];
  const found = await db.batch(
    forms.map((form) => db.prepare(`SELECT 1 FROM ${hits('1')}`).bind(toMatch(form).query)),
  );
  return found.map(({ results }) => results.length > 0);
}

/** Suggests terms and products for the first form that finds any. */
export async function suggestListings(
  db: D1Like,
  forms: readonly QueryForm[],
  limit: number,
  category?: string,
): Promise<Suggestions> {
  for (const form of forms) {
    const { query, rank, rankValues } = toMatch(form, category);
    const by = `${rank}, ${toOrder('relevance')}`;
    const { results } = await db
      .prepare(
        `SELECT l.product_id AS productId, l.title, l.brand ${joined(String(mostSuggested))}
        ORDER BY ${by} LIMIT ${rowsPerSuggestion * limit}`,
      )
      .bind(query, ...rankValues)
      .all<SuggestionRow>();
    if (results.length > 0)
      return { terms: toTerms(results, form), products: toSuggestions(results, form, limit) };
  }
  return { terms: [], products: [] };
}

function toPageStatement(db: D1Like, form: QueryForm, query: TextQuery): StatementLike {
  const { category, sort, page, perPage } = query;
  const { query: words, rank, rankValues } = toMatch(form, category);
  const offset = (page - 1) * perPage;
  if (sort !== 'relevance') {
    const window = toWhole(mostHits.sorted, perPage);
    return db
      .prepare(`SELECT ${columns} ${joined(String(window))} ORDER BY ${toOrder(sort)} LIMIT ?2 OFFSET ?3`)
      .bind(words, perPage, offset);
  }
  const window = toWhole(mostHits.ranked, perPage);
  if (offset >= window) {
    const reachable = Math.max(0, Math.min(perPage, toWhole(mostHits.sorted, perPage) - offset));
    return db
      .prepare(
        `SELECT ${columns} FROM ${hits('?2', '?3')} f CROSS JOIN listing l ON ${isPlaced} ORDER BY f.rowid`,
      )
      .bind(words, reachable, offset);
  }
  const last = rankValues.length + 2;
  return db
    .prepare(
      `SELECT ${columns} ${joined(String(window))}
      ORDER BY ${rank}, ${toOrder('relevance')} LIMIT ?${last} OFFSET ?${last + 1}`,
    )
    .bind(words, ...rankValues, perPage, offset);
}

/** The largest number of whole pages within a limit, in rows. */
function toWhole(limit: number, perPage: number): number {
  return Math.floor(limit / perPage) * perPage;
}
