import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { Method } from '@jogakbo/payment-service/contract';
import type { Address, Region } from '@jogakbo/transport-service/contract';
import type * as v from 'valibot';
import {
  type EndReason,
  type Order,
  type OrderPage,
  type OrderState,
  type OrderSummary,
  pageSize,
  type Shortage,
  type Snapshot,
} from './contract.ts';

/**
 * The content of an order, which never changes. `source` is the source of its draft; older orders do not have it. `former`: the order was placed in
 * the program that the shop has replaced.
 */
export type Content = Pick<Snapshot, 'lines' | 'totals' | 'coupons'> & {
  region: Region;
  method: Method;
  source?: string;
  former?: true;
};
/** The encrypted data of an order. */
export type Personal = { address: Address; token: string; reference?: string | undefined };

type Row = {
  id: string;
  member: string;
  state: OrderState;
  cancelling: EndReason | null;
  content: string;
  personal: string;
  arrival: string | null;
  shortage: string | null;
  trace: string;
  placedAt: number;
};
export type KeptOrder = Omit<Row, 'content' | 'shortage'> & { content: Content; shortage: Shortage[] };
export type OrderWithHistory = { order: KeptOrder; history: Order['history'] };
type NewOrder = Pick<KeptOrder, 'id' | 'member' | 'content' | 'personal' | 'trace' | 'placedAt'> & {
  draft: string;
};

const columns =
  'id, member, state, cancelling, content, personal, arrival, shortage, trace, placed_at AS placedAt';

export function createOrderStore(database: D1Database) {
  return {
    /**
     * Writes the order, unless its draft has become an order already.
     *
     * @param also statements of the same transaction, such as the one that publishes `order.placed`
     * @returns the id of the draft's order, and whether it existed before
     */
    async place(order: NewOrder, also: D1PreparedStatement[]): Promise<{ id: string; again: boolean }> {
      const { id, member, draft, content, personal, trace, placedAt } = order;
      const insert = database
        .prepare(
          `INSERT INTO orders (id, member, draft, state, version, content, personal, trace, placed_at, touched_at)
           VALUES (?1, ?2, ?3, 'PENDING', 0, ?4, ?5, ?6, ?7, ?7)`,
        )
        .bind(id, member, draft, JSON.stringify(content), personal, trace, placedAt);
      const history = database
        .prepare(`INSERT INTO order_history (order_id, version, state, at) VALUES (?, 0, 'PENDING', ?)`)
        .bind(id, placedAt);
      const close = database.prepare('UPDATE draft SET order_id = ? WHERE id = ?').bind(id, draft);
      try {
        await database.batch([insert, history, close, ...also]);
        return { id, again: false };
      } catch (error) {
        const found = await this.ofDraft(draft);
        if (!found) throw error;
        return { id: found, again: true };
      }
    },

    async ofDraft(draft: string): Promise<string | undefined> {
      const row = await database
        .prepare('SELECT id FROM orders WHERE draft = ?')
        .bind(draft)
        .first<{ id: string }>();
      return row?.id;
    },

    async read(id: string): Promise<KeptOrder | undefined> {
      const row = await selectOrder(id).first<Row>();
      return row ? toOrder(row) : undefined;
    },

    /** Reads an order together with its history. */
    async readWithHistory(id: string): Promise<OrderWithHistory | undefined> {
      return toOrderWithHistory(await database.batch(selectWithHistory(id)));
    },

    /** The last statements of a batch. {@link toOrderWithHistory} reads their results. */
    selectWithHistory,

    async history(id: string): Promise<Order['history']> {
      return (await selectHistory(id).all<Order['history'][number]>()).results;
    },

    /** A member's orders, newest first. */
    async page(member: string, wanted: number): Promise<v.InferOutput<typeof OrderPage>> {
      const count = database.prepare('SELECT count(*) AS total FROM orders WHERE member = ?').bind(member);
      const [counted, found] = await database.batch([count, selectPage(member, wanted)]);
      const row = counted?.results[0] as { total: number } | undefined;
      const pages = Math.max(1, Math.ceil((row?.total ?? 0) / pageSize));
      const page = Math.min(wanted, pages);
      // A page that does not exist becomes the last one.
      const rows = page === wanted ? found?.results : (await selectPage(member, page).all()).results;
      return { orders: (rows as Row[]).map((row) => toSummary(toOrder(row))), page, pages };
    },
  };

  function selectOrder(id: string): D1PreparedStatement {
    return database.prepare(`SELECT ${columns} FROM orders WHERE id = ?`).bind(id);
  }

  function selectWithHistory(id: string): D1PreparedStatement[] {
    return [selectOrder(id), selectHistory(id)];
  }

  function selectHistory(id: string): D1PreparedStatement {
    return database
      .prepare('SELECT state, at FROM order_history WHERE order_id = ? ORDER BY version')
      .bind(id);
  }

  function selectPage(member: string, page: number): D1PreparedStatement {
    return database
      .prepare(
        `SELECT ${columns} FROM orders WHERE member = ? ORDER BY placed_at DESC, id DESC LIMIT ? OFFSET ?`,
      )
      .bind(member, pageSize, (page - 1) * pageSize);
  }
}

export function toOrderWithHistory(results: { results: unknown[] }[]): OrderWithHistory | undefined {
  const [orders, history] = results.slice(-2);
  const row = orders?.results[0] as Row | undefined;
  return row && { order: toOrder(row), history: history?.results as Order['history'] };
}

export function toSummary(order: KeptOrder): OrderSummary {
  const { id, state, cancelling, shortage, placedAt, arrival, content } = order;
  const { lines, totals, former } = content;
  const summary = { id, state, reason: cancelling, shortage, placedAt, arrival, lines, totals };
  return former ? { ...summary, former } : summary;
}

function toOrder({ content, shortage, ...rest }: Row): KeptOrder {
  return { ...rest, content: JSON.parse(content), shortage: shortage ? JSON.parse(shortage) : [] };
}
