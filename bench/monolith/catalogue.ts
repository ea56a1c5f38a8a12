import type { Sql } from './create-sql.ts';

export const sorts = ['relevance', 'price-asc', 'price-desc', 'rating', 'newest'] as const;
export type Sort = (typeof sorts)[number];

export type Card = {
  id: string;
  itemId: string;
  title: string;
  badge: string | null;
  list: number;
  final: number;
  off: number;
  available: number;
  reviews: number;
  ratings: number;
};
export type Category = { slug: string; parent: string | null; ko: string; en: string };
export type Item = { id: string; label: string; list: number; final: number; off: number; available: number };
export type Review = {
  rating: number;
  title: string;
  body: string;
  author: string;
  at: number;
  bought: number;
};
export type Product = Omit<Card, 'itemId' | 'list' | 'final' | 'off' | 'available'> & {
  brand: string;
  optionName: string;
  attributes: { name: string; value: string }[];
  category: string;
  items: Item[];
};

export type CatalogueReader = ReturnType<typeof createCatalogueReader>;

export const pageLength = 24;
const reviewsShown = 10;

/** Reads products, lists and categories. */
export function createCatalogueReader(sql: Sql) {
  return {
    /** The products of a category with all below it, or of a search, or of the whole shop. */
    list(filter: { category?: string; words?: string[] }, sort: Sort, page: number) {
      const [source, values] = toSource(filter);
      const total = sql.one<{ n: number }>(`${source} SELECT count(*) AS n FROM hit`, ...values)?.n ?? 0;
      const cards = sql.all<Card>(
        `${source} SELECT ${cardColumns} FROM hit JOIN product p ON p.id = hit.id ${firstItem}
           ORDER BY ${orders[sort]}, p.id LIMIT ? OFFSET ?`,
        ...values,
        pageLength,
        (page - 1) * pageLength,
      );
      return { total, cards };
    },

    product(id: string): Product | undefined {
      const row = sql.one<Omit<Product, 'attributes' | 'items'> & { attributes: string }>(
        `SELECT id, title, brand, badge, category, option_name AS optionName, attributes, review_count AS reviews,
           rating_sum AS ratings FROM product WHERE id = ?`,
        id,
      );
      if (!row) return undefined;
      const items = sql.all<Item>(
        `SELECT i.id, i.label, p.list, p.final, p.discount_percent AS off, s.available FROM item i
           JOIN pricing p ON p.item_id = i.id JOIN inventory s ON s.item_id = i.id
           WHERE i.product_id = ? ORDER BY i.position`,
        id,
      );
      return { ...row, attributes: JSON.parse(row.attributes), items };
    },

    reviews(product: string) {
      const list = sql.all<Review>(
        `SELECT rating, title, body, author, created_at AS at, member_id IS NOT NULL AS bought FROM review
           WHERE product_id = ? ORDER BY created_at DESC, id LIMIT ?`,
        product,
        reviewsShown,
      );
      const counts = sql.all<{ rating: number; n: number }>(
        'SELECT rating, count(*) AS n FROM review WHERE product_id = ? GROUP BY rating',
        product,
      );
      const histogram = [5, 4, 3, 2, 1].map((rating) => ({
        rating,
        count: counts.find((each) => each.rating === rating)?.n ?? 0,
      }));
      return { list, histogram };
    },

    /** The values from which a product is drawn. */
    picture(id: string): string | undefined {
      return sql.one<{ picture: string }>('SELECT picture FROM product WHERE id = ?', id)?.picture;
    },

    category(slug: string): Category | undefined {
      return sql.one<Category>(
        'SELECT slug, parent, name_ko AS ko, name_en AS en FROM category WHERE slug = ?',
        slug,
      );
    },

    /** The categories from a department down to this one. */
    path(slug: string): Category[] {
      return sql.all<Category>(
        `WITH RECURSIVE up (slug, depth) AS (
             SELECT ?, 0 UNION ALL
             SELECT c.parent, depth + 1 FROM up JOIN category c ON c.slug = up.slug WHERE c.parent IS NOT NULL
           ) SELECT c.slug, c.parent, c.name_ko AS ko, c.name_en AS en FROM up JOIN category c USING (slug)
           ORDER BY depth DESC`,
        slug,
      );
    },

    /** The categories below one, or the departments. */
    children(parent: string | null): Category[] {
      return sql.all<Category>(
        'SELECT slug, parent, name_ko AS ko, name_en AS en FROM category WHERE parent IS ? ORDER BY position',
        parent,
      );
    },
  };
}

/** The first option of a product stands for it in lists. */
const firstItem = `JOIN item i ON i.product_id = p.id AND i.position = 0
  JOIN pricing r ON r.item_id = i.id JOIN inventory s ON s.item_id = i.id`;
const cardColumns = `p.id, i.id AS itemId, p.title, p.badge, r.list, r.final, r.discount_percent AS off, s.available,
  p.review_count AS reviews, p.rating_sum AS ratings`;

const orders: Record<Sort, string> = {
  relevance: 'p.review_count DESC',
  'price-asc': 'r.final',
  'price-desc': 'r.final DESC',
  rating: 'CAST(p.rating_sum AS REAL) / max(p.review_count, 1) DESC, p.review_count DESC',
  newest: 'p.created_at DESC',
};

function toSource({ category, words }: { category?: string; words?: string[] }): [string, string[]] {
  if (category !== undefined)
    return [
      `WITH RECURSIVE below (slug) AS (
         SELECT ? UNION ALL SELECT c.slug FROM below JOIN category c ON c.parent = below.slug
       ), hit AS (SELECT p.id FROM below JOIN product p ON p.category = below.slug)`,
      [category],
    ];
  const likes = (words ?? []).map(() => "title LIKE ? ESCAPE '\\'").join(' AND ') || 'TRUE';
  return [
    `WITH hit AS (SELECT id FROM product WHERE ${likes})`,
    (words ?? []).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`),
  ];
}
