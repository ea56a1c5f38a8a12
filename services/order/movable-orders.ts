import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { DomainEventData } from '@jogakbo/contracts/domain-events';
import type { MovableRows } from '@jogakbo/edge/answer-moves';
import { upsertRows } from '@jogakbo/edge/upsert-rows';
import type { SnapshotLine } from './contract.ts';
import type { Sealer } from './create-sealer.ts';
import type { MovedOrder } from './moved-order.ts';
import { finalStates, toSqlList } from './order-state.ts';
import type { Content, Personal } from './order-store.ts';
import { retention } from './sweep.ts';

type Publish = (type: 'order.delivered', data: DomainEventData<'order.delivered'>) => D1PreparedStatement;
type Row = { key: string; member: string; content: string; personal: string; placedAt: number };
type Options = { database: D1Database; sealer: Sealer; publish: Publish; now: number };

const withKeys = '(SELECT value FROM json_each(?))';
/** The states in which the money is taken and the order is not undone. A program without a saga knows no others. */
const isSettled = `state IN ('CAPTURED', 'FULFILLING', 'DELIVERED') AND cancelling IS NULL`;
const columns = ['id', 'member', 'draft', 'state', 'version', 'content', 'personal', 'trace', 'placed_at'];

/**
 * The orders as they move between the shop and the program that it replaces. An order from there is history: it is stored as delivered, and no
 * saga works for it. Its event lets the member review the products.
 *
 * @param now epoch milliseconds; orders that the sweep deletes do not move
 */
export function createMovableOrders({ database, sealer, publish, now }: Options): MovableRows<MovedOrder> {
  const isKept = `${isSettled} AND placed_at >= ${now - retention}`;
  return {
    find: (keys) => read(`WHERE ${isKept} AND id IN ${withKeys}`, JSON.stringify(keys)),
    list: (after, limit) => read(`WHERE ${isKept} AND id > ? ORDER BY id LIMIT ?`, after, limit),

    async refuse(changes) {
      const { results } = await database
        .prepare(`SELECT id FROM orders WHERE id IN ${withKeys} AND content ->> 'former' IS NULL`)
        .bind(JSON.stringify(changes.map(({ key }) => key)))
        .all<{ id: string }>();
      const detail = 'This order was placed in the shop, so a move does not change it.';
      return results.map(({ id }) => ({ key: id, detail }));
    },

    async write(changes) {
      const gone = JSON.stringify(changes.filter(({ row }) => !row).map(({ key }) => key));
      const stored = changes.flatMap(({ key, row }) => (row ? [{ key, row }] : []));
      const rows = await Promise.all(
        stored.map(async ({ key, row }) => [
          ...[key, row.memberId, `former:${key}`, 'DELIVERED', 0, JSON.stringify(toContent(row))],
          ...[await sealer.seal(toPersonal(row), key), '', row.placedAt, row.placedAt, 0],
        ]),
      );
      const history = stored.map(({ key, row }) => [key, 0, 'DELIVERED', row.placedAt]);
      await database.batch([
        database.prepare(`DELETE FROM order_history WHERE order_id IN ${withKeys}`).bind(gone),
        database.prepare(`DELETE FROM orders WHERE id IN ${withKeys}`).bind(gone),
        upsertRows(database, 'orders', [...columns, 'touched_at', 'saga_kept'], rows),
        upsertRows(database, 'order_history', ['order_id', 'version', 'state', 'at'], history, {
          key: ['order_id', 'version'],
        }),
        ...stored.map(({ key, row: { memberId, lines } }) =>
          publish('order.delivered', {
            ...{ orderId: key, memberId },
            lines: lines.map(({ productId, itemId, quantity }) => ({ productId, itemId, quantity })),
          }),
        ),
      ]);
    },
  };

  async function read(where: string, ...values: (string | number)[]): Promise<Map<string, MovedOrder>> {
    const { results } = await database
      .prepare(`SELECT id AS key, member, content, personal, placed_at AS placedAt FROM orders ${where}`)
      .bind(...values)
      .all<Row>();
    const rows = results.map(async (row) => {
      const personal = (await sealer.open(row.personal, row.key)) as Personal;
      return [row.key, toMoved(row, JSON.parse(row.content), personal)] as const;
    });
    return new Map(await Promise.all(rows));
  }
}

/** How many orders are being placed or undone. They are in no state that could move. */
export async function countAtWork(database: D1Database): Promise<number> {
  const row = await database
    .prepare(
      `SELECT count(*) AS n FROM orders WHERE state NOT IN (${toSqlList(finalStates)}) AND NOT (${isSettled})`,
    )
    .first<{ n: number }>();
  return row?.n ?? 0;
}

function toContent({ lines, delivery, total }: MovedOrder): Content {
  const goods = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  return {
    former: true,
    lines: lines.map(
      ({ price, ...line }): SnapshotLine => ({
        ...line,
        ...{ option: '', list: price, final: price, service: 'standard' },
        image: `/api/product/pictures/${line.productId}.svg`,
      }),
    ),
    totals: { goods, discount: Math.max(0, goods + delivery - total), delivery, total, policy: '' },
    ...{ coupons: [], region: 'capital', method: 'card' },
  };
}

function toPersonal({ recipient, phone, postcode, street, receipt }: MovedOrder): Personal {
  return { address: { recipient, phone, postcode, street, detail: '' }, token: '', reference: receipt };
}

function toMoved({ member, placedAt }: Row, { lines, totals }: Content, personal: Personal): MovedOrder {
  const { recipient, phone, postcode, street, detail } = personal.address;
  return {
    ...{ memberId: member, placedAt, recipient, phone, postcode },
    street: [street, detail].filter(Boolean).join(' '),
    lines: lines.map(({ productId, itemId, title, option, final, quantity }) => ({
      ...{ productId, itemId, title: [title, option].filter(Boolean).join(', '), price: final, quantity },
    })),
    ...{ delivery: totals.delivery, total: totals.total, receipt: personal.reference ?? '' },
  };
}
