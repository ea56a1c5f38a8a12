import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from 'cloudflare:workers';
import { createBackground } from '@jogakbo/edge/create-background';
import { createJournal } from './create-journal.ts';
import { createEffects } from './effects.ts';
import type { Bindings, OrderService } from './order-service.ts';
import { runSaga } from './saga.ts';
import { tellFeed, withFeed } from './tell-feed.ts';

/** How the runtime tries a step again that throws, for example while the database is away. After that the watchdog tries again. */
const retries = { retries: { limit: 3, delay: 1_000, backoff: 'exponential' }, timeout: 60_000 } as const;

/** Runs the saga of one order as a Workflow: https://developers.cloudflare.com/workflows/ */
export class OrderSaga extends WorkflowEntrypoint<Bindings, { order: string }> {
  override async run(
    { payload: { order } }: WorkflowEvent<{ order: string }>,
    step: WorkflowStep,
  ): Promise<void> {
    const { env } = this;
    const c = createBackground<OrderService>('order-service', env);
    const { SAGA_PAUSE: pause, SAGA_WATCH: watch } = env;
    const effects = createEffects(c, order);
    await runSaga({
      effects,
      journal: withFeed(createJournal(c, order), () => tellFeed(env, effects.read)),
      step: (name, act) => step.do(name, retries, act),
      sleep: (name, milliseconds) => step.sleep(name, milliseconds),
      ...(pause ? { pause: Number(pause) } : {}),
      ...(watch ? { at: (point) => report(watch, order, point) } : {}),
    });
    await step.do('send events', retries, () => c.flush());
  }
}

async function report(watch: string, order: string, point: string): Promise<void> {
  await fetch(watch, { method: 'POST', body: JSON.stringify({ order, point }) });
}
