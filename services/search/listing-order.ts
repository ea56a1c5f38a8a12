import type { Sort } from './listing.ts';

/** A column of an order, and whether large values come first. */
type Column = { name: string; descending?: boolean };

// Every order ends with the product's id, so that no two rows are equal and pages never overlap.
const id = { name: 'product_id' };
const columns: Record<Sort, Column[]> = {
  relevance: [{ name: 'popularity', descending: true }, id],
  'price-asc': [{ name: 'price' }, id],
  'price-desc': [{ name: 'price', descending: true }, id],
  rating: [{ name: 'rating', descending: true }, { name: 'review_count', descending: true }, id],
  newest: [{ name: 'created_at', descending: true }, id],
  discount: [{ name: 'discount_percent', descending: true }, id],
};

/** The names of the columns of an order, joined for SQL. */
export function toKeyColumns(sort: Sort): string {
  return columns[sort].map(({ name }) => `l.${name}`).join(', ');
}

/** What follows ORDER BY. @param backwards the same order from its end */
export function toOrder(sort: Sort, backwards = false): string {
  return columns[sort].map((column) => toTerm(column, backwards)).join(', ');
}

/**
 * Builds the SQL that reads a list from a key on, or backwards from before that key. Each part of it is one range of one index, also
 * if many rows share a value: the rows with the same values, then those that differ in the last column but one, and so on.
 *
 * @param key the values of the first row, as many as {@link toKeyColumns} has; an empty one means the beginning or the end
 * @param from what precedes WHERE's further conditions, such as `FROM listing_category l WHERE l.category = ?1`
 * @param first the number of the first parameter of `key`
 * @param limit SQL of the most rows of each part
 */
export function toKeysetSql(
  sort: Sort,
  { select, from, key, first, limit, backwards }: KeysetOptions,
): string {
  const by = `ORDER BY ${toOrder(sort, backwards)} LIMIT ${limit}`;
  if (key.length === 0) return `SELECT ${select} ${from} ${by}`;
  const parts = columns[sort].map((_, index, all) => {
    const shared = all.length - 1 - index;
    const same = all.slice(0, shared).map(({ name }, at) => `l.${name} = ?${first + at}`);
    const { name, descending = false } = all[shared]!;
    const side = descending === backwards ? '>' : '<';
    // The row of the key itself belongs to the pages after it.
    const equal = index === 0 && !backwards ? '=' : '';
    const conditions = [...same, `l.${name} ${side}${equal} ?${first + shared}`];
    return `SELECT * FROM (SELECT ${select} ${from} AND ${conditions.join(' AND ')} ${by})`;
  });
  return `${parts.join(' UNION ALL ')} LIMIT ${limit}`;
}

type KeysetOptions = {
  select: string;
  from: string;
  key: readonly (string | number)[];
  first: number;
  limit: string;
  backwards: boolean;
};

/** Whether a key has the values of an order. */
export function isKeyOf(sort: Sort, key: readonly (string | number)[]): boolean {
  return key.length === columns[sort].length && typeof key.at(-1) === 'string';
}

function toTerm({ name, descending = false }: Column, backwards: boolean): string {
  return descending === backwards ? `l.${name}` : `l.${name} DESC`;
}
