import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import { type ListQuery, pageSize, type RatingSummary, type Review, type ReviewPage } from './contract.ts';
import { type SummaryRow, toRatingSummary } from './rating-summary.ts';

export type ReviewStore = ReturnType<typeof createReviewStore>;

type Row = Omit<Review, 'verified'> & { verified: 0 | 1 };

/** What goes with a review into the store: the member who wrote it, if it was one, and what else is written with it. */
type Added = { memberId?: string | undefined; also?: D1PreparedStatement[] };

const columns = `id, product_id AS productId, rating, title, body, author, created_at AS createdAt, EXISTS (
  SELECT 1 FROM purchase WHERE purchase.member_id = review.member_id AND purchase.product_id = review.product_id
) AS verified`;
const orders = {
  newest: 'created_at DESC, id DESC',
  'rating-high': 'rating DESC, created_at DESC, id DESC',
  'rating-low': 'rating, created_at DESC, id DESC',
} satisfies Record<ListQuery['sort'], string>;

/** Reviews, and the summaries that the database keeps of them. */
export function createReviewStore(database: D1Database) {
  return {
    /**
     * Adds a review, or changes nothing where there is one of this id.
     *
     * @returns the review that is there now
     */
    async add(review: Review, { memberId, also = [] }: Added = {}): Promise<Review> {
      const { id, productId, rating, title, body, author, createdAt } = review;
      const [, kept] = await database.batch([
        database
          .prepare(
            `INSERT INTO review (id, product_id, rating, title, body, author, created_at, member_id)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
          )
          .bind(id, productId, rating, title, body, author, createdAt, memberId ?? null),
        selectOne(id),
        ...also,
      ]);
      return toReview(kept?.results[0] as Row);
    },

    async find(id: string): Promise<Review | undefined> {
      const row = await selectOne(id).first<Row>();
      return row ? toReview(row) : undefined;
    },

    async list(productId: string, query: ListQuery): Promise<ReviewPage> {
      const [summaries, found] = await database.batch([
        database.prepare('SELECT * FROM rating_summary WHERE product_id = ?').bind(productId),
        selectPage(productId, query),
      ]);
      const summary = toRatingSummary(productId, summaries?.results[0] as SummaryRow | undefined);
      const total = query.rating ? (summary.histogram[query.rating - 1] as number) : summary.count;
      const pages = Math.max(1, Math.ceil(total / pageSize));
      const page = Math.min(query.page, pages);
      const reviews =
        page === query.page
          ? found?.results
          : (await selectPage(productId, { ...query, page }).all()).results;
      return { summary, reviews: (reviews as Row[]).map(toReview), total, page, pages };
    },

    /** One for every id, in that order. */
    async summaries(ids: string[]): Promise<RatingSummary[]> {
      const { results } = await database
        .prepare('SELECT * FROM rating_summary WHERE product_id IN (SELECT value FROM json_each(?))')
        .bind(JSON.stringify(ids))
        .all<SummaryRow>();
      const found = new Map(results.map((row) => [row.product_id, row]));
      return ids.map((id) => toRatingSummary(id, found.get(id)));
    },

    async page(after: string, limit: number): Promise<RatingSummary[]> {
      const { results } = await database
        .prepare('SELECT * FROM rating_summary WHERE product_id > ? ORDER BY product_id LIMIT ?')
        .bind(after, limit)
        .all<SummaryRow>();
      return results.map((row) => toRatingSummary(row.product_id, row));
    },
  };

  function selectOne(id: string) {
    return database.prepare(`SELECT ${columns} FROM review WHERE id = ?`).bind(id);
  }

  function selectPage(productId: string, { sort, rating, page }: ListQuery) {
    const filter = rating ? 'AND rating = ?' : '';
    return database
      .prepare(
        `SELECT ${columns} FROM review WHERE product_id = ? ${filter} ORDER BY ${orders[sort]} LIMIT ? OFFSET ?`,
      )
      .bind(productId, ...(rating ? [rating] : []), pageSize, (page - 1) * pageSize);
  }
}

function toReview({ verified, ...review }: Row): Review {
  return verified ? { ...review, verified: true } : review;
}
