import { logFault } from '@jogakbo/edge/log';
import type { OrderState } from './contract.ts';
import type { Bindings } from './order-service.ts';
import { finalStates, toSqlList } from './order-state.ts';
import { restartSaga } from './start-saga.ts';

/** Milliseconds without any work after which a saga counts as stuck: longer than its longest pause and step. */
const stuckAfterMs = 120_000;
/** The most sagas that one run restarts. Each takes two calls, and a run with its outbox may make 32. */
const atOnce = 9;
/** The orders of the index `order_at_work`. */
const atWork = `state NOT IN (${toSqlList(finalStates)}) AND (state <> 'FULFILLING' OR cancelling IS NOT NULL)`;

/**
 * Restarts sagas that have not ended and do no work: a saga that never started, that gave up because a service was away, or that
 * the runtime has lost.
 *
 * @param now epoch milliseconds
 * @returns how many
 */
export async function watchSagas(env: Bindings, now: number): Promise<number> {
  const stuck = Number(env.SAGA_STUCK ?? stuckAfterMs);
  const { results } = await env.DB.prepare(
    `SELECT * FROM (SELECT id, state FROM orders WHERE ${atWork} AND touched_at < ?1 ORDER BY touched_at LIMIT ${atOnce})
     UNION ALL SELECT * FROM (SELECT id, state FROM orders WHERE ${atWork} AND touched_at > ?2 LIMIT ${atOnce})
     LIMIT ${atOnce}`,
  )
    // A time in the future means that the clock was set back.
    .bind(now - stuck, now + stuck)
    .all<{ id: string; state: OrderState }>();
  const outcomes = await Promise.allSettled(
    results.map(({ id, state }) => restartSaga(env, id, state === 'FULFILLING' ? 'undo' : 'place')),
  );
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') logFault('order-service', undefined, outcome.reason);
  return results.length;
}
