import type { SagaBinding } from './order-service.ts';

type Env = { SAGA: SagaBinding };
/** `undo`: the order was cancelled after its first saga had ended. */
export type Purpose = 'place' | 'undo';

/**
 * Starts the saga of an order.
 *
 * @throws if the order has a saga of the same purpose, which is not disturbed
 */
export async function startSaga({ SAGA }: Env, order: string, purpose: Purpose): Promise<void> {
  const instance = await SAGA.create({ id: toInstance(order, purpose), params: { order } });
  instance[Symbol.dispose]?.();
}

/** Starts the saga of an order from the beginning. The journal knows the steps that are done. */
export async function restartSaga({ SAGA }: Env, order: string, purpose: Purpose): Promise<void> {
  let instance: Awaited<ReturnType<SagaBinding['get']>>;
  try {
    instance = await SAGA.get(toInstance(order, purpose));
  } catch {
    return startSaga({ SAGA }, order, purpose);
  }
  await instance.restart();
  instance[Symbol.dispose]?.();
}

/** The id of a saga's Workflow instance. */
export function toInstance(order: string, purpose: Purpose): string {
  return purpose === 'place' ? order : `${order}-undo`;
}
