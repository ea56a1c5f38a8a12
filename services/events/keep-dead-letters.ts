import type { MessageBatch } from '@cloudflare/workers-types';
import type { ServiceContext } from '@jogakbo/edge/service-context';
import { createDeadLetterStore } from './dead-letter-store.ts';
import type { EventsService } from './events-service.ts';

/** Keeps the messages of every dead-letter queue. If that fails it throws, and the queue delivers all of them again. */
export async function keepDeadLetters(
  batch: MessageBatch<unknown>,
  c: ServiceContext<EventsService>,
): Promise<void> {
  const time = c.var.now();
  const consumer = batch.queue.replace(/^jogakbo-(.+)-dead-letters$/, '$1');
  await createDeadLetterStore(c.env.DB).keep(
    batch.messages.map(({ id, body }) => ({
      consumer,
      message: id,
      // JSON has no undefined.
      body: JSON.stringify(body) ?? 'null',
      time,
    })),
  );
}
