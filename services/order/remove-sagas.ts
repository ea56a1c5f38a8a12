import type { Bindings } from './order-service.ts';
import { finalStates, toSqlList } from './order-state.ts';
import { toInstance } from './start-saga.ts';

/** Milliseconds after the last work on an order. A saga that has ended does nothing after them. */
const restTimeMs = 10 * 60 * 1_000;
/** The most orders of one run. Each has two workflows, and a batch may have a hundred. */
const atOnce = 50;
/** The code of the error for an instance that does not exist. */
const notFound = 10_400;

/**
 * Removes the workflows of orders that do not need them any more. An order that is cancelled after its hand-over gets a new one.
 *
 * @returns the number of orders
 */
export async function removeSagas({ DB, SAGA }: Pick<Bindings, 'DB' | 'SAGA'>, now: number): Promise<number> {
  const { results } = await DB.prepare(
    `SELECT id FROM orders WHERE saga_kept = 1 AND touched_at < ?
     AND (state IN (${toSqlList(finalStates)}) OR (state = 'FULFILLING' AND cancelling IS NULL))
     ORDER BY touched_at LIMIT ${atOnce}`,
  )
    .bind(now - restTimeMs)
    .all<{ id: string }>();
  if (results.length === 0) return 0;
  const instances = results.flatMap(({ id }) => [toInstance(id, 'place'), toInstance(id, 'undo')]);
  const { errors } = await SAGA.deleteBatch(instances);
  const kept = new Set(errors.filter(({ code }) => code !== notFound).map(({ id }) => id));
  const removed = results.filter(({ id }) => !kept.has(id) && !kept.has(toInstance(id, 'undo')));
  await DB.prepare(
    `UPDATE orders SET saga_kept = 0 WHERE id IN (SELECT value FROM json_each(?))
     AND NOT (state = 'FULFILLING' AND cancelling IS NOT NULL)`,
  )
    .bind(JSON.stringify(removed.map(({ id }) => id)))
    .run();
  return removed.length;
}
