import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { DomainEventType } from '@jogakbo/contracts/domain-events';
import type { EndReason, OrderState } from './contract.ts';
import type { OrderContext } from './order-service.ts';
import { canMove } from './order-state.ts';
import { createOrderStore } from './order-store.ts';
import type { Journal } from './saga.ts';

type Status = { state: OrderState; cancelling: EndReason | null };
type OrderEvent = Extract<DomainEventType, `order.${string}`>;

/** The event of each state. `order.confirmed` comes with CAPTURED, since both stock and money are final only then. */
const eventTypes: Partial<Record<OrderState, OrderEvent>> = {
  CAPTURED: 'order.confirmed',
  DELIVERED: 'order.delivered',
  CANCELLED: 'order.cancelled',
  REFUNDED: 'order.cancelled',
};

/** Adds the new state to the history. Where the order has another state, the version is null, and the table refuses the whole batch. */
const guarded = (condition: string) =>
  `INSERT INTO order_history (order_id, version, state, at)
   VALUES (?1, (SELECT version + 1 FROM orders WHERE id = ?1 AND state = ?2 AND ${condition}), ?3, ?4)`;

/** The record of one order: its state, its history, and its events. */
export function createJournal({ env, var: { now, publish } }: OrderContext, id: string) {
  const database = env.DB;

  return {
    async look() {
      const row = await database
        .prepare('UPDATE orders SET touched_at = ? WHERE id = ? RETURNING state, cancelling')
        .bind(now(), id)
        .first<Status>();
      if (!row) throw new Error(`There is no order ${id}.`);
      return row;
    },

    move: async (from, to) => run(await prepareMove(from, to, 'cancelling IS NULL')),

    async abandon(reason) {
      await database
        .prepare(
          `UPDATE orders SET cancelling = ?, saga_kept = 1 WHERE id = ? AND cancelling IS NULL
           AND state NOT IN ('DELIVERED', 'CANCELLED', 'REFUNDED')`,
        )
        .bind(reason, id)
        .run();
    },

    async finish(from, to) {
      const statements = await prepareMove(from, to, 'cancelling IS NOT NULL');
      // An order that was delivered in the meantime is not undone.
      if (to === 'DELIVERED')
        statements.push(database.prepare('UPDATE orders SET cancelling = NULL WHERE id = ?').bind(id));
      await run(statements);
    },

    prepareMove,
  } satisfies Journal & { prepareMove: unknown };

  /** Prepares the statements that change the state. @param condition SQL that the order must fulfil */
  async function prepareMove(
    from: OrderState,
    to: OrderState,
    condition: string,
  ): Promise<D1PreparedStatement[]> {
    if (!canMove(from, to)) throw new Error(`An order cannot change from ${from} to ${to}.`);
    const at = now();
    const statements = [
      database.prepare(guarded(condition)).bind(id, from, to, at),
      database.prepare('UPDATE orders SET state = ?, version = version + 1 WHERE id = ?').bind(to, id),
    ];
    const type = eventTypes[to];
    const order = type && (await createOrderStore(database).read(id));
    if (!order) return statements;
    const lines = order.content.lines.map(({ productId, itemId, quantity }) => ({
      productId,
      itemId,
      quantity,
    }));
    const { source: origin } = order.content;
    const data = { orderId: id, memberId: order.member, lines, origin };
    return [...statements, publish(type, data, { trace: order.trace })];
  }

  async function run(statements: D1PreparedStatement[]): Promise<boolean> {
    try {
      await database.batch(statements);
      return true;
    } catch (error) {
      if (String(error).includes('order_history.version')) return false;
      throw error;
    }
  }
}
