import { logFault } from '@jogakbo/edge/log';
import type { OrderState } from './contract.ts';
import type { Bindings } from './order-service.ts';

type Saga = Pick<Bindings, 'SAGA'>;

/** Milliseconds without any work after which a saga counts as stuck: longer than its longest pause and step. */
const patience = 120_000;
/** How many are set going again at once. */
const atOnce = 50;

/** Sets an order's saga going. One of the same order and purpose that is under way goes on undisturbed. */
export async function startSaga({ SAGA }: Saga, order: string, purpose: 'place' | 'undo'): Promise<void> {
  const instance = await SAGA.create({ id: toInstance(order, purpose), params: { order } });
  instance[Symbol.dispose]?.();
}

/**
 * Sets going again whatever saga is not done and does nothing: one that was never started, that failed for want of another
 * service, or that the runtime has lost.
 *
 * @returns how many
 */
export async function watchSagas(env: Bindings, now: number): Promise<number> {
  const stuck = Number(env.SAGA_STUCK ?? patience);
  const { results } = await env.DB.prepare(
    `SELECT id, state FROM orders WHERE state NOT IN ('DELIVERED', 'CANCELLED', 'REFUNDED')
     AND (state <> 'FULFILLING' OR cancelling IS NOT NULL)
     AND (touched_at < ?1 OR touched_at > ?2) ORDER BY touched_at LIMIT ${atOnce}`,
  )
    // A clock that was set back is no reason to wait.
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

export function toInstance(order: string, purpose: 'place' | 'undo'): string {
  return purpose === 'place' ? order : `${order}-undo`;
}
