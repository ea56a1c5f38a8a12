import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { EventsOf } from '@jogakbo/contracts/domain-events';
import type { EndReason, OrderState } from './contract.ts';
import type { OrderContext } from './order-service.ts';
import { canMove, finalStates, toSqlList } from './order-state.ts';
import { createOrderStore, type OrderWithHistory, toOrderWithHistory } from './order-store.ts';
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

    /**
     * Marks the member's order as one to be undone, unless it has ended, and reads it with its history. The order of another member is only
     * read.
     */
    async cancel(member: string): Promise<OrderWithHistory | undefined> {
      const touch = database
        .prepare('UPDATE orders SET touched_at = ? WHERE id = ? AND member = ?')
        .bind(now(), id, member);
      const reading = createOrderStore(database).selectWithHistory(id);
      return toOrderWithHistory(await database.batch([toAbandonment('customer', member), touch, ...reading]));
    },

    async move(from, to) {
      const results = await database.batch(prepareMove({ from: [from], to, undoing: false }));
      return results.at(-1)?.results.length === 1;
    },

    async abandon(reason) {
      await toAbandonment(reason).run();
    },

    async finish(from, to) {
      const statements = prepareMove({ from: [from], to, undoing: true });
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
  } satisfies Journal & { prepareMove: unknown; cancel: unknown };

  function toLook(): D1PreparedStatement {
    return database
      .prepare('UPDATE orders SET touched_at = ? WHERE id = ? RETURNING state, cancelling')
      .bind(now(), id);
  }

  /** @param member only an order of this member */
  function toAbandonment(reason: EndReason, member: string | null = null): D1PreparedStatement {
    return database
      .prepare(
        `UPDATE orders SET cancelling = ?1, saga_kept = 1 WHERE id = ?2 AND cancelling IS NULL
         AND state NOT IN (${toSqlList(finalStates)}) AND (?3 IS NULL OR member = ?3)`,
      )
      .bind(reason, id, member);
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
  function prepareMove({ from, to, undoing }: Move): D1PreparedStatement[] {
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
    return [...prepareEvent(to, condition), history, update];
  }

  function prepareEvent(to: OrderState, condition: string): D1PreparedStatement[] {
    const type = eventOf[to];
    if (!type) return [];
    const query = `SELECT ${eventParts} AS more FROM orders WHERE ${condition}`;
    return [publish(type, { orderId: id }, { completedBy: { query, values: [id] } })];
  }
}

/** What an event says about its order, and the trace in which the order was placed. */
const eventParts = `json_object('trace', nullif(trace, ''), 'data', json_object(
  'memberId', member,
  'origin', content ->> 'source',
  'lines', json((
    SELECT json_group_array(json_object('productId', value ->> 'productId', 'itemId', value ->> 'itemId',
      'quantity', value ->> 'quantity') ORDER BY key)
    FROM json_each(content, '$.lines')))
))`;
