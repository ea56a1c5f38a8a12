import type { D1Database } from '@cloudflare/workers-types';
import type { Draft, LineRequest, Snapshot } from './contract.ts';

type Row = {
  id: string;
  source: string;
  lines: string;
  snapshot: string;
  orderId: string | null;
  form: string | null;
};

/** A draft with the requested lines and the sealed form. */
export type KeptDraft = Omit<Draft, 'current' | 'form'> & { lines: LineRequest[]; form: string | null };

const columns = 'id, source, lines, snapshot, order_id AS orderId, form';

/** Stores the drafts of one member. */
export function createDraftStore(database: D1Database, member: string) {
  return {
    /** Stores the lines and the snapshot in the member's open draft of a source. Two tabs share it. @param now epoch milliseconds */
    async keep(source: string, lines: LineRequest[], snapshot: Snapshot, now: number): Promise<KeptDraft> {
      const row = await database
        .prepare(
          `INSERT INTO draft (id, member, source, lines, snapshot, drawn_at) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (member, source) WHERE order_id IS NULL
           DO UPDATE SET lines = excluded.lines, snapshot = excluded.snapshot, drawn_at = excluded.drawn_at
           RETURNING ${columns}`,
        )
        .bind(crypto.randomUUID(), member, source, JSON.stringify(lines), JSON.stringify(snapshot), now)
        .first<Row>();
      return toDraft(row as Row);
    },

    async keepForm(id: string, form: string): Promise<void> {
      await database
        .prepare('UPDATE draft SET form = ? WHERE id = ? AND member = ?')
        .bind(form, id, member)
        .run();
    },

    async find(id: string): Promise<KeptDraft | undefined> {
      const row = await database
        .prepare(`SELECT ${columns} FROM draft WHERE id = ? AND member = ?`)
        .bind(id, member)
        .first<Row>();
      return row ? toDraft(row) : undefined;
    },

    async findOpen(source: string): Promise<KeptDraft | undefined> {
      const row = await database
        .prepare(`SELECT ${columns} FROM draft WHERE member = ? AND source = ? AND order_id IS NULL`)
        .bind(member, source)
        .first<Row>();
      return row ? toDraft(row) : undefined;
    },
  };
}

function toDraft({ lines, snapshot, ...rest }: Row): KeptDraft {
  return { ...rest, lines: JSON.parse(lines), snapshot: JSON.parse(snapshot) };
}
