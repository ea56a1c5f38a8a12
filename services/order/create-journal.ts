import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { DomainEventType } from '@jogakbo/contracts/domain-events';
import type { EndReason, OrderState } from './contract.ts';
import type { OrderContext } from './order-service.ts';
import { canMove } from './order-state.ts';
import { createOrderStore } from './order-store.ts';
import type { Journal } from './saga.ts';

type Status = { state: OrderState; cancelling: EndReason | null };
type OrderEvent = Extract<DomainEventType, `order.${string}`>;

/** What the house is told of when an order comes into a state. Once captured, both stock and money are final. */
const told: Partial<Record<OrderState, OrderEvent>> = {
  CAPTURED: 'order.confirmed',
  DELIVERED: 'order.delivered',
  CANCELLED: 'order.cancelled',
  REFUNDED: 'order.cancelled',
};

/** Nothing moves but from the state it was seen in: the version would be null, which the table refuses, and the batch with it. */
const guarded = (condition: string) =>
  `INSERT INTO order_history (order_id, version, state, at)
   VALUES (?1, (SELECT version + 1 FROM orders WHERE id = ?1 AND state = ?2 AND ${condition}), ?3, ?4)`;

/** One order's own record: its state, how it came there, and what others are told of it. */
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

    move: async (from, to) => run(await toMove(from, to, 'cancelling IS NULL')),

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
      const statements = await toMove(from, to, 'cancelling IS NOT NULL');
      // What was delivered after all was not undone.
      if (to === 'DELIVERED')
        statements.push(database.prepare('UPDATE orders SET cancelling = NULL WHERE id = ?').bind(id));
      await run(statements);
    },

    toMove,
  } satisfies Journal & { toMove: unknown };

  /** The statements of a move, for the batch that they are to be part of. */
  async function toMove(from: OrderState, to: OrderState, condition: string): Promise<D1PreparedStatement[]> {
    if (!canMove(from, to)) throw new Error(`An order does not go from ${from} to ${to}.`);
    const at = now();
    const statements = [
      database.prepare(guarded(condition)).bind(id, from, to, at),
      database.prepare('UPDATE orders SET state = ?, version = version + 1 WHERE id = ?').bind(to, id),
    ];
    const type = told[to];
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
