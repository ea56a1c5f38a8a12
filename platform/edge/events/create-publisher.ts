import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types';
import type { DomainEventData, EventsOf } from '@jogakbo/contracts/domain-events';
import { type OutboxCondition, type OutboxOptions, toEvent, toOutboxStatement } from './outbox.ts';

type PublishOptions = OutboxOptions & {
  /** The id of the trace that the event belongs to; the default is the trace of the current work. */
  trace?: string | undefined;
};

/**
 * Publishes an event of the service: gives the statement that puts the event into the outbox. Run it in the batch of the change,
 * so that the change and its event are written together or not at all. The outbox is emptied after the answer, and each minute.
 *
 * @example
 * await store.change(itemId, price, [c.var.publish('price.changed', { productId })]);
 */
export type Publish<Source extends string> = {
  <Type extends EventsOf<Source>>(
    type: Type,
    data: DomainEventData<Type>,
    options?: PublishOptions,
  ): D1PreparedStatement;
  /** The database completes the event when the batch runs. */
  <Type extends EventsOf<Source>>(
    type: Type,
    data: Partial<DomainEventData<Type>>,
    options: PublishOptions & { completedBy: OutboxCondition },
  ): D1PreparedStatement;
};

/** `now` gives epoch milliseconds, `trace` is the id of a trace. */
type Work = { now: () => number; trace?: string | undefined };

/**
 * Creates `publish` for one piece of work, such as a request.
 *
 * @param source the service that publishes, such as `pricing-service`
 * @returns `hasPublished` says whether `publish` was called, so that the outbox has to be emptied
 */
export function createPublisher<Source extends string>(
  source: Source,
  database: D1Database,
  { now, trace }: Work,
): { publish: Publish<Source>; hasPublished: () => boolean } {
  let published = false;
  return {
    publish<Type extends EventsOf<Source>>(
      type: Type,
      data: Partial<DomainEventData<Type>>,
      options: PublishOptions = {},
    ) {
      published = true;
      const origin = { source, time: now(), trace: options.trace ?? trace };
      return toOutboxStatement(database, toEvent(type, data as DomainEventData<Type>, origin), options);
    },
    hasPublished: () => published,
  };
}
