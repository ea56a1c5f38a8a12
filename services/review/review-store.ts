import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { OutboxCondition } from '@jogakbo/edge/outbox';
import {
  type ListQuery,
  mostPages,
  type OwnReview,
  pageSize,
  type RatingSummary,
  type Review,
  type ReviewPage,
} from './contract.ts';
import { type SummaryRow, toRatingSummary } from './to-rating-summary.ts';

type Row = Omit<Review, 'verified'>;

/** Statements that run in the transaction of the review, such as the insert of its event. */
type Also = { also?: D1PreparedStatement[] };

const columns =
  'id, product_id AS productId, rating, title, body, author, created_at AS createdAt, changed_at AS changedAt';
const orders = {
  newest: 'created_at DESC, id DESC',
  'rating-high': 'rating DESC, created_at DESC, id DESC',
  'rating-low': 'rating, created_at DESC, id DESC',
} satisfies Record<ListQuery['sort'], string>;

/** Keeps reviews. Triggers of the database keep their summaries. */
export function createReviewStore(database: D1Database) {
  return {
    /** Reads whether a member received a product, and their review of it. */
    async findOwn(memberId: string, productId: string): Promise<OwnReview> {
      const { delivered, review } = await findOwnAndForm(memberId, productId, '');
      return { delivered, review };
    },

    findOwnAndForm,

    /**
     * Writes or changes a member's review of a product. The statements in `also` run in the same transaction.
     *
     * @param review `createdAt` becomes `changedAt` if the member already has a review
     * @returns the stored review
     */
    async put(memberId: string, review: Review, { also = [] }: Also = {}): Promise<Review> {
      const { id, productId, rating, title, body, author, createdAt } = review;
      const [, kept] = await database.batch([
        database
          .prepare(
            `INSERT INTO review (id, product_id, rating, title, body, author, created_at, member_id)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (member_id, product_id) WHERE member_id IS NOT NULL DO UPDATE SET
               rating = excluded.rating, title = excluded.title, body = excluded.body, author = excluded.author,
               changed_at = excluded.created_at`,
          )
          .bind(id, productId, rating, title, body, author, createdAt, memberId),
        selectOwn(memberId, productId),
        ...also,
      ]);
      return toReview(kept?.results[0] as Row);
    },

    /**
     * Removes a member's review of a product for good.
     *
     * @param toEvent gives the statement of its event, which the query completes with the id of the review
     * @returns false if there was none
     */
    async withdraw(
      memberId: string,
      productId: string,
      toEvent: (completedBy: OutboxCondition) => D1PreparedStatement,
    ): Promise<boolean> {
      const query = `SELECT json_object('data', json_object('reviewId', id)) AS more
        FROM review WHERE member_id = ? AND product_id = ?`;
      const [, removed] = await database.batch([
        toEvent({ query, values: [memberId, productId] }),
        database
          .prepare('DELETE FROM review WHERE member_id = ? AND product_id = ? RETURNING id')
          .bind(memberId, productId),
      ]);
      return removed?.results.length === 1;
    },

    /** Whether this form was taken before. */
    async hasTaken(formId: string): Promise<boolean> {
      return (await selectForm(formId).first()) !== null;
    },

    /** The statement that stores a form as taken. It fails, with its whole transaction, if the form was taken before. */
    toTakenStatement: (formId: string, time: number) =>
      database.prepare('INSERT INTO taken_form (id, time) VALUES (?, ?)').bind(formId, time),

    /** Removes forms that were taken before a time, in epoch milliseconds. */
    async forgetForms(before: number): Promise<void> {
      await database.prepare('DELETE FROM taken_form WHERE time < ?').bind(before).run();
    },

    async list(productId: string, query: ListQuery): Promise<ReviewPage> {
      const [summaries, found] = await database.batch([
        database.prepare('SELECT * FROM rating_summary WHERE product_id = ?').bind(productId),
        selectPage(productId, query),
      ]);
      const summary = toRatingSummary(productId, summaries?.results[0] as SummaryRow | undefined);
      const total = query.rating ? (summary.histogram[query.rating - 1] as number) : summary.count;
      const pages = Math.max(1, Math.min(Math.ceil(total / pageSize), mostPages));
      const page = Math.min(query.page, pages);
      const reviews =
        page === query.page
          ? found?.results
          : (await selectPage(productId, { ...query, page }).all()).results;
      return { summary, reviews: (reviews as Row[]).map(toReview), total, page, pages };
    },

    /** A summary for each id, in the order of the ids. */
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

  /** Reads what {@link findOwn} does, and whether this form was taken before. */
  async function findOwnAndForm(
    memberId: string,
    productId: string,
    formId: string,
  ): Promise<OwnReview & { taken: boolean }> {
    const [purchases, reviews, forms] = await database.batch([
      database
        .prepare('SELECT 1 FROM purchase WHERE member_id = ? AND product_id = ?')
        .bind(memberId, productId),
      selectOwn(memberId, productId),
      selectForm(formId),
    ]);
    const [row] = (reviews?.results ?? []) as Row[];
    return {
      delivered: purchases?.results.length === 1,
      review: row ? toReview(row) : null,
      taken: forms?.results.length === 1,
    };
  }

  function selectForm(formId: string): D1PreparedStatement {
    return database.prepare('SELECT 1 FROM taken_form WHERE id = ?').bind(formId);
  }

  function selectOwn(memberId: string, productId: string) {
    return database
      .prepare(`SELECT ${columns} FROM review WHERE member_id = ? AND product_id = ?`)
      .bind(memberId, productId);
  }

  /** A page beyond the last one reads nothing, since its rows would all be skipped one by one. */
  function selectPage(productId: string, { sort, rating, page }: ListQuery) {
    const filter = rating ? 'AND rating = ?' : '';
    return database
      .prepare(
        `SELECT ${columns} FROM review WHERE product_id = ? ${filter} ORDER BY ${orders[sort]} LIMIT ? OFFSET ?`,
      )
      .bind(
        productId,
        ...(rating ? [rating] : []),
        page > mostPages ? 0 : pageSize,
        (Math.min(page, mostPages) - 1) * pageSize,
      );
  }
}

/** Every stored review is verified, since only a member who received the product can write one. */
function toReview({ changedAt, ...review }: Row): Review {
  return { ...review, ...(changedAt ? { changedAt } : {}), verified: true };
}
