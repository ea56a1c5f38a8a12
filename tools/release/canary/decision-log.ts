import * as v from 'valibot';
import type { Cloudflare } from '../../deploy/cloudflare.ts';
import type { Finding } from '../judge/create-judge.ts';

/** What a canary run decided, and the numbers that it saw. */
export type Decision = {
  at: string;
  slice: string;
  /** The key of the release. */
  release: string;
  /** The share of the canary at that time. */
  percent: number;
  decision: 'raise' | 'promote' | 'roll back' | 'inconclusive';
  reason: string;
  views: { canary: number; control: number };
  findings: Finding[];
};

const Count = v.number();
const Numbers = v.object({
  views: v.object({ canary: Count, control: Count }),
  findings: v.array(
    v.object({
      metric: v.string(),
      pairs: v.object({ both: Count, canary: Count, control: Count, neither: Count }),
      ...{ harm: v.number(), safety: v.number(), needed: v.optional(v.number()) },
    }),
  ),
});
const Rows = v.array(
  v.object({
    results: v.array(
      v.object({
        ...{ at: v.string(), slice: v.string(), release: v.string(), percent: v.number() },
        decision: v.picklist(['raise', 'promote', 'roll back', 'inconclusive']),
        reason: v.string(),
        numbers: v.pipe(v.string(), v.parseJson(), Numbers),
      }),
    ),
  }),
);
const table =
  'CREATE TABLE IF NOT EXISTS decisions (id INTEGER PRIMARY KEY, at TEXT NOT NULL, slice TEXT NOT NULL, release TEXT NOT NULL, percent REAL NOT NULL, decision TEXT NOT NULL, reason TEXT NOT NULL, numbers TEXT NOT NULL)';
const columns = 'at, slice, release, percent, decision, reason, numbers';

/** The decisions of canary runs, in the database of the release log. */
export function openDecisionLog({
  cloudflare,
  database,
}: {
  cloudflare: Pick<Cloudflare, 'post'>;
  database: string;
}) {
  const query = async (sql: string, params: (string | number)[] = []) =>
    (await cloudflare.post(`/d1/database/${database}/query`, { sql, params }, Rows))[0]?.results ?? [];

  return {
    async add({ views, findings, ...decision }: Decision): Promise<void> {
      const { at, slice, release, percent, reason } = decision;
      await query(table);
      await query(`INSERT INTO decisions (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`, [
        ...[at, slice, release, percent, decision.decision, reason, JSON.stringify({ views, findings })],
      ]);
    },

    /** The newest decisions about a slice, the last one first. */
    async list(slice: string, most: number): Promise<Decision[]> {
      await query(table);
      const rows = await query(`SELECT ${columns} FROM decisions WHERE slice = ? ORDER BY id DESC LIMIT ?`, [
        slice,
        most,
      ]);
      return rows.map(({ numbers: { views, findings }, ...row }) => ({
        ...row,
        views,
        findings: findings.map((finding) => ({ ...finding, needed: finding.needed })),
      }));
    },
  };
}
