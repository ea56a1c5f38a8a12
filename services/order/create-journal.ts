import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { EventsOf } from '@jogakbo/contracts/domain-events';
import type { EndReason, OrderState } from './contract.ts';
import type { OrderContext } from './order-service.ts';
import { canMove, finalStates, toSqlList } from './order-state.ts';
import { createOrderStore } from './order-store.ts';
import type { Journal } from './saga.ts';

type Status = { state: OrderState; cancelling: EndReason | null };
type Move = {
  /** The order must be in one of these states. */
  from: OrderState[];
  to: OrderState;
  /** Whether the order must be one that is to be undone, or must not. */
  undoing: boolean;
};

/**
 * The event of a state. `order.confirmed` goes out with `CAPTURED`, not with `CONFIRMED`: only then are both the stock and the
 * money certain.
 */
const eventOf: Partial<Record<OrderState, Extract<EventsOf<'order-service'>, `order.${string}`>>> = {
  CAPTURED: 'order.confirmed',
  DELIVERED: 'order.delivered',
  CANCELLED: 'order.cancelled',
  REFUNDED: 'order.cancelled',
};

/** The record of one order: its state, the history of its states, and its events. */
export function createJournal({ env, var: { now, publish } }: OrderContext, id: string) {
  const database = env.DB;

  return {
    async look() {
      return readStatus([await toLook().all<Status>()]);
    },

    /** Marks the order as one to be undone, unless it has ended, and looks at it. */
    async abandonAndLook(reason: EndReason): Promise<Status> {
      return readStatus(await database.batch([toAbandonment(reason), toLook()]));
    },

    async move(from, to) {
      const results = await database.batch(await prepareMove({ from: [from], to, undoing: false }));
      return results.at(-1)?.results.length === 1;
    },

    async abandon(reason) {
      await toAbandonment(reason).run();
    },

    async finish(from, to) {
      const statements = await prepareMove({ from: [from], to, undoing: true });
      // An order that was delivered after all is not cancelled.
      if (to === 'DELIVERED')
        statements.push(
          database
            .prepare("UPDATE orders SET cancelling = NULL WHERE id = ? AND state = 'DELIVERED'")
            .bind(id),
        );
      await database.batch(statements);
    },

    prepareMove,
  } satisfies Journal & { prepareMove: unknown; abandonAndLook: unknown };

  function toLook(): D1PreparedStatement {
    return database
      .prepare('UPDATE orders SET touched_at = ? WHERE id = ? RETURNING state, cancelling')
      .bind(now(), id);
  }

  function toAbandonment(reason: EndReason): D1PreparedStatement {
    return database
      .prepare(
        `UPDATE orders SET cancelling = ?, saga_kept = 1 WHERE id = ? AND cancelling IS NULL
         AND state NOT IN (${toSqlList(finalStates)})`,
      )
      .bind(reason, id);
  }

  /** Reads the row of the last statement. */
  function readStatus(results: { results: unknown[] }[]): Status {
    const row = results.at(-1)?.results[0] as Status | undefined;
    if (!row) throw new Error(`There is no order ${id}.`);
    return row;
  }

  /**
   * Prepares the statements that move an order: its event, its history and its state. They do nothing unless the order is as the
   * move says.
   * The last one returns a row if the order moved.
   */
  async function prepareMove({ from, to, undoing }: Move): Promise<D1PreparedStatement[]> {
    const wrong = from.find((state) => !canMove(state, to));
    if (wrong) throw new Error(`An order cannot change from ${wrong} to ${to}.`);
    const condition = `id = ? AND state IN (${toSqlList(from)}) AND cancelling IS ${undoing ? 'NOT NULL' : 'NULL'}`;
    const history = database
      .prepare(
        `INSERT INTO order_history (order_id, version, state, at)
         SELECT id, version + 1, ?, ? FROM orders WHERE ${condition}`,
      )
      .bind(to, now(), id);
    const update = database
      .prepare(`UPDATE orders SET state = ?, version = version + 1 WHERE ${condition} RETURNING id`)
      .bind(to, id);
    return [...(await prepareEvent(to, condition)), history, update];
  }

  async function prepareEvent(to: OrderState, condition: string): Promise<D1PreparedStatement[]> {
    const type = eventOf[to];
    const order = type && (await createOrderStore(database).read(id));
    if (!order) return [];
    const lines = order.content.lines.map(({ productId, itemId, quantity }) => ({
      productId,
      itemId,
      quantity,
    }));
    const data = { orderId: id, memberId: order.member, lines, origin: order.content.source };
    const onlyIf = { query: `SELECT 1 FROM orders WHERE ${condition}`, values: [id] };
    return [publish(type, data, { trace: order.trace, onlyIf })];
  }
}
