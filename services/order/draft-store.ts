import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Draft, LineRequest, Snapshot } from './contract.ts';

export type DraftRow = {
  id: string;
  source: string;
  lines: string;
  snapshot: string;
  orderId: string | null;
  form: string | null;
  drawnAt: number;
};

/** A draft with the requested lines and the sealed form. */
export type KeptDraft = Omit<Draft, 'current' | 'form' | 'offers'> & {
  lines: LineRequest[];
  form: string | null;
  /** When the snapshot was stored, in milliseconds since the epoch. */
  drawnAt: number;
};

const columns = 'id, source, lines, snapshot, order_id AS orderId, form, drawn_at AS drawnAt';

/** Stores the drafts of one member. */
export function createDraftStore(database: D1Database, member: string) {
  return {
    /**
     * Stores the lines and the snapshot in the member's open draft of a source. Two tabs share it.
     *
     * @param now epoch milliseconds
     * @param begun the id and the sealed form of a new draft; an open draft keeps its own
     */
    async keep(
      source: string,
      lines: LineRequest[],
      snapshot: Snapshot,
      now: number,
      begun: { id: string; form: string | null } = { id: crypto.randomUUID(), form: null },
    ): Promise<KeptDraft> {
      const row = await database
        .prepare(
          `INSERT INTO draft (id, member, source, lines, snapshot, drawn_at, form) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (member, source) WHERE order_id IS NULL
           DO UPDATE SET lines = excluded.lines, snapshot = excluded.snapshot, drawn_at = excluded.drawn_at
           RETURNING ${columns}`,
        )
        .bind(...[begun.id, member, source, JSON.stringify(lines), JSON.stringify(snapshot), now, begun.form])
        .first<DraftRow>();
      return toDraft(row as DraftRow);
    },

    async keepForm(id: string, form: string): Promise<void> {
      await toKeepForm(id, form).run();
    },

    /** Stores the form of a draft, unless it is ordered already, and reads the draft. */
    async findWithForm(id: string, form: string): Promise<KeptDraft | undefined> {
      const [, found] = await database.batch([toKeepForm(id, form), select(id)]);
      const row = found?.results[0] as DraftRow | undefined;
      return row && toDraft(row);
    },

    async find(id: string): Promise<KeptDraft | undefined> {
      const row = await select(id).first<DraftRow>();
      return row ? toDraft(row) : undefined;
    },

    /** Selects a draft, for a batch with other statements. {@link toDraft} reads its row. */
    select,

    async findOpen(source: string): Promise<KeptDraft | undefined> {
      const row = await database
        .prepare(`SELECT ${columns} FROM draft WHERE member = ? AND source = ? AND order_id IS NULL`)
        .bind(member, source)
        .first<DraftRow>();
      return row ? toDraft(row) : undefined;
    },
  };

  function toKeepForm(id: string, form: string): D1PreparedStatement {
    return database
      .prepare('UPDATE draft SET form = ? WHERE id = ? AND member = ? AND order_id IS NULL')
      .bind(form, id, member);
  }

  function select(id: string): D1PreparedStatement {
    return database.prepare(`SELECT ${columns} FROM draft WHERE id = ? AND member = ?`).bind(id, member);
  }
}

/** Reads a row of the table. */
export function toDraft({ lines, snapshot, ...rest }: DraftRow): KeptDraft {
  return { ...rest, lines: JSON.parse(lines), snapshot: JSON.parse(snapshot) };
}
