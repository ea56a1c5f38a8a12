import type { D1Database } from '@cloudflare/workers-types';
import { finalStates, toSqlList } from './order-state.ts';

const day = 24 * 60 * 60 * 1_000;

/** Milliseconds for which Korean law requires a shop to keep contracts and payments: five years (전자상거래법 시행령 제6조). */
export const retention = 5 * 365.25 * day;

/** The most orders that one run deletes, and the most rows of each other table, so that it stays short. */
const ordersAtOnce = 100;
const rowsAtOnce = 5_000;

const old = [
  { table: 'draft', key: 'id', time: 'drawn_at', days: 30 },
  { table: 'placement', key: 'member, key', time: 'started_at', days: 2 },
  { table: 'consumed', key: 'id', time: 'time', days: 30 },
];

/**
 * Deletes drafts after 30 days, idempotency keys after 2 days, ids of consumed events after 30 days, and orders five years after their
 * end.
 *
 * @param now epoch milliseconds
 */
export async function sweep(database: D1Database, now: number): Promise<void> {
  const ended = `SELECT id FROM orders WHERE state IN (${toSqlList(finalStates)}) AND touched_at < ?
    ORDER BY touched_at LIMIT ${ordersAtOnce}`;
  const before = now - retention;
  await database.batch([
    ...old.map(({ table, key, time, days }) =>
      database
        .prepare(
          `DELETE FROM ${table} WHERE (${key}) IN
           (SELECT ${key} FROM ${table} WHERE ${time} < ? ORDER BY ${time} LIMIT ${rowsAtOnce})`,
        )
        .bind(now - days * day),
    ),
    database.prepare(`DELETE FROM order_history WHERE order_id IN (${ended})`).bind(before),
    database.prepare(`DELETE FROM orders WHERE id IN (${ended})`).bind(before),
  ]);
}
