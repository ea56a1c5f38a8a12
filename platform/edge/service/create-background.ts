import { createPublisher } from '../events/create-publisher.ts';
import { flushOutbox, type OutboxBindings } from '../events/outbox.ts';
import { type Trace, toTrace } from '../logs/trace.ts';
import { createClock } from '../time/clock.ts';
import { forgetAnswers } from './keep-answers.ts';
import type { ServiceBindings, ServiceContext, ServiceType } from './service-context.ts';

/** The context of work that no request waits for. */
export type Background<Service extends ServiceType> = ServiceContext<Service> & {
  /** Hands the events in the outbox to services/events. The service also forgets its kept answers, as their data has changed. @param mostCalls the most requests; the default is that of `flushOutbox` */
  flush(mostCalls?: number): Promise<void>;
  /** Whether anything was published in this context. */
  hasPublished(): boolean;
};

/**
 * Creates the context of work without a request. `createService` does so for events and for the clock; Durable Objects and
 * Workflows call it themselves.
 *
 * @param trace the id of the trace that the work belongs to, such as that of an event; the default is a new trace
 * @example
 * readonly #background = createBackground<Inventory>('inventory-service', this.env);
 */
export function createBackground<Service extends ServiceType>(
  name: Service['name'],
  env: ServiceBindings<Service>,
  trace?: string,
): Background<Service> {
  const outbox = env as unknown as OutboxBindings;
  const now = createClock(env.DEV_NOW, env.DEV_NOW_SINCE);
  const own: Trace = trace ? { ...toTrace(undefined), id: trace } : toTrace(undefined);
  const { publish, hasPublished } = createPublisher<Service['name']>(name, outbox.DB, { now, trace });
  return {
    env,
    var: { trace: own, now, publish },
    hasPublished,
    async flush(mostCalls) {
      forgetAnswers(name);
      await flushOutbox(outbox, mostCalls);
    },
  };
}
