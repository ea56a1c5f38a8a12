import { mostPages, pageSize } from './contract.ts';
import type { D1Like, StatementLike } from './d1-like.ts';
import type { CategoryQuery, ListingId, ListingPage } from './listing.ts';
import { isKeyOf, toKeyColumns, toKeysetSql, toOrder } from './listing-order.ts';
import { type Near, readNear, writeNear } from './near.ts';

/** The name of the list of all products. */
export const wholeShop = '';
/** The most rows that are skipped to reach a page. */
const mostSkipped = (mostPages - 1) * pageSize;

/** Where a page is: `skip` rows behind a key, or before it. Without a key, behind the beginning or before the end. */
type Way = { key: Near['key']; backwards: boolean; skip: number; take: number };

/**
 * Reads one page of a category. It starts at the beginning of the list, at the key of a page that the caller has seen, or at the end,
 * whichever is nearest, so that no page skips more than {@link mostSkipped} rows. A page that is farther away from all of them is
 * answered by the last page that is near the beginning.
 */
export async function readList(db: D1Like, query: CategoryQuery): Promise<ListingPage> {
  const { page, perPage } = query;
  const way = [toWayFromStart(query), ...toWaysFromNear(query)].sort(
    (one, other) => one.skip - other.skip,
  )[0]!;
  if (way.skip <= mostSkipped) {
    const [counted, rows] = await db.batch<Row>([count(db, query), toStatement(db, query, way)]);
    return toPage(query, counted?.results[0]?.total ?? 0, rows?.results ?? []);
  }
  const { results } = await count(db, query).all<{ total: number }>();
  const total = results[0]?.total ?? 0;
  const take = Math.min(perPage, total - (page - 1) * perPage);
  if (take <= 0) return { ids: [], total, page };
  const fromEnd: Way = { key: [], backwards: true, skip: total - (page - 1) * perPage - take, take };
  if (fromEnd.skip > mostSkipped)
    return readList(db, { ...query, near: undefined, page: Math.floor(mostSkipped / perPage) + 1 });
  const rows = await toStatement(db, query, fromEnd).all<Row>();
  return toPage(query, total, rows.results);
}

type Row = ListingId & { key: string; total: number };

function toWayFromStart({ page, perPage }: CategoryQuery): Way {
  return { key: [], backwards: false, skip: (page - 1) * perPage, take: perPage };
}

function toWaysFromNear({ page, perPage, sort, near }: CategoryQuery): Way[] {
  const known = near === undefined ? undefined : readNear(near);
  if (!known || !isKeyOf(sort, known.key)) return [];
  const pages = page - known.page;
  const skip = (pages >= 0 ? pages : -pages - 1) * perPage;
  return [{ key: known.key, backwards: pages < 0, skip, take: perPage }];
}

function count(db: D1Like, { category = wholeShop }: CategoryQuery): StatementLike {
  return db.prepare('SELECT total FROM listing_count WHERE category = ?1').bind(category);
}

/** Skips rows of the index alone, and then reads the rows of the page. */
function toStatement(db: D1Like, query: CategoryQuery, { key, backwards, skip, take }: Way): StatementLike {
  const { category = wholeShop, sort } = query;
  const options = { key, backwards, first: 5, limit: '?2', select: 'l.product_id' };
  const skipped = toKeysetSql(sort, { ...options, from: 'FROM listing_category l WHERE l.category = ?1' });
  return db
    .prepare(
      `SELECT l.product_id AS productId, l.item_id AS itemId, json_array(${toKeyColumns(sort)}) AS key
      FROM (SELECT product_id FROM (${skipped}) LIMIT ?3 OFFSET ?4) s
      CROSS JOIN listing_category l ON l.category = ?1 AND l.product_id = s.product_id
      ORDER BY ${toOrder(sort)}`,
    )
    .bind(category, skip + take, take, skip, ...key);
}

function toPage({ page, perPage }: CategoryQuery, total: number, rows: Row[]): ListingPage {
  const ids = rows.map(({ productId, itemId }) => ({ productId, itemId }));
  const [first] = rows;
  // A shorter list has no page that only a key can reach.
  const far = total > mostSkipped + perPage && page > 1 && first;
  return { ids, total, page, ...(far ? { near: writeNear({ page, key: JSON.parse(first.key) }) } : {}) };
}
