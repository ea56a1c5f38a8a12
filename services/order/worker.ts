import type { MessageBatch } from '@cloudflare/workers-types';
import { createClock } from '@jogakbo/edge/clock';
import { flushOutbox } from '@jogakbo/edge/outbox';
import { app } from './app.ts';
import type { Bindings } from './bindings.ts';
import { consume } from './consume.ts';
import { removeSagas } from './remove-sagas.ts';
import { sweep } from './sweep.ts';
import { watchSagas } from './watchdog.ts';

export { OrderFeed } from './order-feed.ts';
export { OrderSaga } from './workflow.ts';

export default {
  fetch: app.fetch,

  async queue(batch: MessageBatch<unknown>, env: Bindings): Promise<void> {
    await consume(batch, env);
    await flushOutbox(env);
  },

  /** Once a minute. */
  async scheduled(_event: unknown, env: Bindings): Promise<void> {
    const now = createClock(env.DEV_NOW, env.DEV_NOW_SINCE)();
    await watchSagas(env, now);
    await flushOutbox(env);
    await removeSagas(env, now);
    await sweep(env.DB, now);
  },
};
