import type { D1Like } from './d1-like.ts';

/** A rebuild of the index; `after` is the last product that is done, null when all are done. */
type Rebuild = {
  generation: number;
  after: string | null;
  products: number;
  written: number;
  removed: number;
};

export interface RebuildStore {
  /** The rebuild that is under way. Starts one if there is none, or if it began too long ago. @param now epoch milliseconds */
  current(now: number): Promise<Rebuild>;
  /** Notes that a page is done, unless another invocation has done it. */
  advance(from: Rebuild, to: Rebuild): Promise<void>;
}

/** An older rebuild starts again, since much has changed since it began. */
const longestMs = 12 * 60 * 60 * 1_000;

const select =
  'SELECT generation, after, products, written, removed FROM rebuild WHERE after IS NOT NULL LIMIT 1';

export function createRebuildStore(db: D1Like): RebuildStore {
  return {
    async current(now) {
      const start = `INSERT INTO rebuild (generation, after)
        SELECT ?1, '' WHERE NOT EXISTS (SELECT 1 FROM rebuild WHERE after IS NOT NULL) ON CONFLICT DO NOTHING`;
      // The row of the rebuild before is not needed any more.
      const forget = 'DELETE FROM rebuild WHERE generation < CASE WHEN after IS NULL THEN ?1 ELSE ?2 END';
      const answers = await db.batch<Rebuild>([
        db.prepare(forget).bind(now, now - longestMs),
        db.prepare(start).bind(now),
        db.prepare(select),
      ]);
      const rebuild = answers.at(-1)?.results[0];
      // Only if one has ended in this very millisecond.
      return rebuild ?? { generation: now, after: null, products: 0, written: 0, removed: 0 };
    },

    async advance({ generation, after }, to) {
      await db
        .prepare(
          `UPDATE rebuild SET after = ?3, products = ?4, written = ?5, removed = ?6
          WHERE generation = ?1 AND after = ?2`,
        )
        .bind(generation, after, to.after, to.products, to.written, to.removed)
        .all();
    },
  };
}
