import { logFault } from '@jogakbo/edge/log';
import type { OrderState } from './contract.ts';
import type { Bindings } from './order-service.ts';

type Saga = Pick<Bindings, 'SAGA'>;

/** Milliseconds without work after which a saga is stuck. They are longer than its longest pause and step. */
const stuckAfter = 120_000;
/** The most sagas that one run starts again. */
const atOnce = 50;

/** Starts the saga of an order. A running saga of the same order and purpose is not disturbed. */
export async function startSaga({ SAGA }: Saga, order: string, purpose: 'place' | 'undo'): Promise<void> {
  const instance = await SAGA.create({ id: toInstance(order, purpose), params: { order } });
  instance[Symbol.dispose]?.();
}

/**
 * Starts stuck sagas again: sagas that were never started, that failed since a service did not answer, or that the runtime has lost.
 *
 * @param now epoch milliseconds
 * @returns the number of stuck sagas
 */
export async function watchSagas(env: Bindings, now: number): Promise<number> {
  const stuck = Number(env.SAGA_STUCK ?? stuckAfter);
  const { results } = await env.DB.prepare(
    `SELECT id, state FROM orders WHERE state NOT IN ('DELIVERED', 'CANCELLED', 'REFUNDED')
     AND (state <> 'FULFILLING' OR cancelling IS NOT NULL)
     AND (touched_at < ?1 OR touched_at > ?2) ORDER BY touched_at LIMIT ${atOnce}`,
  )
    // `touched_at` is in the future where the clock was set back.
    .bind(now - stuck, now + stuck)
    .all<{ id: string; state: OrderState }>();
  const outcomes = await Promise.allSettled(
    results.map(({ id, state }) => restart(env, id, state === 'FULFILLING' ? 'undo' : 'place')),
  );
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') logFault('order-service', undefined, outcome.reason);
  return results.length;
}

async function restart(env: Saga, order: string, purpose: 'place' | 'undo'): Promise<void> {
  let instance: Awaited<ReturnType<Bindings['SAGA']['get']>>;
  try {
    instance = await env.SAGA.get(toInstance(order, purpose));
  } catch {
    return startSaga(env, order, purpose);
  }
  await instance.restart();
  instance[Symbol.dispose]?.();
}

/** The id of the workflow of an order. */
export function toInstance(order: string, purpose: 'place' | 'undo'): string {
  return purpose === 'place' ? order : `${order}-undo`;
}
