import type { MessageBatch } from '@cloudflare/workers-types';
import { DomainEvent } from '@jogakbo/contracts/domain-events';
import * as v from 'valibot';
import { logFault } from '../logs/log.ts';

/**
 * Makes a queue handler that takes events one after the other. An event that cannot be parsed or taken is retried, later each
 * time, as often as the `max_retries` of the queue says. Then it goes to the dead-letter queue. The rest of the batch goes on.
 *
 * An event may be delivered more than once and in any order. Services use `follows` or `followsOnce` of `createService` instead.
 *
 * @param worker the worker's name in logs, such as `shell`
 * @param take throws if the event could not be taken
 */
export function receiveEvents<Env>(worker: string, take: (event: DomainEvent, env: Env) => Promise<void>) {
  return (batch: MessageBatch<unknown>, env: Env): Promise<void> =>
    receiveMessages(worker, batch, (body) => take(v.parse(DomainEvent, body), env));
}

/** Takes the messages of a batch one after the other, with the retries of {@link receiveEvents}. */
export async function receiveMessages(
  worker: string,
  batch: MessageBatch<unknown>,
  take: (body: unknown) => Promise<void>,
): Promise<void> {
  for (const message of batch.messages) {
    try {
      await take(message.body);
      message.ack();
    } catch (error) {
      logFault(worker, undefined, error);
      message.retry({ delaySeconds: toDelay(message.attempts) });
    }
  }
}

/**
 * Takes all events of a batch at once, for followers that read the data of many events in one call. If that fails, it halves the batch
 * to find the events that cannot be taken. They are retried, as {@link receiveEvents} does.
 *
 * @param take throws if any of the events could not be taken; it may get the same event again
 */
export async function receiveTogether(
  worker: string,
  batch: MessageBatch<unknown>,
  take: (events: DomainEvent[]) => Promise<void>,
): Promise<void> {
  const parsed = batch.messages.flatMap((message) => {
    const { success, output } = v.safeParse(DomainEvent, message.body);
    if (success) return [{ message, event: output }];
    retry(message, new Error('A message is not an event of this version.'));
    return [];
  });
  // The largest part first, so that a few attempts settle most of the events.
  const parts = parsed.length > 0 ? [parsed] : [];
  for (let attempts = 1; parts.length > 0; attempts++) {
    const part = parts.shift()!;
    try {
      await take(part.map(({ event }) => event));
      for (const { message } of part) message.ack();
    } catch (error) {
      const half = Math.ceil(part.length / 2);
      if (part.length > 1 && attempts < mostAttempts) parts.push(part.slice(0, half), part.slice(half));
      else for (const { message } of part) retry(message, error);
    }
    if (attempts >= mostAttempts)
      for (const { message } of parts.splice(0).flat())
        message.retry({ delaySeconds: toDelay(message.attempts) });
  }

  function retry(message: MessageBatch<unknown>['messages'][number], error: unknown) {
    logFault(worker, undefined, error);
    message.retry({ delaySeconds: toDelay(message.attempts) });
  }
}

/** The most calls of `take` for one batch, since an invocation may make 32 calls and `take` makes several. */
const mostAttempts = 7;

/** Seconds until the next attempt: 1, 2, 4, 8 and so on. A service that is down needs time to come back. */
function toDelay(attempts: number): number {
  return Math.min(2 ** Math.max(0, attempts - 1), longestDelaySeconds);
}

const longestDelaySeconds = 600;
